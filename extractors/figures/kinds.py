"""Ages told from durations, multipliers from counts.

What belongs here: what kind a figure is where its unit alone does not say. What
does not: the words that tell it (`kinds.toml` of the languages).
"""

from functools import cache

from extractors.figures.model import Number, Unit, replace
from extractors.figures.passage_text import PassageText
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern
from schemas.document import Frozen
from schemas.tables import Language


class AgeForms(Frozen):
    """What tells an age from a duration.

    `units` may be an age if `before` or `after` matches around the figure and
    `lasting` nowhere before it in its sentence; an `adjective` of duration is
    an age before a `person`.
    """

    units: frozenset[str] = frozenset()
    before: Pattern = NEVER
    after: Pattern = NEVER
    lasting: Pattern = NEVER
    adjective: Pattern = NEVER
    person: Pattern = NEVER


class MultiplierForms(Frozen):
    """The unit that counts or multiplies ("раз"), and what stands before a multiplier."""

    unit: str | None = None
    before: Pattern = NEVER


class KindForms(Frozen):
    """What a language says of a figure's kind around it (kinds.toml)."""

    age: AgeForms = AgeForms()
    multiplier: MultiplierForms = MultiplierForms()


def refine_kind(passage: PassageText, number: Number, unit: Unit) -> Unit:
    """Return the unit with the kind that the words around it tell."""
    forms = _forms(passage.language)
    before = passage.text[max(0, number.start - 60) : number.start]
    if unit.kind == "duration" and _is_age(passage, unit, before, forms.age):
        return replace(unit, kind="age")
    counts = unit.kind == "count" and unit.name == forms.multiplier.unit
    if counts and number.rule != "multiplier" and forms.multiplier.before.search(before):
        return replace(unit, kind="ratio")
    return unit


@cache
def _forms(language: Language) -> KindForms:
    return LANGUAGES[language].data("kinds", KindForms)


def _is_age(passage: PassageText, unit: Unit, before: str, forms: AgeForms) -> bool:
    text = passage.text
    if forms.lasting.search(text, passage.sentence(unit.start)[0], unit.start):
        return False
    if forms.adjective.search(text, unit.start, unit.end):
        return forms.person.match(text, unit.end) is not None
    if unit.name not in forms.units:
        return False
    return bool(forms.before.search(before) or forms.after.match(text, unit.end))
