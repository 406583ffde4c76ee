"""What every answer of the site is guarded by: only known names are asked for, nothing leads out.

What belongs here: checks of requests and headers of answers. What does not:
escaping of text, which templates do by themselves; faults of pages (`pipelines.site.refusals`).
"""

import re
from collections.abc import Awaitable, Callable, Collection, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Response

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

# Other names for this computer are how a page elsewhere could read the site (DNS rebinding).
_OWN_NAMES = ("127.0.0.1", "localhost")
_PORT = re.compile(r":\d{1,5}\Z")
# Were markup of a document ever to slip through, it could not fetch from or send to other places.
POLICY = (
    "default-src 'self' 'unsafe-inline' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",  # pages elsewhere embed nothing of ours
    b"cross-origin-opener-policy": b"same-origin",
}
_METHODS = ("GET", "HEAD")  # the site only shows


def guarded(site: Application, names: Iterable[str] = ()) -> Application:
    """Return the site that refuses strange requests and forbids strange sources.

    `names` are hosts by which it may be asked for beside this computer's own.
    """
    allowed = frozenset(name.lower() for name in (*_OWN_NAMES, *names))

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name, value) for name, value in message["headers"] if name not in _HEADERS]
                message = {**message, "headers": [*own, *_HEADERS.items()]}
            await send(message)

        refused = _refusal(scope, allowed) if scope["type"] == "http" else None
        if refused:
            await refused.asgi_send(send_with_policy)
        else:
            await site(scope, receive, send_with_policy)

    return answer


def without_cookies(site: Application) -> Application:
    """Return the site that is told no cookies: it gives none that its pages ask for."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope.get("headers") or () if name != b"cookie"]
        await site({**scope, "headers": headers}, receive, send)

    return answer


def _refusal(scope: Message, allowed: Collection[str]) -> Response | None:
    """Return the answer to a request that no page is to see."""
    if _PORT.sub("", _host(scope)).lower() not in allowed:
        misdirected = HTTPStatus.MISDIRECTED_REQUEST
        return Response.text("This site is served to its own computer only", status=misdirected)
    if scope["method"] not in _METHODS:
        allowed = {"allow": ", ".join(_METHODS)}
        not_allowed = HTTPStatus.METHOD_NOT_ALLOWED
        return Response.text("This site can only be read", status=not_allowed, headers=allowed)
    path = scope.get("raw_path") or scope["path"].encode()
    if not path.isascii() or b"\0" in path or b"%00" in path:
        return Response.text("No address has such letters", status=HTTPStatus.BAD_REQUEST)
    return None


def _host(scope: Message) -> str:
    """The host that a request names, with its port."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return hosts[0].decode("latin-1") if len(hosts) == 1 else ""
