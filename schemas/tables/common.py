"""What several families of tables share: the languages."""

from typing import Literal

Language = Literal["kk", "ru"]
