"""Action plans: the rows of a document's plans, and what their cells mean."""

from extractors.plans.actions import find_actions
from extractors.plans.find import is_plan

__all__ = ["find_actions", "is_plan"]
