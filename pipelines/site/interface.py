"""The interface in the reader's language: messages, numbers, dates, and which language that is.

What belongs here: the catalogues (`messages/`, a file a language) and choosing among them. What
does not: words of documents' languages (`extractors.languages`), HTML.
"""

import tomllib
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from datetime import date
from functools import cache
from http.cookies import CookieError, SimpleCookie
from importlib.resources import files
from typing import Any, cast
from urllib.parse import parse_qsl, quote, urlencode

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from datasette.utils.asgi import Response

COOKIE = "zhospar_language"
ASKED = "_lang"  # the parameter that chooses a language: Datasette leaves those with "_" alone
_REMEMBERED = 365 * 24 * 3600  # seconds
_PLURALS = frozenset(("zero", "one", "two", "few", "many", "other"))  # the Unicode CLDR's names
Message = str | Mapping[str, str]
Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]


class Interface:
    """What the site says in one language; called with a message's key it says that."""

    def __init__(self, code: str, catalogue: Mapping[str, Any]) -> None:
        self.code = code
        self.name: str = catalogue["name"]
        self.place: int = catalogue["place"]
        self.is_fallback: bool = catalogue.get("fallback", False)
        self.messages = dict(_flat(catalogue))
        self._locale = Locale.parse(code)

    def __call__(self, key: str, **values: object) -> str:
        """Return a message with `values` put in; `n` chooses among the forms of its number.

        Raises KeyError if there is no such message or value.
        """
        message = self.messages[key]
        if isinstance(message, Mapping):
            message = message[self._locale.plural_form(cast(float, values["n"]))]
        shown = {name: self._shown(value) for name, value in values.items()}
        return message.format_map(shown) if shown else message

    def value(self, group: str, value: str | None) -> str:
        """Return the word for a value of a closed list; the value itself if it has none."""
        message = self.messages.get(f"value.{group}.{value}")
        return message if isinstance(message, str) else value or ""

    def number(self, value: float | None) -> str:
        """Return a number as people read it, "" for None."""
        if value is None:
            return ""
        return str(format_decimal(value, format="#,##0.##########", locale=self._locale))

    def day(self, value: str | None) -> str:
        """Return an ISO date as people read it; what is no date as it is."""
        try:
            return str(format_date(date.fromisoformat(value or ""), "medium", self._locale))
        except ValueError:
            return value or ""

    def _shown(self, value: object) -> object:
        return self.number(value) if isinstance(value, int | float) else value


@cache
def interfaces() -> Mapping[str, Interface]:
    """Return the interface in each language, by its code, in the order of the switch."""
    found = []
    for file in files("pipelines.site").joinpath("messages").iterdir():
        code, dot, ending = file.name.rpartition(".")
        if dot and ending == "toml":
            found.append(Interface(code, tomllib.loads(file.read_text("utf-8"))))
    return {each.code: each for each in sorted(found, key=lambda each: each.place)}


def interface_of(scope: Scope) -> Interface:
    """Return the interface that a request is answered in."""
    found: Interface = scope.get("interface") or fallback()
    return found


def in_readers_language(site: Application) -> Application:
    """Return the site that answers in the language chosen before, else in the browser's.

    A request that chooses one is led to the same address without that, and the choice kept.
    """

    async def answer(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return await site(scope, receive, send)
        asked = parse_qsl(
            scope.get("query_string", b"").decode("latin-1"), True, encoding="latin-1"
        )
        wanted = dict(asked).get(ASKED)
        if wanted in interfaces():
            await _led(scope, asked, str(wanted)).asgi_send(send)
        else:
            await site({**scope, "interface": _chosen(scope)}, receive, _varying(send))

    return answer


def of_browser(accepted: str) -> Interface:
    """Return the interface that an Accept-Language header asks for first."""
    wanted = sorted((_weight(part), place, part) for place, part in enumerate(accepted.split(",")))
    codes = (part.split(";")[0].strip().split("-")[0].lower() for _, _, part in wanted)
    return next((interfaces()[code] for code in codes if code in interfaces()), fallback())


def _weight(part: str) -> float:
    """How late a language is asked for: the negative of its quality."""
    _, _, quality = part.partition(";q=")
    try:
        return -float(quality or 1)
    except ValueError:
        return 0.0


def _led(scope: Scope, asked: Iterable[tuple[str, str]], wanted: str) -> Response:
    rest = urlencode([(name, value) for name, value in asked if name != ASKED], encoding="latin-1")
    raw = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
    # One slash: two would lead to another host.
    path = "/" + quote(raw.lstrip("/\\"), safe="/%:@!$&'()*+,;=~")
    cookie = f"{COOKIE}={wanted}; Path=/; Max-Age={_REMEMBERED}; SameSite=Lax; HttpOnly"
    headers = {"set-cookie": cookie, "cache-control": "no-store"}
    return Response.redirect(path + ("?" + rest if rest else ""), headers=headers)


def _chosen(scope: Scope) -> Interface:
    remembered = SimpleCookie()
    try:
        remembered.load(_header(scope, b"cookie"))
    except CookieError:
        remembered.clear()
    chosen = remembered[COOKIE].value if COOKIE in remembered else ""
    return interfaces().get(chosen) or of_browser(_header(scope, b"accept-language"))


def _varying(send: Any) -> Any:
    async def send_varying(message: Scope) -> None:
        if message["type"] == "http.response.start":
            varies = (b"vary", b"accept-language, cookie")
            message = {**message, "headers": [*message["headers"], varies]}
        await send(message)

    return send_varying


def _header(scope: Scope, name: bytes) -> str:
    values = [value for key, value in scope.get("headers") or () if key == name]
    return values[0].decode("latin-1") if values else ""


def fallback() -> Interface:
    """Return the interface for readers whose browser asks for none of ours."""
    return next(each for each in interfaces().values() if each.is_fallback)


def _flat(catalogue: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Message]]:
    """Yield the messages by their keys: the names of their tables and their own, with dots."""
    for name, entry in catalogue.items():
        if not isinstance(entry, Mapping):
            if isinstance(entry, str):
                yield prefix + name, entry
        elif _PLURALS.issuperset(entry):
            yield prefix + name, entry
        else:
            yield from _flat(entry, f"{prefix}{name}.")
