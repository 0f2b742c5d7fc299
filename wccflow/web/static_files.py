"""The face's own files, under an address that changes with their content so that browsers may keep them."""

import gzip
import mimetypes
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, request

from wccflow.base.errors import NotFound
from wccflow.web.routes import PUBLIC, route

FOLDER = Path(__file__).resolve().parent / "static"
A_YEAR = "public, max-age=31536000, immutable"

face = Blueprint("face", __name__)


@route(face, "/static/<edition>/<path:name>", may=PUBLIC)
def static_file(edition: str, name: str) -> Response:
    """One file of the face; kept for a year when the address names the edition that stands here."""
    if name not in names():
        raise NotFound
    packed = request.accept_encodings.best_match(["gzip"]) == "gzip"
    response = Response(_content(name, packed), mimetype=mimetypes.guess_type(name)[0])
    response.headers["Cache-Control"] = A_YEAR if edition == edition_now() else "no-cache"
    response.vary.add("Accept-Encoding")
    if packed:
        response.content_encoding = "gzip"
    return response


def asset(name: str) -> str:
    """The address of one file of the face, such as `own/house.css`."""
    return f"/static/{edition_now()}/{name}"


@cache
def names() -> frozenset[str]:
    """The names of all files of the face."""
    return frozenset(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())


@cache
def edition_now() -> str:
    """A short digest of all files of the face together."""
    digest = sha256()
    for name in sorted(names()):
        digest.update(name.encode() + (FOLDER / name).read_bytes())
    return digest.hexdigest()[:12]


@cache
def _content(name: str, packed: bool) -> bytes:
    plain = (FOLDER / name).read_bytes()
    return gzip.compress(plain, mtime=0) if packed else plain
