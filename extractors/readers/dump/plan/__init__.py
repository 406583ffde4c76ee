"""Ruled plans in a dump: tables whose grid is lost, rebuilt from the order of the lines.

The flow is in `rebuild`: `header` finds where a plan's titles stand (`header_search`
makes titles of words, `header_titles` knows titles), `fitting` reads the rows
(`row_numbers` finds their numbers, `align` gives lines to columns, by what `columns` has
learnt of words), `row_spans` finds cells that rows share. Both searches keep their
states in a `layout.Beam` and ask the `printer` model where lines can stand.

What belongs here: from lines to `Table`s. What does not: prose, the passport, and what
the cells mean (`extractors.plans`).
"""

from extractors.readers.dump.plan.rebuild import PlanRegion, find_regions, rebuild_table

__all__ = ["PlanRegion", "find_regions", "rebuild_table"]
