"""The plans of a language that is added as a folder, and by nothing else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import extractors

FILES = {
    "language.toml": """
        name = "Esperanto"
        alphabet = "abcĉdefgĝhĥijĵklmnoprsŝtuŭvz"
    """,
    "__init__.py": """
        from extractors.languages.base import Language
        LANGUAGE = Language("eo")
    """,
    "months.toml": """
        stems = ["januar", "februar", "mart", "april", "maj", "juni", "juli", "aŭgust", "septembr",
          "oktobr", "novembr", "decembr"]
        ending = "on?"
    """,
    "dates.toml": r"""
        forms = ['(?P<day>\d{1,2})-a de (?P<month>{month}o) (?P<year>\d{4})']
    """,
    "deadlines.toml": r"""
        day_ending = ["an?"]
        until = ["ĝis"]
        glue = ["de", "la", "en"]
        every.year = ["ĉiujare"]
        period.quarter = ["kvaronjaro"]
    """,
    "deadline_numbers.toml": """
        ordinals = { "unua" = 1, "dua" = 2 }
    """,
    "funding.toml": """
        year_word = "jaro"
        scales = { "mil" = 1e3, "miliono" = 1e6 }
        currencies = { "steloj" = "XES" }
        kinds.none_required = ["ne necesas"]
        sources.local.words = ["urba buĝeto"]
    """,
    "plan_headers.toml": """
        number.exact = ["numero"]
        name.phrases = ["agado*"]
        form.phrases = ["formo de fino"]
        deadline.phrases = ["limdato*"]
        responsible.phrases = ["respondec*"]
        funding.phrases = ["financado"]
        funding_source.phrases = ["fonto de financado"]
    """,
    "plan_rows.toml": """
        totals = ["sume"]
        headings.direction = ["direkto"]
    """,
    "plan_years.toml": r"""
        forms = ['por la jaro {year}']
    """,
}
ROWS = [
    ["Numero", "Agadoj", "Formo de fino", "Limdato", "Respondeculo", "Financado, miliono steloj",
     "Fonto de financado"],
    ["Direkto 1. Kulturo"],
    ["1", "Malfermi muzeon", "akto", "ĝis la 15-a majo 2027", "Urbo", "2,5", "urba buĝeto"],
    ["2", "Renovigi parkon", "akto", "dua kvaronjaro 2028", "Urbo", "ne necesas", ""],
    ["3", "Raporti", "raporto", "ĉiujare en decembro", "Urbo", "", ""],
    ["Sume", "", "", "", "", "2,5", ""],
]  # fmt: skip
SCRIPT = """
import json, sys
from extractors.calendar.dates import find_dates
from extractors.outline import parse
from extractors.plans import find_actions
from schemas.document import Block, Cell, Document, Place, Span, Table
from schemas.tables import Abbreviations

rows = json.load(sys.stdin)
cells = tuple(
    Cell(
        text=text, row=row, column=column, column_span=7 if len(line) == 1 else 1,
        spans=(Span(start=0, place=Place()),),
    )
    for row, line in enumerate(rows) for column, text in enumerate(line)
)
table = Table(cells=cells, row_count=len(rows), column_count=7, place=Place())
body = (Block(text="Plano por la jaro 2027"), table)
document = Document(path="plano.txt", form="txt", sha256="0" * 64, body=body)
found = find_actions(parse(document), Abbreviations())
print(json.dumps({
    "dates": [str(date.date) for date in find_dates("la 3-a de majo 2026")],
    "actions": [(action.number, action.name, action.direction) for action in found.actions],
    "due": [row.due_date for row in found.due_dates],
    "funding": [(row.kind, row.amount, row.currency, row.source_kind) for row in found.funding],
}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """Return what a copy of the extractors with one more folder finds in a plan."""
    root = tmp_path_factory.mktemp("house")
    shutil.copytree(Path(extractors.__file__).parent, root / "extractors")
    folder = root / "extractors" / "languages" / "eo"
    folder.mkdir()
    for name, text in FILES.items():
        lines = (line.strip() for line in text.splitlines())
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(ROWS),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
    )
    assert run.returncode == 0, run.stderr
    answer: dict[str, list[object]] = json.loads(run.stdout)
    return answer


def test_rows_are_actions_under_their_direction(found: dict[str, list[object]]) -> None:
    names = ("Malfermi muzeon", "Renovigi parkon", "Raporti")
    expected = [[str(i), name, "Direkto 1. Kulturo"] for i, name in enumerate(names, start=1)]
    assert found["actions"] == expected


def test_deadlines_have_dates(found: dict[str, list[object]]) -> None:
    assert found["due"] == ["2027-05-15", "2028-06-30", "2027-12-31"]


def test_money_has_amount_currency_and_source(found: dict[str, list[object]]) -> None:
    assert found["funding"] == [
        ["amount", 2500000.0, "XES", "local"],
        ["none_required", None, None, None],
    ]


def test_dates_are_found(found: dict[str, list[object]]) -> None:
    assert found["dates"] == ["2026-05-03"]
