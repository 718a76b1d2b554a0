"""Get one file: over HTTP, resumed where it stopped and checked where a checksum is given, or from a folder.

Proxies are those that the environment names (http_proxy, https_proxy, no_proxy), as urllib reads them.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from whoholds.errors import DownloadError

CHUNK = 1 << 16
TRIES = 4  # connections, each going on where the one before broke off
TIMEOUT_SECONDS = 60
_POINTER = re.compile(rb"version https://git-lfs\S*\noid sha256:([0-9a-f]{64})\nsize (\d+)")
_AGENT = "whoholds (https://pypi.org/project/whoholds/)"

Tell = Callable[[str, int, int | None], None]
"""Called with the file's name, the bytes had and the bytes there are (None: not told)."""


class NotThere(DownloadError):  # noqa: N818 - the file is what is not there
    """A publisher has no such file; it may have none for this country."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was got. Grain: one file."""

    path: Path
    came_from: str  # URL or path
    sha256: str
    checked: str | None  # the publisher's checksum it agrees with; None: none was given


def download(url: str, target: Path, tell: Tell) -> Fetched:
    """Download a file; a part that an earlier call left is gone on with.

    Args:
        url: http or https.
        target: where the file goes, once it is whole.
        tell: called as bytes come.

    Raises:
        DownloadError: the server can't be reached, has no such file, or what came doesn't agree with its checksum.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    fault: Exception | None = None
    for _ in range(TRIES):
        try:
            headers = _get(url, part, target.name, tell)
            break
        except urllib.error.HTTPError as why:
            kind = NotThere if why.code == http.HTTPStatus.NOT_FOUND else DownloadError
            raise kind(
                f"{url}: the server answered {why.code} {why.reason}, expected the file; say the same again later"
            ) from why
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError) as why:
            fault = why
    else:
        raise DownloadError(
            f"{url}: not reached ({fault}); look at the network and the proxy (https_proxy), then say the same again: "
            "what came is kept. Without a network, get the files elsewhere and use --from FOLDER"
        ) from fault
    checked = _check(part, headers, url)
    with part.open("rb") as file:
        pointer = _POINTER.match(file.read(200))
    if pointer is not None:
        part.unlink()
        return _download_large(url, pointer[1].decode(), target, tell)
    part.replace(target)
    _tag(part).unlink(missing_ok=True)
    return Fetched(target, url, sha256_of(target), checked)


def _get(url: str, part: Path, name: str, tell: Tell) -> http.client.HTTPMessage:
    """Fill the part file; the answer's headers."""
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT})
    if have:
        request.add_header("Range", f"bytes={have}-")
        if _tag(part).exists():
            request.add_header("If-Range", _tag(part).read_text(encoding="ascii"))
    try:
        answer = urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as why:
        if why.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            part.unlink()  # it was whole, or has changed: once more from the start
            return _get(url, part, name, tell)
        raise
    with answer:
        goes_on = answer.status == http.HTTPStatus.PARTIAL_CONTENT
        have = have if goes_on else 0
        length = answer.headers.get("Content-Length")
        whole = have + int(length) if length and length.isdecimal() else None
        if answer.headers.get("ETag"):
            _tag(part).write_text(answer.headers["ETag"], encoding="ascii")
        with part.open("ab" if goes_on else "wb") as file:
            while chunk := answer.read(CHUNK):
                file.write(chunk)
                have += len(chunk)
                tell(name, have, whole)
        if whole is not None and have < whole:
            raise ConnectionError(f"broke off after {have:,} of {whole:,} bytes")
        headers: http.client.HTTPMessage = answer.headers
        return headers


def _tag(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


def _check(part: Path, headers: http.client.HTTPMessage, url: str) -> str | None:
    """The publisher's checksum that the file agrees with; None when there is none.

    Raises:
        DownloadError: it disagrees; the part is thrown away.
    """
    for kind, wanted in _checksums(headers):
        found = _digest(part, kind)
        if found != wanted:
            part.unlink()
            raise DownloadError(
                f"{url}: found {kind} {found}, expected {wanted} as the server says; say the same again"
            )
        return f"{kind}:{wanted}"
    return None


def _checksums(headers: http.client.HTTPMessage) -> Iterator[tuple[str, str]]:
    """Kinds and values, in hexadecimal, of the checksums in an answer's headers."""
    stated = ",".join(filter(None, (headers.get("Repr-Digest"), headers.get("Digest"))))
    for kind, value in re.findall(r"(sha-256|md5)=:?([A-Za-z0-9+/=]+)", stated, re.IGNORECASE):
        yield kind.lower().replace("-", ""), base64.b64decode(value).hex()
    if headers.get("Content-MD5"):
        yield "md5", base64.b64decode(headers["Content-MD5"]).hex()
    if headers.get("X-Checksum-Sha256"):
        yield "sha256", headers["X-Checksum-Sha256"].strip().lower()


def _download_large(url: str, sha256: str, target: Path, tell: Tell) -> Fetched:
    """A file that the repository only points to (Git LFS): the pointer gives its checksum."""
    media = re.sub(r"^https://(?:raw\.githubusercontent\.com|github\.com)/([^/]+/[^/]+)/(?:raw/)?",
                   r"https://media.githubusercontent.com/media/\1/", url)  # fmt: skip
    if media == url:
        raise DownloadError(
            f"{url}: found a pointer to a large file, expected the file; get it by hand and use --from FOLDER"
        )
    got = download(media, target, tell)
    if got.sha256 != sha256:
        target.unlink()
        raise DownloadError(
            f"{media}: found sha256 {got.sha256}, expected {sha256} as its pointer says; say the same again"
        )
    return Fetched(target, media, got.sha256, f"sha256:{sha256}")


def copy_from(folder: Path, name: str, target: Path) -> Fetched | None:
    """The file of a name anywhere below a folder, copied; None when there is none.

    Args:
        folder: where the user has put the publishers' files.
        name: a publisher's file name, perhaps with a folder before it that is then wanted too.
        target: where the copy goes.
    """
    wanted = Path(name)
    found = [
        p for p in sorted(folder.rglob(wanted.name)) if p.is_file() and p.parts[-len(wanted.parts) :] == wanted.parts
    ]
    if not found:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(found[0], target)
    return Fetched(target, str(found[0]), sha256_of(target), None)


def sha256_of(path: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    return _digest(path, "sha256")


def _digest(path: Path, kind: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()
