"""Findings about numbers that contradict each other; look-alikes give none."""

from pathlib import Path

import pytest

from extractors import flow, losses
from extractors.findings import RULES, across_documents, precision
from tests.findings_of_numbers import SLIPS, SOUND

ROOT = Path(__file__).parent.parent


def grave(text: str) -> list[str]:
    rows = flow.extract("a.md", f"# Ход работы\n\n{text}\n".encode())["findings"]
    found = [row.model_dump() for row in rows]
    return [row["rule"] for row in found if row["severity"] != "info"]


@pytest.mark.parametrize(("rule", "text"), SLIPS)
def test_slip_is_found_once(rule: str, text: str) -> None:
    assert grave(text) == [rule]


@pytest.mark.parametrize("text", SOUND)
def test_look_alike_is_no_slip(text: str) -> None:
    assert grave(text) == []


def test_arithmetic_is_told_with_the_figure_that_it_is_about() -> None:
    text = "# Ход работы\n\nВ области 25 больниц (10 городских, 12 районных).\n"
    rows = flow.extract("a.md", text.encode())
    (finding,) = [row.model_dump() for row in rows["findings"]]
    figures = {row.model_dump()["figure_id"]: row.model_dump() for row in rows["figures"]}
    assert finding["message"] == "10 + 12 = 22, not 25 больниц"
    assert finding["evidence"] == "25 больниц; 10 городских; 12"
    assert figures[finding["row_id"]]["value"] == 25


@pytest.mark.parametrize(
    ("numbers", "rules"), [("123", []), ("124", ["numbers_broken"]), ("122", ["numbers_broken"])]
)
def test_numbers_of_a_list_run_on(numbers: str, rules: list[str]) -> None:
    items = (f"{number}) открыты кружки;" for number in numbers)
    assert grave("\n".join(items)) == rules


def test_a_rule_that_is_mostly_wrong_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "В области 25 больниц (10 городских, 12 районных)."
    monkeypatch.setitem(precision.READ, "sum_differs", (6, 10))
    assert grave(text) == []
    monkeypatch.setitem(precision.READ, "sum_differs", (7, 10))
    assert grave(text) == ["sum_differs"]


def test_docs_list_every_rule_with_its_grade() -> None:
    lines = (ROOT / "docs/findings.md").read_text(encoding="utf-8").splitlines()
    told = {tuple(line.split(" | ")[:2]) for line in lines if line.startswith("| `")}
    rules = {(f"| `{name}`", severity) for name, (severity, _) in RULES.items()}
    rules |= {(f"| `{name}`", severity) for name, severity in losses.SEVERITIES.items()}
    assert told == {*rules, (f"| `{across_documents.RULE}`", across_documents.SEVERITY)}
