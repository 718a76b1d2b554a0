"""An invented Andorra in the publishers' formats, and a server that can break off: to test adding a country on."""

from __future__ import annotations

import base64
import hashlib
import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# id, name, alternate names, lat, lon, class, code, adm1, adm2, people
ROWS = [
    (900001, "Westland", "Westland Province", 42.5, 1.25, "A", "ADM1", "91", "", 0),
    (900002, "Hill District", "", 42.4, 1.2, "A", "ADM2", "91", "9101", 0),
    (900003, "Qarabagh", "Karabagh,Qara Bagh,Карабаг", 42.41, 1.21, "P", "PPL", "91", "9101", 1200),
    (900004, "Qarabagh Airfield", "", 42.42, 1.22, "S", "AIRF", "91", "9101", 0),
    (900005, "Hotel Nowhere", "", 42.43, 1.23, "S", "HTL", "91", "9101", 0),
    (900006, "Lostford", "", 42.95, 1.95, "P", "PPL", "91", "9101", 10),
]
ALTERNATES = [
    (1, 900003, "ar", "قره باغ", "", ""),
    (2, 900003, "link", "https://example.org/Qarabagh", "", ""),
    (3, 900003, "en", "Black Garden", "1", ""),
]


def square(west: float, south: float, side: float) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def zipped(name: str, rows: list[tuple[Any, ...]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "".join("\t".join(map(str, row)) + "\n" for row in rows))
    return packed.getvalue()


def dump_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    number, name, names, lat, lon, sort, code, adm1, adm2, people = row
    return (
        number,
        name,
        name,
        names,
        lat,
        lon,
        sort,
        code,
        "AD",
        "",
        adm1,
        adm2,
        "",
        "",
        people,
        "",
        900,
        "Europe/Andorra",
        "2024-01-01",
    )


def shapes(level: str, units: list[tuple[str, dict[str, Any]]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {
                "shapeName": name,
                "shapeISO": "",
                "shapeID": f"AND{level}{at}",
                "shapeGroup": "AND",
                "shapeType": level,
            },
            "geometry": geometry,
        }
        for at, (name, geometry) in enumerate(units)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}).encode()


def about(level: str) -> bytes:
    told = {
        "boundaryISO": "AND",
        "boundaryType": level,
        "boundarySource": "Surveyors",
        "boundaryYear": "2020",
        "boundaryLicense": "CC0 1.0",
    }
    return json.dumps(told).encode()


def make_files(folder: Path) -> Path:
    """The folder, filled with all files of the invented country."""
    places = {
        "geonames/AD.zip": zipped("AD.txt", [dump_row(row) for row in ROWS]),
        "geonames/alternatenames/AD.zip": zipped("AD.txt", [(*row, "", "") for row in ALTERNATES]),
        "geoboundaries/geoBoundaries-AND-ADM1-metaData.json": about("ADM1"),
        "geoboundaries/geoBoundaries-AND-ADM1_simplified.geojson": shapes("ADM1", [("West Land", square(1, 42, 1))]),
        "geoboundaries/geoBoundaries-AND-ADM2-metaData.json": about("ADM2"),
        "geoboundaries/geoBoundaries-AND-ADM2_simplified.geojson": shapes(
            "ADM2", [("Hil", square(1, 42, 0.5)), ("Marsh", square(1.5, 42.5, 0.5))]
        ),
        "global_pcodes_adm_1_2.csv": (
            b"Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n"
            b"AND,1,AD91,Westland,AND,2021-01-01\nAND,2,AD9101,Hill,AD91,2021-01-01\nAND,2,AD9109,Fen,AD91,2021-01-01\n"
            b"XXX,1,XX01,Elsewhere,XXX,2021-01-01\n"
        ),
    }
    for name, content in places.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder with ranges and checksums; `breaks` answers stop half-way, `wrong` gives false checksums."""

    breaks = 0
    wrong = False
    ranges: list[str]


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        digest = base64.b64encode(hashlib.sha256(b"" if self.server.wrong else content).digest()).decode()
        wanted = self.headers.get("Range", "")
        first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if wanted:
            self.server.ranges.append(wanted)
        if first >= len(content) and wanted:
            self.send_error(416)
            return
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(content) - first))
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()[:8]}"')
        self.send_header("Repr-Digest", f"sha-256=:{digest}:")
        self.end_headers()
        body = content[first:]
        if self.server.breaks > 0:
            self.server.breaks -= 1
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Server]]:
    """The address of a server of the folder, and the server."""
    server = Server(("127.0.0.1", 0), lambda *given: _Handler(*given, directory=str(folder)))
    server.ranges = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
