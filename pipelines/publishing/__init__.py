"""Publishing: the database, and the exports that are made from it.

Opening, migrating, validating and writing the database; tables as CSV, JSON
Lines and Parquet, plans as workbooks, deadlines as calendars. What does not
belong here: Dagster (`pipelines.orchestration`), and showing what was published
(`pipelines.site`, `pipelines.commands`).
"""
