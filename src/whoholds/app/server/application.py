"""The application: the API, the page, and the guard before both."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse

from whoholds import __version__
from whoholds.app.server.copy import CopiedLedger
from whoholds.app.server.decisions import router as deciding
from whoholds.app.server.guard import Guard
from whoholds.app.server.keeping import Keeping
from whoholds.app.server.page import add_page
from whoholds.app.server.views import router as viewing
from whoholds.config import Config
from whoholds.errors import ConfigError, DecisionRefused, LedgerError, NotFound, UnknownPlace, WhoholdsError
from whoholds.store import Ledger

DESCRIPTION = """Views of one ledger. Days are ISO dates; `as_of` is a day in the world, `known_by` the last day of
publication that counts. Fields not known are null. Errors say what was found, what was expected and what to do."""

STATUS_CODES: dict[type[Exception], int] = {
    UnknownPlace: 404,
    NotFound: 404,
    LedgerError: 400,
    ConfigError: 400,
    DecisionRefused: 422,
}
"""What kind of answer an error becomes; others of ours are 500."""


def create_app(ledger: Ledger, config: Config, *, hosts: Iterable[str], token: str) -> FastAPI:
    """An application that shows a ledger.

    Args:
        ledger: The ledger, in a file.
        config: Says which rule set decides where none is named.
        hosts: The names with port by which it is reached, such as 127.0.0.1:8765; others are refused.
        token: What a request that writes has to carry.
    """
    copies = CopiedLedger(ledger)

    app = FastAPI(
        title="whoholds",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # FastAPI's pages of documentation load scripts from elsewhere
        redoc_url=None,
    )
    app.add_exception_handler(WhoholdsError, _explain)
    app.state.copies, app.state.config = copies, config
    app.include_router(viewing)
    app.include_router(deciding)
    add_page(app, token=token)
    app.add_middleware(Keeping)
    app.add_middleware(Guard, hosts=frozenset(hosts), token=token)
    return app


def _explain(_request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=STATUS_CODES.get(type(error), 500))
