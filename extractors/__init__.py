"""A pure library: from the bytes of a document to typed rows.

Readers turn each form into a `schemas.document.Document`; everything after
them sees only that. No Dagster, no SQLite, no network in here.
"""
