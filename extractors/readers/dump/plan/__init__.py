"""Ruled plans in a dump: tables whose grid is lost, rebuilt from the order of the lines.

The flow is in `rebuild`: `heading` finds where a plan's titles stand (`cutting`
parts them, `titles` and `standing` weigh the ways to), `learning` reads the rows
(`anchors` finds their numbers, `align` gives lines to columns, by what `columns`
knows of words and `geometry` of places), `merging` finds cells that rows share.

What belongs here: from lines to `Table`s. What does not: prose, the passport,
and what the cells mean (`extractors.plans`).
"""

from extractors.readers.dump.plan.rebuild import Region, find_regions, rebuild

__all__ = ["Region", "find_regions", "rebuild"]
