"""Findings about indicators: two places that differ, a fact beside the plan.

What belongs here: rules over indicators. What does not: reading them.
"""

from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, rule_of
from extractors.indicators import found_indicators, indicator_differences
from schemas.base import provenance


@rule_of("info")
def indicator_fact_beside_plan(evidence: Evidence) -> Iterator[Flaw]:
    """A table gives plan and fact of one year: the plan is the value, the fact is told here."""
    for indicator_id, indicator in found_indicators(evidence.parsed):
        for year, fact in sorted(indicator.facts.items()):
            named = f"Indicator {indicator.number}" if indicator.number else f"“{indicator.name}”"
            planned = indicator.values.get(year)
            beside = f" beside the planned “{planned:g}”" if planned is not None else ""
            message = f"{named}: the fact of {year} is “{fact:g}”{beside}"
            where = provenance(indicator.place)
            yield Flaw(where, message, f"{fact:g}", "indicators", indicator_id)


@rule_of("warning")
def indicator_differs(evidence: Evidence) -> Iterator[Flaw]:
    """Two places of a document give an indicator differently."""
    for found in indicator_differences(evidence.parsed):
        message = f"Indicator {found.number}: its {_what(found.what)} is “{found.first}” first"
        message += f" and “{found.second}” later"
        words = f"{found.first} / {found.second}"
        where = provenance(found.second_place)
        yield Flaw(where, message, words, "indicators", found.indicator_id)


def _what(what: str) -> str:
    return f"value of {what}" if what.isdecimal() else what
