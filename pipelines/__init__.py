"""Orchestration: Dagster assets around the extractors, publishing, the command line.

No rule of language or layout belongs here.
"""
