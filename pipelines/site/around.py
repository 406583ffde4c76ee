"""What stands around every page: its menu, its words, the way to its other languages.

What belongs here: what all templates are given. What does not: what a page shows.
"""

from typing import Any

from datasette.utils import path_with_replaced_args
from datasette.utils.asgi import Request

from pipelines.site.interface import ASKED, interface_of, interfaces

# The menu of every page: addresses, and what each is called in the catalogues.
MENU = (
    ("/plan", "plan"),
    ("/figures", "figures"),
    ("/-/search", "search"),
    ("/-/pictures", "pictures"),
    ("/zhospar", "tables"),
)


def spoken(request: Request | None) -> dict[str, Any]:
    """What every template of ours needs to speak the reader's language and lead elsewhere."""
    interface = interface_of(request.scope if request else {})

    def label_of(table: str) -> str:
        key = f"table_label.{table}"
        return interface(key) if key in interface.messages else table

    return {
        "t": interface,
        "languages": interfaces().values(),
        "in_language": lambda code: path_with_replaced_args(request, {ASKED: code}),
        "label_of": label_of,
        "menu": MENU,
        "path": request.path if request else "",
    }
