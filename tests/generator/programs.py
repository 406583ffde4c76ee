"""Programs of others that print: Chromium from HTML, LibreOffice from DOCX, where installed.

What belongs here: finding and calling them. What does not: the pages that they are
given (`html`, `docx`). Tests do without them.
"""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.generator.docx import to_docx
from tests.generator.html import to_html
from tests.generator.manuscript import Manuscript

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
}
PAPER = "@page{size:A4 %s;margin:15mm}body{font:11pt serif}h1,h2{font-size:12pt}"
TABLE = "table{border-collapse:collapse;width:100%;margin:9pt 0}td p{margin:0}"
CELL = "td{padding:3px 6px;vertical-align:top;%s}"
BORDERS = {
    "all": "border:1px solid black",
    "horizontal": "border:none;border-bottom:1px solid black;border-top:1px solid black",
    "none": "border:none",
}
TIME_LIMIT = 120  # seconds for one document


def missing(program: str) -> str | None:
    """Why a program cannot print here, or None if it can."""
    return None if _found(program) else f"none of {', '.join(PROGRAMS[program])} is installed"


def _found(program: str) -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS[program])), None)


def print_by_chromium(manuscript: Manuscript, rules: str, landscape: bool = False) -> bytes:
    """A PDF of the page; `rules` of its tables is one of `BORDERS`."""
    style = PAPER % ("landscape" if landscape else "portrait") + TABLE + CELL % BORDERS[rules]
    page = to_html(manuscript, style=style)
    page = page if rules == "all" else page.replace(b'<table border="1">', b"<table>")
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "plan.html", Path(folder) / "plan.pdf"
        source.write_bytes(page)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        place = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        _run("chromium", [*options, *place, source.as_uri()])
        return target.read_bytes()


def print_by_libreoffice(manuscript: Manuscript, rules: str) -> bytes:
    """A PDF of the DOCX; `rules` of its tables is one of `tests.generator.docx.RULES`."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(to_docx(manuscript, rules))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        options = [profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        _run("libreoffice", [*options, str(source)])
        return source.with_suffix(".pdf").read_bytes()


def _run(program: str, arguments: Sequence[str]) -> None:
    """Run it silently. Raises RuntimeError where it is missing."""
    found = _found(program)
    if found is None:
        raise RuntimeError(missing(program))
    subprocess.run([found, *arguments], check=True, capture_output=True, timeout=TIME_LIMIT)
