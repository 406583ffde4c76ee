"""Letter-spacing undone: "т а л а п" is "талап", "О М - ғ а" is "ОМ-ға".

Justified cells spread a short line evenly over the cell's width. Whoever strips
the text puts a space into each gap that is wide beside the characters before
it: so a spread line shows spaces after its narrow letters ("б іл ім") or after
all, and a printed space comes out double where the gap before it shows as well.
How wide the gap is, the line tells itself: wider than what goes unseen wherever
a space came out, no wider where none did. Whether a single space is printed or
a gap is read so that this holds everywhere; where it holds both ways, the words
tell. (The rule is that of PDFBox's `PDFTextStripper`, which other tools share.)

That is `close_letter_spacing`. Where only a width or the extent of words is asked
for, every run of single characters is taken as spread (`word_extents`,
`width_unspaced`). Letters that an author spaced out by typing are told by standing
alone, several of one case (`close_typed_spacing`, `is_spelt_out`).

What belongs here: one line. What does not: what its last word continues.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, log

from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.words import WORD
from extractors.text.vocabulary import Vocabulary
from extractors.text.widths import text_width

_SPACE = text_width(" ")
_SEEN, _SEEN_SHARE = 0.5 * _SPACE, 0.3  # a gap shows that is wider; or than this share of letters
_ERROR = 0.005  # ems by which the width at which a gap shows may be wrong
_SPREAD, _WIDEST = 0.4, 0.6  # share of lines that are spread, and how far, in ems
_WORDS = 0.5  # weight of the words: a line's gaps tell more surely
_LIKELY = 8.0  # how much worse than the best a reading may be before the words are asked
_PRINTED = 0.1  # cost of a printed space: of two readings alike the one with fewer
_ODD = 12.0  # cost of what no author writes
_TOKEN = re.compile(r"(\S+)(\s*)")
_WORD = re.compile(rf"{WORD}|\d+(?:-\w+)?")
_SLIP = re.compile(rf"[{SMALL}][{CAPITAL}]|\w(?:- | -)\w|[,;:](?:[^\W\d]|[\"«(])|[»)]\w|\w[«(]")
_AFTER_CAPITALS = re.compile(rf"(?<=[A-Z{CAPITAL}]{{2}})(?=[{SMALL}]{{2}})")
_SINGLE_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:[ \u00a0][^\W\d_])+(?![^\W_])")
_FEWEST_TYPED = 4  # letters in a line of text, where three may be abbreviations
_RUN = re.compile(r"(?<!\S)\S(?: \S)+(?!\S)")
_CASE_CHANGE = re.compile(rf"(?<=[A-Z{CAPITAL}]) (?=[{SMALL}] [{SMALL}])")
_CAPITAL_PAIR = re.compile(rf"[A-Z{CAPITAL}] [A-Z{CAPITAL}]$")
_NUMBER_BEFORE = re.compile(r"(\d|-) (?=[^\W\d]|[\"«(]|(?<=- )[\d–-])")
_DASHES = re.compile(r"[-–—](?: [-–—])+")  # each an empty cell's


def close_letter_spacing(line: str, vocabulary: Vocabulary, before: str = "") -> str:
    """Return `line` with its letter-spaced words closed.

    `before` is the fragment that the line may go on with, if it may begin mid-word.
    """
    tokens, spaces = _parts(line)
    costs = {printed: _gap_cost(tokens, spaces, printed) for printed in _readings(tokens, spaces)}
    likely = [printed for printed in costs if costs[printed] <= min(costs.values()) + _LIKELY]
    if len(likely) > 1:
        for printed in likely:
            text = _spell(tokens, printed)
            texts = {f"{before}{text}", f"{before} {text}"}
            costs[printed] += _WORDS * min(_words_cost(text, vocabulary) for text in texts)
    return _spell(tokens, min(likely, key=costs.__getitem__))


def _words_cost(text: str, vocabulary: Vocabulary) -> float:
    odd = _ODD * len(_SLIP.findall(text)) + _PRINTED * text.count(" ")
    return odd + sum(map(vocabulary.cost, _WORD.findall(text)))


def _parts(line: str) -> tuple[list[str], list[int]]:
    """The line's tokens, and how many spaces follow each."""
    found = _TOKEN.findall(line)
    return [token for token, _ in found], [len(run) for _, run in found]


def _readings(tokens: Sequence[str], spaces: Sequence[int]) -> list[frozenset[int]]:
    """Sets of tokens that a printed space may follow.

    The wider the gap is taken to be, the more of the single spaces show only it.
    """
    certain = frozenset(i for i, count in enumerate(spaces) if count > 1 or i == len(spaces) - 1)
    shows = [threshold for threshold, shown in _gaps(tokens, spaces, certain) if shown]
    single = [i for i in range(len(spaces)) if i not in certain]
    single.sort(key=dict(zip(single, shows, strict=False)).__getitem__)
    readings = [certain.union(single[at:]) for at in range(len(single) + 1)]
    return [*readings, *(certain | {i} for i in single)]


def _gap_cost(tokens: Sequence[str], spaces: Sequence[int], printed: frozenset[int]) -> float:
    """How unlikely a gap is that is wide enough wherever it shows, and nowhere else."""
    least, most = 0.0, _WIDEST
    for threshold, shown in _gaps(tokens, spaces, printed):
        if shown:
            least = max(least, threshold)
        else:
            most = min(most, threshold)
    if not least:
        return 0.0
    room = most - least
    fits = room + _ERROR if room > 0 else _ERROR * exp(room / _ERROR)
    return -log(_SPREAD * fits / _WIDEST)


def _gaps(
    tokens: Sequence[str], spaces: Sequence[int], printed: frozenset[int]
) -> Iterator[tuple[float, bool]]:
    """From which width on each gap of the line shows, and whether it does."""
    average = 0.0
    for i, (token, count) in enumerate(zip(tokens, spaces, strict=True)):
        for at, letter in enumerate(token):
            average = _next(average, text_width(letter))
            if at or (i and i - 1 not in printed):
                yield _threshold(average), at == 0
        if count and i in printed:
            average = _next(average, _SPACE)
            yield _threshold(average), count > 1


def _next(average: float, width: float) -> float:
    """The running average of widths after one more character."""
    return (average + width) / 2 if average else width


def _threshold(average: float) -> float:
    return min(_SEEN, _SEEN_SHARE * average)


def _spell(tokens: Sequence[str], printed: frozenset[int]) -> str:
    """The text if those spaces are printed; what runs into an abbreviation comes apart."""
    text = ""
    word: list[str] = []
    for i, token in enumerate(tokens):
        word.append(token)
        if i in printed or i == len(tokens) - 1:
            whole = "".join(word)
            text += " " + (" ".join(_AFTER_CAPITALS.split(whole)) if len(word) > 1 else whole)
            word = []
    return text[1:]


@lru_cache(maxsize=65536)
def width_unspaced(raw: str) -> float:
    """Return the width in ems of text as it would be without letter-spacing."""
    closed = _RUN.sub(lambda run: run.group().replace(" ", ""), raw)
    return text_width(" ".join(closed.split()))


def word_extents(raw: str) -> list[tuple[int, int]]:
    """Return the start and end of each word of a line, a letter-spaced one taken whole."""
    extents: list[tuple[int, int]] = []
    position = 0
    for run in _RUN.finditer(raw):
        extents += _tokens_within(raw, position, run.start())
        extents += _words_of_run(raw, run.start(), run.end())
        position = run.end()
    return extents + _tokens_within(raw, position, len(raw))


def _tokens_within(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span(1) for match in _TOKEN.finditer(raw, start, end)]


def _words_of_run(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words of letters with spaces between them, which may be several words.

    A row's number, a dash or an abbreviation may stand before a letter-spaced word.
    """
    if _DASHES.fullmatch(raw, start, end):
        return _tokens_within(raw, start, end)
    number = _NUMBER_BEFORE.match(raw, start, end)
    if number:
        return [number.span(1), *_words_of_run(raw, number.end(), end)]
    boundary = _CASE_CHANGE.search(raw, start, end)
    if boundary and _CAPITAL_PAIR.search(raw[start : boundary.start()]):
        return [(start, boundary.start()), (boundary.end(), end)]
    return [(start, end)]


def close_typed_spacing(text: str, fewest: int = _FEWEST_TYPED) -> str:
    """Return a text with the words closed that its author spaced out; wider gaps part words.

    `fewest` letters are needed: three where lines name acts ("З А Ң"), else one more.
    """

    def closed(match: re.Match[str]) -> str:
        letters = re.split(r"[ \u00a0]", match[0])
        return "".join(letters) if len(letters) >= fewest and is_spelt_out(letters) else match[0]

    return _SINGLE_LETTERS.sub(closed, text)


def is_spelt_out(letters: Sequence[str]) -> bool:
    """Tell whether single letters are a word: of one case, and none of the titles А Б В Г."""
    one_case = all(map(str.isupper, letters)) or all(map(str.islower, letters[1:]))
    in_a_row = all(ord(b) - ord(a) == 1 for a, b in pairwise(letters))
    return one_case and not in_a_row
