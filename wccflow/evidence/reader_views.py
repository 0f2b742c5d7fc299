"""The pages of one document: the reader, one passage of it, and the original file."""

import re
from uuid import UUID

from flask import Blueprint, Response, current_app, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base.errors import Refused
from wccflow.base.work import files
from wccflow.cycles.queries import definition_of
from wccflow.evidence import pages, queries
from wccflow.evidence.cards import address_of
from wccflow.evidence.entry import admitted
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.web.pages import page, redirect_to
from wccflow.web.routes import route

blueprint = Blueprint("reader", __name__)

NOT_SOUND = (
    "The file in the store is no longer what was filed, so it is not given out. "
    "Tell those who run this service."
)


@route(blueprint, "/evidence/<uuid:version_id>", may="see")
def read(version_id: UUID) -> ResponseReturnValue:
    """The reader: one part of a document with its outline, its versions and what stands beside it."""
    version, case = admitted(version_id)
    wanted = request.args.get("from", "")
    number = pages.part_with(version, wanted) if wanted else _part_number()
    reach = visitor.reach()
    slots = definition_of(case).slots
    home = queries.home(version)
    beside = [each for each in queries.fillings([case.id], reach) if each.slot == home.slot]
    return page(
        "evidence/reader.html",
        case=case,
        version=version,
        title=slots[home.slot].title,
        waited="waited" in request.args,
        part=pages.part_of(version, number),
        marks=pages.marks_beside(version.id, reach),
        nothing=pages.Marks(),
        versions=list(reversed(beside)),
        people=names(each.version.filed_by_id for each in beside),
        threads=_there_is("/evidence/<>/threads"),
        citations=_there_is("/evidence/<>/citations"),
        dossier=address_of(case),
    )


@route(blueprint, "/evidence/<uuid:version_id>/passages/<key>", may="see")
def passage(version_id: UUID, key: str) -> ResponseReturnValue:
    """The reader at one passage, in whichever part it stands."""
    version, _ = admitted(version_id)
    found = queries.passage(version.id, key)
    return redirect_to(f"/evidence/{version.id}?from={found.key}#{found.key}")


@route(blueprint, "/evidence/<uuid:version_id>/original", may="see")
def original(version_id: UUID) -> ResponseReturnValue:
    """The file as it was filed, byte for byte; never shown as a page of ours."""
    version, _ = admitted(version_id)
    if not files().sound(version.sha256, version.size):
        raise Refused(NOT_SOUND)
    response: Response = send_file(
        files().path(version.sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=version.file_name,
        etag=version.sha256,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _part_number() -> int:
    given = request.args.get("part", "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 7 else 1


def _there_is(shape: str) -> bool:
    """Whether some room answers at addresses of this shape; `<>` stands for an id."""
    rules = current_app.url_map.iter_rules()
    return any(re.sub(r"<[^>]*>", "<>", rule.rule) == shape for rule in rules)
