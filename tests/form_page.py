"""The table of what can be read, in `docs/adding-a-document.md`.

Run `python -m tests.form_page` or `make docs` to write it anew from the table of forms.
"""

import re
from pathlib import Path

from extractors.readers.forms import ending_table

PAGE = Path(__file__).parent.parent / "docs" / "adding-a-document.md"
_TABLE = re.compile(r"\| ending \|.*?(?=\n\n)", re.DOTALL)


def rendered(page: str) -> str:
    """Return the page with the table as the code has it."""
    return _TABLE.sub(lambda _: ending_table(), page)


def main() -> None:
    """Write the table in the page anew."""
    PAGE.write_text(rendered(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
