"""The built page: static files, and the one document, which carries the token that writing takes."""

from __future__ import annotations

import html
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parents[1] / "page"
"""Where the package build puts the page (hatch_build.py)."""

MISSING = """<!doctype html><meta charset="utf-8"><title>whoholds</title>
<h1>The page is not built</h1>
<p>This copy of whoholds has no built page. In a checkout, run <code>script/setup</code>, then load this again.
The data are at <a href="/api/v1/openapi.json">/api/v1</a>.</p>
"""


class _Assets(StaticFiles):
    """Files whose names hold a hash of what is in them: a browser may keep them for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def is_built(folder: Path = FOLDER) -> bool:
    """Whether there is a page to show."""
    return (folder / "index.html").is_file()


def add_page(app: FastAPI, *, token: str, folder: Path = FOLDER) -> None:
    """Serve the page at / and its files at /assets.

    Args:
        app: The application.
        token: What the page has to send with whatever it writes.
        folder: Where the built page is.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def show_page() -> HTMLResponse:
        if not is_built(folder):
            return HTMLResponse(MISSING, status_code=503)
        document = (folder / "index.html").read_text(encoding="utf-8")
        meta = f'<meta name="whoholds-token" content="{html.escape(token)}" />'
        return HTMLResponse(document.replace("</head>", f"{meta}</head>", 1), headers={"cache-control": "no-store"})

    app.include_router(router)
    if is_built(folder):
        app.mount("/assets", _Assets(directory=folder / "assets"), name="assets")
