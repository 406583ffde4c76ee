"""What the readers of printed pages share: how a printer breaks lines, and searching with a beam.

What belongs here: models of layout that both a PDF and a dump of one rest on.
What does not: one form's own marks (`pdf`, `dump`), and words (`extractors.text`).
"""

from extractors.readers.layout.printer import Printer, SetLine, join_stripped

__all__ = ["Printer", "SetLine", "join_stripped"]
