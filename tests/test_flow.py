"""The steps as a registry: what they take, their order, the rows they find; the library's verbs."""

import doctest
import subprocess
import sys
from graphlib import CycleError
from typing import get_type_hints

import pytest

import extractors
from extractors import flow
from extractors.flow import STEPS
from extractors.steps import Steps
from schemas.base import Row
from schemas.tables import FindingRow
from tests.conftest import REPORT

LINEAGE = {
    "parsed_documents": (),
    "documents": ("parsed_documents",),
    "furniture": ("parsed_documents",),
    "abbreviations": ("parsed_documents",),
    "figures": ("parsed_documents", "documents"),
    "indicators": ("parsed_documents",),
    "actions": ("parsed_documents", "abbreviations"),
    "legal_references": ("parsed_documents", "documents", "abbreviations"),
    "findings": ("parsed_documents", "documents", "abbreviations", "figures", "actions"),
    "search_entries": ("parsed_documents", "figures", "actions"),
}


def test_each_step_is_made_from_the_steps_that_it_names() -> None:
    assert {name: STEPS.made_from(name) for name in STEPS} == LINEAGE


def test_what_a_step_takes_is_what_the_named_step_gives() -> None:
    gives = get_type_hints(flow.extract)
    gives |= {name: get_type_hints(getattr(flow, name))["return"] for name in STEPS}
    for name in STEPS:
        takes = get_type_hints(getattr(flow, name))
        del takes["return"]
        assert takes == {key: gives[key] for key in STEPS.takes(name)}, name


def test_a_document_gives_the_rows_of_each_step() -> None:
    rows = flow.extract("report.md", REPORT.encode())
    assert list(rows) == list(STEPS)
    assert [row.table for row in rows["documents"]] == ["documents"]
    assert {row.table for row in rows["parsed_documents"]} == {"passages"}
    assert {row.table for row in rows["figures"]} == {"figures"}
    assert {row.table for row in rows["search_entries"]} == {"search_entries"}


def finding(rule: str) -> FindingRow:
    return FindingRow(finding_id="f", document_id="d", rule=rule, severity="info", message="m")


def rules(rows: tuple[Row, ...]) -> list[object]:
    return [row.model_dump()["rule"] for row in rows]


def test_steps_run_by_what_they_take_not_by_where_they_stand() -> None:
    steps = Steps()
    called = []

    @steps.register
    def last(middle: tuple[FindingRow, ...], first: FindingRow) -> tuple[FindingRow, ...]:
        """Both of them."""
        called.append("last")
        return (first, *middle)

    @steps.register
    def middle(first: FindingRow, text: str) -> tuple[FindingRow, ...]:
        called.append("middle")
        return (finding(first.rule + text),)

    @steps.register
    def first(text: str) -> FindingRow:
        called.append("first")
        return finding(text)

    rows = steps.run(text="a", unused=1)
    assert called == ["first", "middle", "last"]
    assert {name: rules(found) for name, found in rows.items()} == {
        "last": ["a", "aa"],
        "middle": ["aa"],
        "first": ["a"],
    }
    assert steps.description("last") == "Both of them."


def test_steps_in_a_circle_are_refused() -> None:
    steps = Steps()

    @steps.register
    def hen(egg: FindingRow) -> FindingRow:
        return egg

    @steps.register
    def egg(hen: FindingRow) -> FindingRow:
        return hen

    with pytest.raises(CycleError):
        steps.order()


def test_the_verbs_work_as_documented() -> None:
    done = doctest.testmod(extractors)
    assert done.attempted > 3
    assert not done.failed


def test_importing_the_library_loads_nothing() -> None:
    script = "import sys, extractors; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    loaded = {name for name in done.stdout.split() if name.startswith(("extractors", "schemas"))}
    assert loaded == {"extractors"}
    assert "pydantic" not in done.stdout.split()


def test_an_unknown_verb_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        _ = extractors.frobnicate  # type: ignore[attr-defined]
