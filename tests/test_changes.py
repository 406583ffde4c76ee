"""What runs have changed, row by row."""

import json
import shutil
from pathlib import Path

from pipelines.commands import diff
from tests.conftest import Run, query
from tests.mirroring import mirror

PLAN = """# План мероприятий на 2031 год

| № | Наименование мероприятия | Форма завершения | Срок исполнения | Ответственные исполнители |
|---|---|---|---|---|
| 1. | Разбить сады | отчёт | июнь 2031 года | МСХ |
| 2. | Посадить клёны | отчёт | июль 2031 года | МСХ |
| 3. | Полить клёны | отчёт | август 2031 года | МСХ |
"""


def changed(run: int, table: str) -> list[tuple[object, ...]]:
    rows = query(
        f"SELECT change, before, after FROM changes WHERE run = {run} AND table_name = '{table}'"
    )
    return [(c, *(json.loads(str(v)) if v else None for v in (b, a))) for c, b, a in rows]


def test_the_first_run_adds_every_row(folder: Path) -> None:
    mirror("raw_docs")
    counts = dict(query("SELECT table_name, count(*) FROM changes GROUP BY 1"))  # type: ignore[arg-type]
    for table in ("documents", "passages", "figures", "bodies", "table_cells"):
        assert counts.get(table, 0) == query(f"SELECT count(*) FROM {table}")[0][0]
    assert query("SELECT DISTINCT run, change FROM changes") == [(1, "added")]
    assert query("SELECT run, documents_new, rows_removed FROM runs") == [(1, 2, 0)]
    (after,) = query("SELECT after FROM changes WHERE table_name = 'documents' LIMIT 1")
    assert str(json.loads(str(after[0]))["path"]).startswith("raw_docs/")


def test_an_unchanged_run_changes_nothing(folder: Path) -> None:
    mirror("raw_docs")
    mirror("raw_docs")
    assert query("SELECT run FROM runs") == [(1,)]


def test_a_new_version_is_compared_by_what_its_rows_say(folder: Path) -> None:
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    mirror("raw_docs")
    changed_plan = PLAN.replace("июль 2031", "сентябрь 2031").replace(
        "| 1. |", "| 1. | Вскопать землю | отчёт | май 2031 года | МСХ |\n| 4. |"
    )
    (folder / "plan.md").write_text(changed_plan, encoding="utf-8")
    mirror("raw_docs")
    actions = changed(2, "actions")
    moved = ("changed", {"deadline": "июль 2031 года"}, {"deadline": "сентябрь 2031 года"})
    assert [a for a in actions if a[0] == "changed" and "deadline" in a[1]] == [moved]
    assert [a[2]["name"] for a in actions if a[0] == "added"] == ["Вскопать землю"]
    assert [a for a in actions if a[0] == "removed"] == []
    dates = [
        (b["due_date"], a["due_date"])
        for c, b, a in changed(2, "action_due_dates")
        if c == "changed"
    ]
    assert dates == [("2031-07-31", "2031-09-30")]
    (document,) = changed(2, "documents")
    assert document[0] == "changed"
    assert "sha256" in document[1]


def test_a_document_that_goes_leaves_its_rows_behind(folder: Path) -> None:
    mirror("raw_docs")
    (count,) = query(
        "SELECT count(*) FROM figures JOIN documents USING (document_id) WHERE path LIKE '%news%'"
    )
    (folder / "news.md").unlink()
    mirror("raw_docs")
    figures = changed(2, "figures")
    assert (len(figures),) == count
    assert {figure[0] for figure in figures} == {"removed"}
    assert all(figure[1]["text"] for figure in figures)
    (folder / "report.md").rename(folder / "renamed.md")
    mirror("raw_docs")
    assert query("SELECT table_name, change, after FROM changes WHERE run = 3") == [
        ("documents", "changed", json.dumps({"path": "raw_docs/renamed.md"}))
    ]


def test_diff_tells_of_runs_and_of_databases(folder: Path, zhospar: Run) -> None:
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    mirror("raw_docs")
    shutil.copytree("outputs", "earlier")
    (folder / "plan.md").write_text(PLAN.replace("июль", "сентябрь"), encoding="utf-8")
    mirror("raw_docs")
    (folder / "news.md").unlink()
    mirror("raw_docs")
    found = {}
    for names in (["2"], ["3"], ["1", "3"], ["earlier/zhospar.db", "outputs/zhospar.db"], []):
        result = zhospar("diff", *names, "--json")
        assert result.exit_code == 0, result.output
        found[" ".join(names)] = json.loads(result.output)
    deadline = json.dumps({"deadline": "сентябрь 2031 года"}, ensure_ascii=False)
    for names in ("2", "1 3", "earlier/zhospar.db outputs/zhospar.db"):
        actions = [row for row in found[names] if row["table_name"] == "actions"]
        assert [(row["change"], row["after"]) for row in actions] == [("changed", deadline)]
    assert found["3"] == found[""]
    assert {row["change"] for row in found["3"]} == {"removed"}
    both = found["earlier/zhospar.db outputs/zhospar.db"]
    assert {(r["table_name"], r["row_id"], r["change"]) for r in both} == {
        (r["table_name"], r["row_id"], r["change"]) for r in found["1 3"]
    }
    text = zhospar("diff", "2").output
    assert "сентябрь 2031 года" in text
    assert zhospar("diff", "9").exit_code == 2


def test_changes_one_after_the_other_are_one() -> None:
    def net(*changes: tuple[str, str | None, str | None]) -> list[tuple[object, ...]]:
        return [found[2:] for found in diff._net(("t", "r", *change) for change in changes)]

    one, two = json.dumps({"a": 1}), json.dumps({"a": 2})
    assert net(("added", None, one), ("changed", one, two)) == [("added", None, two)]
    assert net(("added", None, one), ("removed", one, None)) == []
    assert net(("changed", one, two), ("changed", two, one)) == []
    assert net(("removed", one, None), ("added", None, two)) == [("changed", one, two)]
    assert net(("changed", one, two), ("removed", two, None)) == [("removed", one, None)]
