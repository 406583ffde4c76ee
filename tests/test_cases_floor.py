"""The floor of cases: what the report of a run says."""

from tools.cases_floor import held_by_area


def test_last_line_says_how_many_hold() -> None:
    report = "plans/a.md: why: got [] instead of [[1]]\nplans 4/5, tables 0/3 | 4 of 8 hold\n"
    assert held_by_area(report) == {"plans": 4, "tables": 0}
