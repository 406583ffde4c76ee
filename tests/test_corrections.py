"""What people put right stays right, and is told when its source has changed."""

import json
from pathlib import Path

from tests.conftest import REPORT, Run, dump, query

FIGURE = "SELECT figure_id, value FROM figures WHERE number_text = '340'"
STATUS = "SELECT status, before, after FROM corrections"


def _correct(zhospar: Run, value: str = "345") -> str:
    zhospar("run")
    ((figure, _),) = query(FIGURE)
    done = zhospar(
        "correct", str(figure), "--field", "value", "--value", value, "--why", "опечатка"
    )
    assert done.exit_code == 0, done.output
    assert "corrections.yaml" in done.output
    return str(figure)


def test_a_correction_is_applied_by_the_next_run_and_kept_by_later_ones(
    folder: Path, zhospar: Run
) -> None:
    figure = _correct(zhospar)
    assert query(FIGURE) == [(figure, 340.0)]
    for _ in range(2):
        assert zhospar("run").exit_code == 0
        assert query(FIGURE) == [(figure, 345.0)]
    assert query(STATUS) == [("applied", "340.0", "345.0")]
    assert "was read as 340.0" in zhospar("explain", figure).output


def test_a_correction_survives_a_change_of_its_document(folder: Path, zhospar: Run) -> None:
    figure = _correct(zhospar)
    changed = REPORT.replace("школах", "школах").replace("15 %", "16 %") + "\nНовая строка.\n"
    (folder / "report.md").write_text(changed, encoding="utf-8")
    zhospar("run")
    ((other, value),) = query(FIGURE)
    assert value == 345.0
    assert other != figure  # the file has other bytes, so its rows have other ids
    assert query("SELECT row_id FROM corrections") == [(other,)]


def test_a_correction_whose_words_changed_is_not_applied_and_told(
    folder: Path, zhospar: Run
) -> None:
    _correct(zhospar)
    changed = REPORT.replace("340 учеников", "340 взрослых")
    (folder / "report.md").write_text(changed, encoding="utf-8")
    result = zhospar("run")
    assert query(FIGURE)[0][1] == 340.0
    assert query("SELECT status FROM corrections") == [("row_gone",)]
    assert "corrections.yaml, entry 1" in " ".join(result.output.split())


def test_taking_a_correction_away_gives_back_what_was_read(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    before = dump()
    _correct(zhospar)
    zhospar("run")
    (folder / "corrections.yaml").unlink()
    zhospar("run")
    assert dump() == before


def test_two_corrections_of_one_value_come_off_in_order(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    before = dump()
    _correct(zhospar, "345")
    zhospar("run")
    _correct(zhospar, "350")
    zhospar("run")
    assert query(FIGURE)[0][1] == 350.0
    (folder / "corrections.yaml").unlink()
    zhospar("run")
    assert dump() == before


def test_a_faulty_file_stops_nothing_and_is_told(folder: Path, zhospar: Run) -> None:
    (folder / "corrections.yaml").write_text("- table: [\n", encoding="utf-8")
    result = zhospar("run")
    assert result.exit_code == 0, result.output
    assert "is no YAML" in " ".join(result.output.split())
    assert len(query("SELECT * FROM documents")) == 2
    assert query("SELECT position, status FROM corrections") == [(0, "invalid")]


def test_values_that_a_column_does_not_take_are_refused(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    ((figure, _),) = query(FIGURE)
    for field, value in (("kind", "many"), ("nothing", "1"), ("figure_id", "x")):
        entry = {"path": "report.md", "table": "figures", "id": figure, "field": field}
        text = json.dumps([{**entry, "value": value, "why": "проба"}])
        (folder / "corrections.yaml").write_text(text, encoding="utf-8")
        zhospar("run")
        assert query("SELECT status FROM corrections") == [("invalid",)]
    refused = zhospar("correct", str(figure), "--field", "value", "--value", "много", "--why", "?")
    assert refused.exit_code == 1
    assert "holds a number" in refused.output
    assert zhospar("correct", str(figure), "--field", "x", "--why", "?").exit_code == 2


def test_expectations_are_checked(folder: Path, zhospar: Run) -> None:
    text = "report.md:\n  figures: 3\n  actions: 2\ngone.md: {figures: 1}\n"
    (folder / "expectations.yaml").write_text(text, encoding="utf-8")
    said = " ".join(zhospar("run").output.split())
    assert "2 actions expected, 0 found" in said
    assert "figures expected" not in said
    assert "gone.md: it is not published" in said


def test_the_worst_values_come_first(folder: Path, zhospar: Run) -> None:
    zhospar("run")
    said = json.loads(zhospar("review", "--worst", "4", "--json").output)
    assert len(said) == 4
    assert {row["table"] for row in said} == {"figures"}
    weighed = [row["doubt"] * (2 if row["field"] in ("value", "unit") else 1) for row in said]
    assert weighed == sorted(weighed, reverse=True)
    assert all(row["words"] and row["id"] for row in said)
    assert zhospar("review").exit_code == 2
