"""How a printed page looks: paper, type, rules, and what goes wrong at a cell's edge.

What belongs here: measures and switches. What does not: drawing (`pdf`).
"""

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

LETTER = (612.0, 792.0)
A4 = (595.3, 841.9)


@dataclass(frozen=True)
class Look:
    """A way to print.

    `rules` says whether a table's lines are strokes or thin filled rectangles, or strokes
    under its rows only, or whether there are none; `frame` draws lines around each page,
    "across" through the table's last column, as under a table wider than its page;
    `shaded` puts a white rectangle behind each line of text. `cut_words` cuts a
    word that is wider than its cell and lets a line break beside any bracket,
    quote or comma; without it lines break at spaces and hyphens. `stretch`
    justifies the lines of cells by spreading their letters. `split_rows` lets a
    page break cut a row, `rule_at_cut` draws a line there, `middle` centres a
    cell's text in the row's height. `furniture` prints a running header and
    page numbers; `fake_bold` strokes bold letters instead of using a bold font.
    `stray_lines` prints a line of one space under the text of some cells.
    `end_space` says whether the space at which a line breaks is printed.
    """

    name: Literal["legal", "office"]
    page: tuple[float, float]
    margin: float
    body_size: float
    table_size: float
    rules: Literal["strokes", "rectangles", "horizontal", "none"]
    shaded: bool
    cut_words: bool
    stretch: bool
    split_rows: bool
    rule_at_cut: bool
    repeat_header: bool
    middle: bool
    furniture: bool
    fake_bold: bool
    padding: float = 2.0
    leading: float = 1.2
    stray_lines: bool = False
    end_space: Literal["fitting", "always", "never"] = "fitting"
    frame: Literal["none", "around", "across"] = "none"

    @property
    def landscape(self) -> bool:
        return self.page[0] > self.page[1]

    @property
    def traits(self) -> frozenset[str]:
        """What is special about this look, for the bench."""
        found = {
            f"{self.name} look": True,
            "landscape": self.landscape,
            "letter-spacing": self.stretch,
            "cut words": self.cut_words,
            "rows cut, rule": self.split_rows and self.rule_at_cut,
            "rows cut, no rule": self.split_rows and not self.rule_at_cut,
            "rows kept whole": not self.split_rows,
            "repeated header": self.repeat_header,
            "no space at line ends": self.end_space == "never",
            "text centred in rows": self.middle,
        }
        return frozenset(name for name, there in found.items() if there)


LEGAL = Look(
    name="legal", page=LETTER, margin=36, body_size=12.5, table_size=12, rules="strokes",
    shaded=False, cut_words=True, stretch=True, split_rows=True, rule_at_cut=False,
    repeat_header=False, middle=True, furniture=False, fake_bold=True, padding=3.5, leading=1.31,
    stray_lines=True,
)  # fmt: skip
"""As the legal database exports: Letter, one font, narrow stretched cells."""

OFFICE = Look(
    name="office", page=A4, margin=56, body_size=12, table_size=9, rules="rectangles",
    shaded=True, cut_words=False, stretch=False, split_rows=True, rule_at_cut=True,
    repeat_header=True, middle=False, furniture=True, fake_bold=False, padding=4,
    end_space="always",
)  # fmt: skip
"""As a ministry's word processor prints: A4, thin rectangles, running header."""


def random_look(rng: Random, base: Look | None = None) -> Look:
    """One of the two looks with some of its switches turned by chance."""
    look = base or rng.choice([LEGAL, OFFICE])
    page = look.page[::-1] if rng.random() < 0.3 else look.page
    sizes = [10.5, 11, 12, 13] if look.name == "legal" else [8, 9, 10, 11]
    return replace(
        look,
        page=page,
        table_size=rng.choice(sizes),
        split_rows=rng.random() < 0.85,
        rule_at_cut=rng.random() < (0.25 if look.name == "legal" else 0.8),
        repeat_header=rng.random() < (0.2 if look.name == "legal" else 0.6),
        middle=rng.random() < (0.85 if look.name == "legal" else 0.15),
        stretch=rng.random() < (0.9 if look.name == "legal" else 0.15),
        end_space="never" if look.name == "office" and rng.random() < 0.4 else look.end_space,
        shaded=look.shaded and rng.random() < 0.7,
        furniture=look.furniture and rng.random() < 0.8,
    )
