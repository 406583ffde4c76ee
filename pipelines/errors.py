"""Faults that a person can do something about; the command line prints their words."""


class ZhosparError(Exception):
    """A run cannot go on; the message says why and what to do."""


class DatabaseError(ZhosparError):
    """The published database cannot be read or written."""


class BusyError(ZhosparError):
    """Another run works in the same output folder."""


class NoInputError(ZhosparError):
    """What was asked for does not exist: a path, a table, a language."""


class ValueRefusedError(ZhosparError):
    """A column holds no such value."""


class QueryError(ZhosparError):
    """A question in SQL that cannot be answered."""


class NoSuchRowError(ZhosparError):
    """No table has a row with the id asked for."""


class ExportError(ZhosparError):
    """The exports are not what their descriptor says."""


class OutputError(ZhosparError):
    """A file asked for cannot be written."""


class ModelsError(ZhosparError):
    """Models of language cannot be fetched."""


class PortError(ZhosparError):
    """The port of the site is not free."""


class UnconfirmedError(ZhosparError):
    """A run would take away so much that it has to be asked for outright."""
