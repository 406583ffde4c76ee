"""Ages told from durations, multipliers from counts.

What belongs here: what kind a figure is where its unit alone does not say.
"""

import re

from extractors.figures.model import Number, Unit, replace
from extractors.figures.reading import Reading

_RU_AGE_BEFORE = re.compile(
    r"(?:\b(?:возраст\w*|старше|младше|моложе|достиг\w*|достижени\w*|исполн\w+)\W+(?:[^\W\d_]+\W+){0,4}"
    r"|\b(?:дет(?:и|ей|ям|ями|ьми|ях)|реб[её]н\w+|несовершеннолетн\w+|подрост\w+|молод[её]ж\w*|граждан\w*|лиц\w*"
    r"|девоч\w+|мальчик\w*|женщин\w*|мужчин\w*|малыш\w*|смертность)\W{1,3}(?:от|до|с|в)?\W*)$",
    re.IGNORECASE,
)
_RU_AGE_AFTER = re.compile(
    r"\s+(?:и\s+(?:старше|младше|моложе)|возраста)|\s+до\s+\d+\s+лет", re.IGNORECASE
)
_RU_LASTS = re.compile(r"(?:продолжительност|длительност|срок|стаж)\w*[^.;]*$", re.IGNORECASE)
_RU_PERSON = re.compile(
    r"\s+(?:возраст|реб[её]н|подрост|дев|мальч|юнош|граждан|дет)\w*", re.IGNORECASE
)
_RU_TIMES = re.compile(r"(?<!\w)(?:в|во)\s+$", re.IGNORECASE)
_KK_CHILD = re.compile(r"\s*(?:\w+\s+){0,2}(?:бала|сәби|нәресте|жас)\w*", re.IGNORECASE)


def told_kind(reading: Reading, number: Number, unit: Unit) -> Unit:
    """Return the unit with the kind that the words around it tell."""
    before = reading.text[max(0, number.start - 60) : number.start]
    if unit.kind == "duration" and _is_age(reading, unit, before):
        return replace(unit, kind="age")
    if unit.name == "раз" and unit.kind == "count" and number.rule != "multiplier":
        return replace(unit, kind="ratio") if _RU_TIMES.search(before) else unit
    return unit


def _is_age(reading: Reading, unit: Unit, before: str) -> bool:
    text = reading.text
    if reading.language == "kk":
        return text[unit.start : unit.end].endswith("айлық") and bool(
            _KK_CHILD.match(text, unit.end)
        )
    if unit.name not in ("год", "месяц", "день"):
        return False
    if _RU_LASTS.search(text, reading.sentence(unit.start)[0], unit.start):
        return False
    if "летн" in text[unit.start : unit.end]:
        return bool(_RU_PERSON.match(text, unit.end))
    return bool(_RU_AGE_BEFORE.search(before) or _RU_AGE_AFTER.match(text, unit.end))
