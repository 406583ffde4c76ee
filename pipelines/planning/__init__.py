"""Planning: which input files there are, and what a run has to do with each.

What does not belong here: reading documents (`extractors`), and the database
(`pipelines.publishing`).
"""
