"""Types of acts, cues of kinds and words of front matter, which each language says in its folder.

The files are `document_kinds.toml`, `front_matter.toml` and `act_heads.toml`.
"""

from collections.abc import Mapping
from functools import cache
from typing import cast

from extractors.calendar.dates import DATE_SOURCE
from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.acts import law_series
from extractors.languages.alphabet import CAPITAL
from extractors.languages.data import NEVER, CasedPattern, Pattern, choice_of_words
from extractors.languages.merging import merge, merged_data
from extractors.text.patterns import ACT_NUMBER_SIGN
from schemas.document import Frozen
from schemas.tables import DocumentKind

_SERIES = rf"[{CAPITAL}]{{2,4}}-\d+"  # what a number may go on with: "КР-20"


class Act(Frozen):
    """A type of act: how it names itself, how it begins to rule, and its kind.

    `ruler` must be named near the words with which it begins to rule, where
    another type has the same words.
    """

    name: str
    kind: DocumentKind
    words: tuple[str, ...]
    enacting: tuple[str, ...] = ()
    ruler: str = ""


class Cue(Frozen):
    """Words that tell a kind by the title, the front matter, the text or who is quoted."""

    title: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()


class KindCues(Frozen):
    """The cues of the kinds that are no acts, in order of precedence."""

    concept: Cue = Cue()
    plan: Cue = Cue()
    speech: Cue = Cue()
    news: Cue = Cue()
    report: Cue = Cue()

    def by_kind(self) -> Mapping[DocumentKind, Cue]:
        """Return the cues by their kinds."""
        return {cast(DocumentKind, kind): getattr(self, kind) for kind in KindCues.model_fields}


class KindWords(Frozen):
    """The words of `document_kinds.toml`; acts in order of precedence."""

    act: tuple[Act, ...] = ()
    kinds: KindCues = KindCues()

    @property
    def act_by_word(self) -> Mapping[str, Act]:
        """The types of acts by the words that name them."""
        return {word: act for act in self.act for word in act.words}


class FrontWords(Frozen):
    """The words of `front_matter.toml`; the file's comments say what each is for."""

    author_openings: tuple[str, ...] = ()
    author_offices: tuple[str, ...] = ()
    event_words: tuple[str, ...] = ()
    dedication_opening: CasedPattern = NEVER
    dedication_endings: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    reply_openings: tuple[str, ...] = ()
    reply_preposition: CasedPattern = NEVER
    subject_openings: tuple[str, ...] = ()
    number_openings: tuple[str, ...] = ()
    address_words: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()
    effect_on_signing: tuple[str, ...] = ()
    effect_exceptions: tuple[str, ...] = ()
    effect_subjects: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    generic_titles: frozenset[str] = frozenset()
    genre: Pattern = NEVER
    collection: Pattern = NEVER
    institution: Pattern = NEVER
    electronic_signature: Pattern = NEVER
    registration: Pattern = NEVER
    protocol: Pattern = NEVER
    session: Pattern = NEVER
    carried_on: frozenset[str] = frozenset()
    matter: Pattern = NEVER
    state: Pattern = NEVER
    reasons: tuple[str, ...] = ()
    date_preposition: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    place: CasedPattern = NEVER


class ActHeads(Frozen):
    """The patterns of `act_heads.toml`: the line that names an act, whole or in several."""

    one_line: tuple[Pattern, ...] = ()
    wrapped: Pattern = NEVER


def cues() -> FrontWords:
    """Return the words of front matter in all languages."""
    return merged_data("front_matter", FrontWords)


def kind_words(code: str) -> KindWords:
    """Return what a language calls acts and other documents."""
    return LANGUAGES[code].data("document_kinds", KindWords)


@cache
def kind_cues() -> Mapping[DocumentKind, Cue]:
    """Return the cues of kinds in all languages, in order of precedence."""
    return merge([words.kinds for words in _kind_words()]).by_kind()


def _kind_words() -> tuple[KindWords, ...]:
    return data_of_all("document_kinds", KindWords)


@cache
def acts() -> tuple[Act, ...]:
    """Return the types of acts in all languages."""
    return tuple(act for words in _kind_words() for act in words.act)


@cache
def act_by_word() -> Mapping[str, Act]:
    """Return the types of acts by the words that name them, in all languages."""
    return {word: act for words in _kind_words() for word, act in words.act_by_word.items()}


@cache
def act_heads() -> tuple[ActHeads, ...]:
    """Return how each language prints the line that names an act."""
    return tuple(
        language.data("act_heads", ActHeads, _fragments(kind_words(code)))
        for code, language in LANGUAGES.items()
    )


def _fragments(words: KindWords) -> Mapping[str, str]:
    series = choice_of_words(law_series())
    return {
        "types": choice_of_words(words.act_by_word),
        "date": f"(?:{DATE_SOURCE})",
        "number": rf"{ACT_NUMBER_SIGN}\s*(?P<number>[^\s,;]+(?:\s(?:{series}|{_SERIES}))?)",
        "number_before": rf"{ACT_NUMBER_SIGN}\s*(?P<number>\S+(?:\s\S+)?)",
    }
