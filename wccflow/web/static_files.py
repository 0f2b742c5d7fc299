"""The face's own files, under an address that changes with their content so that browsers may keep them."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, send_from_directory

from wccflow.web.routes import PUBLIC, route

FOLDER = Path(__file__).resolve().parent / "static"
A_YEAR_SECONDS = 365 * 24 * 3600

face = Blueprint("face", __name__)


@route(face, "/static/<edition>/<path:name>", may=PUBLIC)
def static_file(edition: str, name: str) -> Response:
    """One file of the face; kept for a year when the address names the edition that stands here."""
    response = send_from_directory(FOLDER, name, max_age=A_YEAR_SECONDS)
    response.cache_control.immutable = True
    if edition != edition_now():
        response.headers["Cache-Control"] = "no-cache"
    return response


def asset(name: str) -> str:
    """The address of one file of the face, such as `own/house.css`."""
    return f"/static/{edition_now()}/{name}"


@cache
def edition_now() -> str:
    """A short digest of all files of the face together."""
    digest = sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(FOLDER).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
