"""What is made from the models: SQL, data dictionary, Data Package, JSON Schema.

Pure functions from `schemas.tables.TABLES` to text or plain data; nothing here
reads or writes.
"""
