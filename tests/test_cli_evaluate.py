"""Evaluation against gold: what counts as found, as right, and as invented."""

import json
from pathlib import Path

import pytest

from pipelines.commands.evaluate import Score, as_plain, evaluate, squash
from pipelines.publishing.database import values, writing
from pipelines.publishing.migrations import create_schema
from schemas.base import Row
from schemas.generate import sql
from schemas.tables import (
    AbbreviationRow,
    ActionRow,
    DocumentRow,
    FigureRow,
    IndicatorRow,
    IndicatorValueRow,
    PassageRow,
    TableRow,
)
from tests.conftest import Run

DOCUMENT = DocumentRow(
    document_id="d", path="raw_docs/007_x.txt", format="txt", sha256="0", language="kk",
    kind="plan",
)  # fmt: skip
PASSAGE = PassageRow(
    passage_id="p", document_id="d", position=1, kind="paragraph", language="kk", text="5 мектеп"
)
TABLE = TableRow(
    table_id="t", document_id="d", position=1, kind="plan", row_count=3, column_count=7
)


def figure(number: int, value: float, line: int, **columns: object) -> FigureRow:
    return FigureRow.model_validate(
        {
            "figure_id": f"f{number}", "document_id": "d", "passage_id": "p", "position": number,
            "text": f"{value} мектеп", "number_text": str(value), "value": value, "kind": "count",
            "unit": "мектеп", "char_start": 0, "char_end": 1, "rule": "r", "line": line, **columns,
        }
    )  # fmt: skip


def action(number: str, name: str, **columns: str) -> ActionRow:
    return ActionRow.model_validate(
        {
            "action_id": f"a{number}", "document_id": "d", "table_id": "t", "number": number,
            "position": int(number), "name": name, **columns,
        }
    )  # fmt: skip


ROWS: tuple[Row, ...] = (
    DOCUMENT, PASSAGE, TABLE,
    figure(1, 5, 10, subject="жаңа мектептер саны"),
    figure(2, 7, 30),
    figure(3, 9, 99),
    action("1", "Мектеп салу", form="есеп"),
    action("2", "Бақ егу"),
    action("3", "Жол жөндеу"),
    AbbreviationRow(abbreviation_id="b1", document_id="d", abbreviation="ОМ",
                    expansion="Оқу минис трлігі", origin="list"),
    AbbreviationRow(abbreviation_id="b2", document_id="d", abbreviation="ХҚ",
                    expansion="халық қоры", origin="list"),
    IndicatorRow(indicator_id="i", document_id="d", number="1", name="үлесі", unit="%"),
    IndicatorValueRow(indicator_id="i", year=2030, value=20),
    IndicatorValueRow(indicator_id="i", year=2031, value=25),
)  # fmt: skip
GOLD = {
    "figures.jsonl": [
        {"doc": "007", "line": 11, "text": "5 мектеп", "number_text": "5", "value": 5,
         "kind": "count", "unit": "мектеп", "subject": "мектептер саны"},
        {"doc": "007", "line": 12, "text": "6 ауыл", "number_text": "6", "value": 6,
         "kind": "count", "unit": "ауыл"},
    ],
    "actions.jsonl": [
        {"no": "1", "name": "Мектеп  салу", "form": "есеп", "funding": "-"},
        {"no": "2", "name": "Бау егу"},
    ],
    "abbr.jsonl": [
        {"doc": "007", "abbr": "ОМ", "expansion": "Оқу министрлігі", "where": "list"},
        {"doc": "007", "abbr": "ӨМ", "expansion": "Өндіріс министрлігі", "where": "list"},
    ],
    "indicators.jsonl": [
        {"no": 1, "name": "үлесі", "unit": "%", "values": {"2030": 20, "2031": 26}},
    ],
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "zhospar.db"
    with writing(path) as connection:
        create_schema(connection)
        for row in ROWS:
            connection.execute(sql.insert(type(row)), values(row))
    return path


def write_gold(folder: Path, *, partial: bool) -> Path:
    folder.mkdir()
    for name, rows in GOLD.items():
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / name).write_text(lines, encoding="utf-8")
    scope = {"007": [[1, 50]]} | ({"_partial": True} if partial else {})
    (folder / "scope.json").write_text(json.dumps(scope), encoding="utf-8")
    return folder


def scores(database: Path, folder: Path, *, partial: bool = False) -> dict[str, Score]:
    return {score.name: score for score in evaluate(database, write_gold(folder, partial=partial))}


def test_figures_are_found_by_value_and_line_within_the_scope(
    database: Path, tmp_path: Path
) -> None:
    score = scores(database, tmp_path / "gold")["figures (kk)"]
    assert (score.right, score.predicted, score.gold) == (1, 2, 2)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert score.attributes["unit"] == 1
    assert score.attributes["subject overlap"] == pytest.approx(0.8)


def test_actions_are_found_by_number_and_judged_by_cell(database: Path, tmp_path: Path) -> None:
    score = scores(database, tmp_path / "gold")["actions"]
    assert (score.right, score.predicted, score.gold) == (2, 3, 2)
    assert score.attributes["name"] == 0.5
    assert score.attributes["funding"] == 1
    assert score.attributes["whole row"] == 0.5


def test_abbreviations_are_found_by_name_and_judged_by_expansion(
    database: Path, tmp_path: Path
) -> None:
    score = scores(database, tmp_path / "gold")["abbreviations (list)"]
    assert (score.right, score.predicted, score.gold) == (1, 2, 2)
    assert score.attributes == {"expansion": 1}


def test_indicator_values_are_found_by_number_and_year(database: Path, tmp_path: Path) -> None:
    score = scores(database, tmp_path / "gold")["indicator values"]
    assert (score.right, score.predicted, score.gold) == (1, 2, 2)


def test_partial_gold_gives_no_precision(database: Path, tmp_path: Path) -> None:
    found = scores(database, tmp_path / "gold", partial=True)
    assert found["actions"].precision is None
    assert found["actions"].recall == 1
    assert found["figures (kk)"].precision == 0.5


def test_words_are_compared_without_spaces_case_dashes_and_quotes() -> None:
    assert squash("«Бала – Болашақ»") == squash('"бала-болашақ"')
    assert squash(None) == squash("-") == squash("–") == ""


def test_command_prints_a_table_or_json(database: Path, tmp_path: Path, zhospar: Run) -> None:
    gold = write_gold(tmp_path / "gold", partial=False)
    table = zhospar("evaluate", str(database), str(gold))
    assert table.exit_code == 0
    assert "figures (kk)" in table.output
    printed = json.loads(zhospar("evaluate", str(database), str(gold), "--json").output)
    assert printed == [as_plain(score) for score in evaluate(database, gold)]


def test_command_wants_a_database_and_a_folder(
    database: Path, tmp_path: Path, zhospar: Run
) -> None:
    assert zhospar("evaluate", str(database), str(tmp_path / "none")).exit_code == 2
    (tmp_path / "gold").mkdir()
    assert zhospar("evaluate", str(tmp_path / "none.db"), str(tmp_path / "gold")).exit_code == 1
