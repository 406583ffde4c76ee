"""Ways to print a stranger's plan: a form, a printer and its rules, by one name each.

What belongs here: which ways there are, and chance among the looks of one. What does
not: how a form is written (`html`, `docx`, `markdown`, `pdf`, `programs`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tests.generator.docx import to_docx
from tests.generator.html import to_html
from tests.generator.look import OFFICE, Look, random_look
from tests.generator.manuscript import Manuscript
from tests.generator.markdown import to_md
from tests.generator.pdf import to_pdf
from tests.generator.programs import missing, print_by_chromium, print_by_libreoffice

Print = Callable[[Manuscript, Random], bytes]
Rules = Literal["horizontal", "none"]


@dataclass(frozen=True)
class Printer:
    """How a plan is printed: the form's suffix, and the program that it takes, if any."""

    suffix: str
    print: Print
    program: str | None = None

    @property
    def missing(self) -> str | None:
        """Why it cannot print here, or None."""
        return missing(self.program) if self.program else None


def ruled(manuscript: Manuscript, rng: Random) -> bytes:
    """All lines there are; the header repeated or not, rows cut or not, as chance has it."""
    return to_pdf(manuscript, random_look(rng))


def framed(manuscript: Manuscript, rng: Random) -> bytes:
    """Ruled, with a frame around the page or across the table."""
    frame: Literal["around", "across"] = rng.choice(["around", "across"])
    return to_pdf(manuscript, replace(random_look(rng), frame=frame))


def partly_ruled(rules: Rules) -> Print:
    """A word processor's page with rules under rows only, or without any."""

    def printed(manuscript: Manuscript, rng: Random) -> bytes:
        return to_pdf(manuscript, airy(random_look(rng, OFFICE), rules))

    return printed


def airy(look: Look, rules: Rules) -> Look:
    """The look without lines down: what parts its rows is room."""
    return replace(look, rules=rules, padding=6.0, shaded=False, stretch=False, split_rows=False)


def by_chromium(rules: str) -> Print:
    """HTML printed by Chromium, upright or across."""
    return lambda manuscript, rng: print_by_chromium(manuscript, rules, rng.random() < 0.5)


def by_libreoffice(rules: str) -> Print:
    """DOCX printed by LibreOffice."""
    return lambda manuscript, _: print_by_libreoffice(manuscript, rules)


PRINTERS: Mapping[str, Printer] = {
    "html": Printer("html", lambda manuscript, _: to_html(manuscript)),
    "docx": Printer("docx", lambda manuscript, _: to_docx(manuscript)),
    "md": Printer("md", lambda manuscript, _: to_md(manuscript)),
    "pdf, ruled": Printer("pdf", ruled),
    "pdf, framed": Printer("pdf", framed),
    "pdf, horizontal rules": Printer("pdf", partly_ruled("horizontal")),
    "pdf, no rules": Printer("pdf", partly_ruled("none")),
    "chromium, ruled": Printer("pdf", by_chromium("all"), "chromium"),
    "chromium, horizontal rules": Printer("pdf", by_chromium("horizontal"), "chromium"),
    "chromium, no rules": Printer("pdf", by_chromium("none"), "chromium"),
    "libreoffice, ruled": Printer("pdf", by_libreoffice("all"), "libreoffice"),
    "libreoffice, horizontal rules": Printer("pdf", by_libreoffice("horizontal"), "libreoffice"),
    "libreoffice, no rules": Printer("pdf", by_libreoffice("none"), "libreoffice"),
}
