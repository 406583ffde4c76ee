"""What the readers of printed pages share: how their lines were broken.

What belongs here: models of layout that both a PDF and a dump of one rest on.
What does not: what only one of them knows (`pdf`, `dump`), and words (`extractors.text`).
"""

from extractors.readers.layout.line_breaking import LineBreaker, SetLine, join_stripped

__all__ = ["LineBreaker", "SetLine", "join_stripped"]
