"""What every answer of the site is guarded by: only this computer asks, nothing leads elsewhere.

What belongs here: checks of requests and headers of answers. What does not:
escaping of text, which templates do by themselves.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette.utils.asgi import Response

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

# Other names for this computer are how a page elsewhere could read the site (DNS rebinding).
OWN_NAMES = ("127.0.0.1", "localhost")
# Were markup of a document ever to slip through, it could not fetch from or send to other places.
POLICY = (
    "default-src 'self' 'unsafe-inline' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def guarded(site: Application) -> Application:
    """Return the site that refuses strange hosts and forbids strange sources."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = (b"content-security-policy", POLICY.encode())
                message = {**message, "headers": [*message["headers"], policy]}
            await send(message)

        if scope["type"] == "http" and _host(scope) not in OWN_NAMES:
            refusal = Response.text("This site is served to its own computer only", status=421)
            await refusal.asgi_send(send)
        else:
            await site(scope, receive, send_with_policy)

    return answer


def _host(scope: Message) -> str:
    """The host that a request names, without its port."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return hosts[0].decode("latin-1").partition(":")[0] if len(hosts) == 1 else ""
