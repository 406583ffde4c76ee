"""The fields of a plan: what the contract asks of each action, and a column may hold."""

from typing import Literal, get_args

Field = Literal["number", "name", "form", "deadline", "responsible", "funding", "funding_source"]
FIELDS: tuple[Field, ...] = get_args(Field)  # in the usual order of a plan's columns
