"""What reading one document may take: time, memory, and rows that come of it.

What does not belong here: keeping to it (`pipelines.orchestration.processes`), and the
largest file that is opened at all (`pipelines.planning.sources`).
"""

from schemas.document import Frozen

MEGABYTE = 1_000_000
# A PDF of 1,000 pages of text has some 3 MB and takes one to two minutes of a slow core's time:
# it may take five. A small file that takes more than 20 seconds never ends.
_SECONDS_TO_START = 20
_SECONDS_A_MEGABYTE = 100
# A page in black and white is a picture of some 25 kB, and is read in 4 to 8 seconds.
_SECONDS_A_MEGABYTE_OF_PICTURES = 600


class Limits(Frozen):
    """What a document may take: seconds of a processor, MB of memory and MB of rows.

    Without `seconds` they go by the document's size. Processor time is the same
    however busy the machine is.
    """

    seconds: float | None = None
    memory: int = 2000
    result: int = 500

    def seconds_for(self, size: int, *, pictures: bool = False) -> float:
        """Return the seconds of a processor that reading a file of `size` bytes may take.

        `pictures` says that its pages may be pictures, which are read letter by letter.
        """
        if self.seconds is not None:
            return self.seconds
        rate = _SECONDS_A_MEGABYTE_OF_PICTURES if pictures else _SECONDS_A_MEGABYTE
        return _SECONDS_TO_START + rate * size / MEGABYTE

    @property
    def told(self) -> str:
        """The limits in words."""
        by_size = f"{_SECONDS_TO_START} s and {_SECONDS_A_MEGABYTE} s a MB"
        by_size += f" ({_SECONDS_A_MEGABYTE_OF_PICTURES} s a MB of pictures)"
        seconds = by_size if self.seconds is None else f"{self.seconds:g} s"
        return f"{seconds} of a processor, {self.memory} MB of memory, {self.result} MB of rows"
