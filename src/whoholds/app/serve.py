"""`whoholds serve`: the local page."""

from __future__ import annotations

import secrets
import socket
import sys
from pathlib import Path

import click

from whoholds.app.ask import open_ledger
from whoholds.app.options import CONFIG
from whoholds.errors import LedgerError

HOST = "127.0.0.1"
"""The only address we listen on: the ledger is for whoever sits at this machine."""

PORT = 8765


@click.command(short_help="Show a ledger on a local page: look, check, correct.")
@click.argument("ledger_path", type=click.Path(path_type=Path), metavar="LEDGER")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free.")
@click.option("--open/--no-open", "opens", default=None, help="Open a browser; without it, from a terminal only.")
@CONFIG
def serve(ledger_path: Path, port: int, opens: bool | None, config: Path | None) -> None:
    """Show a ledger on a local page: a map of who holds what, the quotes it rests on, reports, tables, review.

    It listens on this machine only, fetches nothing from elsewhere, and ends with Ctrl-C. Reading into the ledger
    may go on meanwhile.

    \b
    Example:
      whoholds serve war.duckdb
    """
    import uvicorn

    from whoholds.app.server import create_app
    from whoholds.config import load_config

    ledger = open_ledger(ledger_path)
    with ledger.reading():
        pass  # a missing or foreign file is told now, not on the page
    listening = _listen(port)
    port = listening.getsockname()[1]
    hosts = (f"{HOST}:{port}", f"localhost:{port}")
    app = create_app(ledger, load_config(config), hosts=hosts, token=secrets.token_urlsafe(32))
    address = f"http://{HOST}:{port}/"
    click.echo(f"{ledger.name} is shown at {address} (Ctrl-C ends it).")
    sys.stdout.flush()
    if opens or (opens is None and sys.stdout.isatty()):
        import webbrowser

        webbrowser.open(address)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    server.run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise LedgerError(
            f"port {port} is in use by another program: name another one, such as --port {port + 1}"
        ) from error
    listening.listen()  # whoever opens the address the moment it is printed waits, and is not turned away
    return listening
