"""Confidence: what evidence the extractors name, and how sure it makes them."""

import pytest

from benchmarks.reliability import Said, table
from extractors.bodies import Resolver
from extractors.confidence import confidence
from extractors.figures import figures_in
from extractors.outline import parse
from extractors.plan_columns.evidence import margin_evidence
from extractors.plans.actions import find_actions
from extractors.plans.calendar import PlanCalendar
from extractors.plans.deadlines import read_deadlines
from extractors.plans.responsible import split_bodies
from extractors.readers import read
from schemas.tables import AbbreviationRow, Abbreviations, Language
from tools.fit_confidence import Judged, fit, foretold, load, said


@pytest.mark.parametrize(
    ("language", "text", "unit", "period", "subject"),
    [
        ("ru", "В 2025 году в области открыто 5 школ.", "noun/next", "before/clause/only", "noun"),
        ("ru", "Охват составил 40 % в 2024 году.", "measure/percent", "after/clause", "clause"),
        ("ru", "В 2023 году, по отчёту, их 5 и 7 школ.", "figure after", "before/other", "clause"),
        ("kk", "Жобаға қатысқан мектептердің саны – 27.", "noun before", None, "clause"),
        ("kk", "2025 жылы 12 жаңа мектеп ашылды.", "noun/second", "before/clause/only", "noun"),
    ],
)
def test_evidence_says_where_the_fields_of_a_figure_come_from(
    language: Language, text: str, unit: str, period: str | None, subject: str
) -> None:
    evidence = figures_in(text, language)[0].evidence
    assert (evidence.unit or "").startswith(unit)
    assert (evidence.period or "").startswith(period or "")
    assert (evidence.period is None) == (period is None)
    assert (evidence.subject or "").startswith(subject)
    assert (evidence.unit or "").endswith(f"/{language}")


def test_evidence_never_judged_is_as_sure_as_the_step_above() -> None:
    assert confidence("unit", "measure/percent/xx") == confidence("unit", "measure/percent")
    assert confidence("unit", "never seen/at all") == confidence("unit", "")
    with pytest.raises(KeyError):
        confidence("no such field", "")


def test_near_evidence_makes_surer_than_far() -> None:
    assert confidence("unit", "measure/percent") > confidence("unit", "figure before")
    assert confidence("period", "before/clause/only") > confidence("period", "after/clause")
    assert confidence("subject", "noun/whole") > confidence("subject", "words around")


def test_shares_lean_on_the_step_above() -> None:
    rows = [Judged("f", "a/b", "one", 9, 10), Judged("f", "c", "two", 0, 10)]
    shares = fit(rows, lean=2.0)
    assert shares[""] == 10 / 22
    assert shares["c"] == pytest.approx((0 + 2 * (9 + 1) / 12) / 12)
    assert said(shares, "a/b/d") == shares["a/b"]
    assert said(shares, "e") == shares[""]


def test_each_source_is_foretold_from_the_others() -> None:
    rows = [Judged("f", "a", "one", 9, 10), Judged("f", "a", "two", 0, 10)]
    (high, first), (low, second) = sorted(foretold(rows, 1.0), reverse=True)
    assert (first.source, second.source) == ("two", "one")
    assert high > 0.8 > 0.2 > low


def test_what_was_judged_is_what_the_lexicon_holds() -> None:
    rows = load()
    assert all(0 <= row.right <= row.judged for row in rows)
    for row in rows:
        assert 0 < confidence(row.field, row.evidence) < 1


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("март 2026 года", ["once/own years/alone"]),
        ("до 1 мая", ["again/years of the plan/alone"]),
        ("әр айдың 15-і", ["again/years of the plan/alone"]),
        ("тұрақты", ["whenever/years of the plan/alone"]),
        ("первая декада каждого квартала", ["again/years of the plan/words"]),
        ("2026 жылғы тамыз, 2028 жылғы мамыр", ["once/own years/stages"] * 2),
        ("по графику", [""]),
    ],
)
def test_evidence_says_how_a_deadline_is_read(text: str, evidence: list[str]) -> None:
    found = read_deadlines(text, PlanCalendar(years=(2026, 2027)))
    assert [deadline.evidence for deadline in found] == evidence


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("ОМ", "own list/as printed"),
        ("МФ", "abbreviation/as printed"),
        ("Министерство юстиции", "name/as printed"),
        ("отдел озеленения", "looks like a body/as printed"),
        ("кладовщик", "unknown/as printed"),
    ],
)
def test_evidence_says_how_a_body_is_told(text: str, way: str) -> None:
    own = AbbreviationRow(
        abbreviation_id="a", document_id="d", abbreviation="ОМ", origin="list",
        expansion="Министерство финансов",
    )  # fmt: skip
    (body,) = split_bodies(text, Resolver(Abbreviations(abbreviations=(own,)), "ru"))
    assert body.evidence == way


def test_a_row_is_as_sure_as_its_least_sure_column() -> None:
    sure = [confidence("column", margin_evidence(margin)) for margin in (0.5, 1.5, 3, 6, 20)]
    assert sure == sorted(sure)
    assert sure[0] < 0.9 < sure[1]
    assert margin_evidence(float("inf")) == "below any"


def test_published_rows_say_how_sure_they_are() -> None:
    plan = "| № | Мероприятие | Срок | Исполнители |\n|---|---|---|---|\n"
    plan += "| 1 | Провести отбор саженцев | по графику | отдел озеленения |\n"
    plan += "| 2 | Высадить саженцы | май 2026 года | МФ, кладовщик |\n"
    found = find_actions(parse(read("plan.md", plan.encode())), Abbreviations())
    assert [row.confidence is None for row in found.deadlines] == [True, False]
    assert [row.body_id is None for row in found.bodies] == [True, False, True]
    assert found.bodies[1].confidence > found.bodies[2].confidence
    assert all(0.5 < row.confidence < 1 for row in found.actions)


def test_a_reliability_table_sets_what_is_said_beside_what_is_right() -> None:
    said = [Said("unit", 0.9, 1), Said("unit", 0.88, 0), Said("unit", 0.99, 3, 4)]
    lines = [line.split() for line in table(said)]
    assert lines == [
        ["unit", "to", "0.9", "2", "0.890", "0.500"],
        ["unit", "to", "1", "4", "0.990", "0.750"],
    ]
