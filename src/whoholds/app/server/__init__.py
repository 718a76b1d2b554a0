"""The local server: a versioned API of views over a copy of the ledger, and the page that asks it."""

from whoholds.app.server.application import create_app

__all__ = ["create_app"]
