"""Action plans: the rows of a document's plans, and what their cells mean."""

from extractors.plans.actions import find_actions

__all__ = ["find_actions"]
