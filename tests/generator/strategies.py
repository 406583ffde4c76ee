"""Hypothesis strategies over the generator: small plans and all looks.

The seed drives the content; language, rows and columns are drawn apart, so that
a failing example shrinks to a small plan.
"""

from random import Random

from hypothesis import strategies as st

from tests.generator.look import Look, random_look
from tests.generator.manuscript import Manuscript
from tests.generator.plans import Plan, manuscript_of, random_plan

SEEDS = st.integers(0, 2**32)


def plans(max_rows: int = 12) -> st.SearchStrategy[Plan]:
    """Plans of 1 to `max_rows` rows and 3 to 10 columns."""
    return st.builds(
        lambda seed, language, rows, columns: random_plan(Random(seed), language, rows, columns),
        SEEDS,
        st.sampled_from(["kk", "ru"]),
        st.integers(1, max_rows),
        st.integers(3, 10),
    )


def looks(base: Look | None = None) -> st.SearchStrategy[Look]:
    """Looks of either kind, or variants of one."""
    return SEEDS.map(lambda seed: random_look(Random(seed), base))


def manuscripts_of(plan: Plan) -> st.SearchStrategy[Manuscript]:
    """The plan in a document with 0 to 4 paragraphs before and 0 to 2 after it."""
    return st.builds(lambda a, b: manuscript_of(plan, a, b), st.integers(0, 4), st.integers(0, 2))
