"""A document in a language that is added as a folder, and by nothing else."""

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
        words.until = ["ĝis"]
        words.glue = ["de", "la", "en"]
        every.year = ["ĉiujare"]
        unit.quarter = ["kvaronjaro"]
    """,
    "deadline_numbers.toml": """
        ordinal_ending = ["an?"]
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
    "function_words.tsv": "word\nla\nde\nkaj\nestas\nen\ndum\npli\nol\n",
    "units.tsv": "pattern\tunit\tkind\nelcent\\w*\t%\tpercent\ntun\\w*\ttuno\tmeasure\n",
    "numbers.toml": """
        [scales]
        "mil" = 1e3
        [cardinals]
        "kvin" = 5
    """,
    "qualifiers.tsv": "pattern\tside\tqualifier\npli ol\tbefore\tmore_than\n",
    "periods.toml": r"""
        forms = ['en (?P<y>{year})']
        places = ['en']
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
TEXT = """# Plano por la jaro 2027

En 2026 la urbo de la lago havis 12 parkojn kaj pli ol 40 elcentoj de la arboj estas maljunaj.

La rubo de la urbo estas 3,5 mil tunoj.

"""
SCRIPT = """
import json, sys
from extractors.flow import extract

found = extract("plano.md", sys.stdin.buffer.read())
(document,) = found["documents"]
tables = {}
for rows in found.values():
    for row in rows:
        tables.setdefault(row.table, []).append(row)
print(json.dumps({
    "language": document.language,
    "actions": [(row.number, row.name, row.direction) for row in tables["actions"]],
    "due": [row.due_date for row in tables["action_due_dates"]],
    "funding": [
        (row.kind, row.amount, row.currency, row.source_kind) for row in tables["action_funding"]
    ],
    "figures": [
        (row.value, row.unit, row.qualifier, row.period) for row in tables["figures"]
        if row.unit in ("%", "tuno")
    ],
}))
"""


def _markdown() -> str:
    lines = [f"| {' | '.join(row + [''] * (7 - len(row)))} |" for row in ROWS]
    return TEXT + "\n".join([lines[0], "|---" * 7 + "|", *lines[1:]]) + "\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """Return what a copy of the extractors with one more folder finds in a document."""
    root = tmp_path_factory.mktemp("house")
    shutil.copytree(Path(extractors.__file__).parent, root / "extractors")
    folder = root / "extractors" / "languages" / "eo"
    folder.mkdir()
    for name, text in FILES.items():
        lines = (line.strip() for line in text.splitlines())
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=_markdown(),
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


def test_document_is_in_its_language(found: dict[str, list[object]]) -> None:
    assert found["language"] == "eo"


def test_figures_have_unit_qualifier_and_period(found: dict[str, list[object]]) -> None:
    assert found["figures"] == [[40.0, "%", "more_than", "2026"], [3500.0, "tuno", None, None]]
