"""Letter-spacing undone: "т а л а п" is "талап", "О М - ғ а" is "ОМ-ға".

Justified cells stretch a short line until each letter stands alone: single
spaces lie between letters then, and double ones between words. Narrow letters
may cling to a neighbour ("б іл ім").

What belongs here: one line. What does not: what its last word continues.
"""

import re

from extractors.text.vocabulary import Vocabulary

_GAP = re.compile(r"\s{2,}")
_LETTER = re.compile(r"[^\W\d_]$")
_CASE_CHANGE = re.compile(r"(?<=[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]{2})(?=[а-яёәғқңөұүһі]{2})")
_NARROW = frozenset("іїijlftr")  # before them a gap looks wide
_SHORT = 3  # letters that may cling together in a spaced word


def close_letter_spacing(line: str, vocabulary: Vocabulary, before: str = "") -> str:
    """Return `line` with its letter-spaced words closed.

    `before` is the fragment that the line may go on with, if it may begin mid-word.
    """
    groups = [group for group in _GAP.split(line.strip()) if group]
    stretched = bool(_GAP.search(line.strip() + line[len(line.rstrip()) :]))
    closed = [
        _close_group(group, vocabulary, stretched=stretched, before=before if i == 0 else "")
        for i, group in enumerate(groups)
    ]
    return " ".join(closed)


def _close_group(group: str, vocabulary: Vocabulary, *, stretched: bool, before: str) -> str:
    """Close the runs of short tokens in words that single spaces part."""
    tokens = group.split()
    out: list[str] = []
    start = 0
    while start < len(tokens):
        end = _run_end(tokens, start)
        run = tokens[start:end]
        if _is_spaced(run, stretched):
            out.extend(_close_run(run, vocabulary, before if start == 0 else ""))
            start = end
        else:
            out.append(tokens[start])
            start += 1
    return " ".join(_heal(out, vocabulary, stretched))


def _run_end(tokens: list[str], start: int) -> int:
    end = start
    while end < len(tokens) and len(tokens[end].strip('.,;:()"«»')) <= _SHORT:
        end += 1
    while end > start and len(tokens[end - 1].strip('.,;:()"«»')) == _SHORT and end - start < 3:
        end -= 1
    return end


def _is_spaced(run: list[str], stretched: bool) -> bool:
    """Whether a run of short tokens is one spaced word: at least half are single characters."""
    single = sum(len(token) == 1 for token in run)
    letters = sum(bool(_LETTER.match(token)) for token in run)
    if len(run) < 2 or len(run[0]) > 2:
        return False
    if single == len(run):
        return stretched or letters >= 3
    return stretched and (2 * single >= len(run) or (single > 0 and max(map(len, run)) == 2))


def _close_run(run: list[str], vocabulary: Vocabulary, before: str) -> list[str]:
    """Close a run; first letters that only end the word before stay apart."""
    whole = "".join(run)
    bare = _bare(whole)
    if before and not vocabulary.knows(bare) and not vocabulary.knows(before + bare):
        for cut in range(1, min(4, len(run) - 1)):
            head, rest = "".join(run[:cut]), "".join(run[cut:])
            if len(_bare(rest)) >= _SHORT and vocabulary.knows(_bare(rest)):
                return [head, rest]
    return _CASE_CHANGE.split(whole)


def _heal(tokens: list[str], vocabulary: Vocabulary, stretched: bool) -> list[str]:
    """Join halves that a narrow letter's gap has parted: "іш інде", "Кәс іби"."""
    healed: list[str] = []
    for token in tokens:
        if healed and _is_split(healed[-1], token, vocabulary, stretched):
            healed[-1] += token
        else:
            healed.append(token)
    return healed


def _is_split(left: str, right: str, vocabulary: Vocabulary, stretched: bool) -> bool:
    """Whether two tokens are halves of one word, of which at least one is no word itself."""
    if not (left[-1].isalpha() and right[0].islower()):
        return False
    narrow = right[0] in _NARROW
    if not narrow and not (stretched and len(left) == 1):
        return False
    left, right = _bare(left), _bare(right)
    if not vocabulary.knows(left + right):
        return False
    rare = narrow and vocabulary.count(right) <= vocabulary.count(left + right)
    return rare or not (vocabulary.knows(right) and vocabulary.knows(left))


def _bare(word: str) -> str:
    return word.strip('.,;:!?()[]"«»“”')
