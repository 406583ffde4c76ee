"""Readers: one module a form, each from bytes to the same `Document`."""
