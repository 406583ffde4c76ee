"""Confidence: what evidence the extractors name, and how sure it makes them."""

import pytest

from extractors.confidence import confidence
from extractors.figures import figures_in
from schemas.tables import Language
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
