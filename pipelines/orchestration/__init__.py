"""Orchestration: what runs when, as Dagster is told it, one file for each of its concepts.

Assets, checks, resources, jobs, sensors, and `definitions`, which puts them
together; `workers` fans documents out over processes. What does not belong here:
what is to be done (`pipelines.planning`), how it is published
(`pipelines.publishing`) and shown. Importing this package imports no Dagster;
its modules do.
"""
