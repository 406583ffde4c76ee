"""Every column of a random plan's rows is published as the plan says it."""

from hypothesis import HealthCheck, given, settings

from extractors.abbreviations import find_abbreviations
from extractors.outline import parse
from extractors.plans.actions import find_actions
from extractors.readers import read
from schemas.tables import Actions
from tests.generator.action_comparison import compare_actions
from tests.generator.docx import to_docx
from tests.generator.html import to_html
from tests.generator.manuscript import Manuscript
from tests.generator.plans import Plan, manuscript_of
from tests.generator.strategies import plans
from tests.generator.written import plan_manuscript, sample_plan

MANY = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def actions_of(name: str, data: bytes) -> Actions:
    """The actions that the product publishes of a file."""
    parsed = parse(read(name, data))
    return find_actions(parsed, find_abbreviations(parsed))


@MANY
@given(plan=plans())
def test_actions_of_a_page_are_those_of_the_plan(plan: Plan) -> None:
    score = compare_actions(plan, actions_of("plan.html", to_html(manuscript_of(plan, 1, 1))))
    assert score.misses == []


@MANY
@given(first=plans(max_rows=5), second=plans(max_rows=5))
def test_actions_of_two_plans_in_one_file_follow_each_other(first: Plan, second: Plan) -> None:
    parts = (*manuscript_of(first, 1).parts, *manuscript_of(second, 1).parts)
    actions = actions_of("plans.docx", to_docx(Manuscript(first.language, parts, first.title)))
    names = [action.fields["name"] for plan in (first, second) for action in plan.actions()]
    assert [row.name for row in actions.actions] == names
    assert len({row.table_id for row in actions.actions}) == 2


def test_the_sample_plan_in_russian() -> None:
    actions = actions_of("plan_ru.docx", to_docx(plan_manuscript("ru")))
    expected = sample_plan("ru").actions()
    assert [(row.name, row.responsible, row.direction) for row in actions.actions] == [
        (action.fields["name"], action.fields["responsible"], action.direction)
        for action in expected
    ]
    assert all(row.due_date for row in actions.due_dates)
    assert {row.action_id for row in actions.due_dates} == {r.action_id for r in actions.actions}


def test_both_languages_of_the_sample_plan_mean_the_same_dates() -> None:
    dates = {}
    for language in ("kk", "ru"):
        actions = actions_of("plan.html", to_html(plan_manuscript(language)))
        numbers = {row.action_id: row.number for row in actions.actions}
        dates[language] = [(numbers[row.action_id], row.due_date) for row in actions.due_dates]
    assert dates["kk"] == dates["ru"]
