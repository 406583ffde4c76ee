"""Bodies of the state and others: a registry, and telling which one a text names."""

from extractors.bodies.registry import registry_rows
from extractors.bodies.resolve import Resolver, body_of_name, document_rows, resolve

__all__ = ["Resolver", "body_of_name", "document_rows", "registry_rows", "resolve"]
