"""What a browser may keep: answers asked for with the ledger's version, as another version has another address."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API = "/api/"
KEPT_S = 3600
"""An analyst goes to and fro between days and places within an hour, and the version changes with each decision."""


class Keeping:
    """ASGI middleware that says of each answer of the API whether it may be kept."""

    def __init__(self, app: ASGIApp) -> None:
        """Say it for an application's answers."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the header."""
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self.app(scope, receive, send)
            return
        named = any(part.startswith(b"v=") for part in scope["query_string"].split(b"&"))

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_kept = named and scope["method"] == "GET" and message["status"] == 200
                kept = f"private, max-age={KEPT_S}" if is_kept else "no-store"
                MutableHeaders(scope=message).setdefault("cache-control", kept)
            await send(message)

        await self.app(scope, receive, send_marked)
