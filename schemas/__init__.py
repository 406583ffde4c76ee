"""The shapes of things: the Document that readers make, the rows that are published.

Pure declarations and what is generated from them; no I/O.
"""
