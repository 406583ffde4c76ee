"""Whole dates and names of months, in all languages.

What belongs here: what a date or a month's name in a text means, wherever it
stands. What does not: the words and forms themselves (`months.toml` and
`dates.toml` of each language's folder), the deadlines of plans
(`extractors.plans.deadlines`) and the periods of figures.
"""
