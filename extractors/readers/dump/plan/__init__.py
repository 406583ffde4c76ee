"""Ruled plans in a dump: tables whose grid is lost, rebuilt from the order of the lines.

What belongs here: from lines to `Table`s. What does not: prose, the passport,
and what the cells mean (`extractors.plans`).
"""

from extractors.readers.dump.plan.rebuild import Region, find_regions, rebuild

__all__ = ["Region", "find_regions", "rebuild"]
