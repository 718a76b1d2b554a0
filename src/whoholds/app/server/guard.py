"""What stands between the page and everybody else: host, origin, token, and what the browser may run.

Three doors. A foreign site that resolves its own name to 127.0.0.1 sends a foreign Host: refused. A foreign site
that posts to us sends its own Origin: refused. A local program that never saw the page has no token: refused.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-whoholds-token"  # its name, not its value

READING = {"GET", "HEAD", "OPTIONS"}

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""The page may run and fetch what this server gives, and nothing else; no markup of a report can change that."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """ASGI middleware that refuses strangers and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], token: str) -> None:
        """Guard an application that is reached at these hosts (with port) and written to with this token."""
        self.app = app
        self.hosts = frozenset(hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        why = self._why_refused(scope["method"], Headers(scope=scope))
        if why:
            await JSONResponse({"detail": why}, status_code=403)(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)

    def _why_refused(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if host not in self.hosts:
            return f"found the host “{host}”, expected {' or '.join(sorted(self.hosts))}: open the page at that address"
        if method in READING:
            return None
        origin = headers.get("origin", "")
        if origin not in {f"http://{known}" for known in self.hosts}:
            return f"found the origin “{origin}”: only the page of this server may write"
        if not secrets.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self.token.encode()):
            return "the page is older than the server that runs now: load it again"
        return None
