"""What the readers of printed pages share: a page's model and its grids, how lines were broken.

What belongs here: models of layout that both a PDF and a dump of one rest on.
What does not: what only one of them knows (`pdf`, `dump`), and words (`extractors.text`).
"""

from extractors.readers.layout.beam import Beam
from extractors.readers.layout.line_breaking import (
    LineBreaker,
    SetLine,
    join_stripped,
    leaves_room,
)

__all__ = ["Beam", "LineBreaker", "SetLine", "join_stripped", "leaves_room"]
