"""The pages of one document: the reader, one passage of it, the sheet to print, and the original file."""

import re
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, current_app, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import files
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import opened, pages, pictures, queries, viewed
from wccflow.evidence.cards import address_of
from wccflow.evidence.deciding import placed_in
from wccflow.evidence.entry import admitted
from wccflow.evidence.hanging import Hanging
from wccflow.evidence.models import Version
from wccflow.evidence.opened import Asked
from wccflow.evidence.reading_queue import progress
from wccflow.evidence.rules import read_in
from wccflow.evidence.sections import Section
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("reader", __name__)

READER = "/evidence/<uuid:version_id>"
PRINTED = 6_000  # passages on one sheet to print: about 450 pages
NOT_SOUND = (
    "The file in the store is no longer what was filed, so it is not given out. "
    "Tell those who run this service."
)


@route(blueprint, READER, may="see")
def read(version_id: UUID) -> ResponseReturnValue:
    """The reader: one part of a document with its outline, its versions and what stands beside it."""
    version, case = admitted(version_id)
    reach, asked = visitor.reach(), _asked()
    home = queries.home(version)
    beside = [each for each in queries.fillings([case.id], reach) if each.slot == home.slot]
    return page(
        "evidence/reader.html",
        case=case,
        version=version,
        title=definition_of(case).slots[home.slot].title,
        home=home,
        waited="waited" in request.args,
        progress=progress([version.id]).get(version.id),
        read_in=read_in(version.file_name),
        opened=opened.open_at(version, asked, reach),
        asked=asked,
        nothing=pages.Marks(),
        versions=list(reversed(beside)),
        successor=opened.successor(version, beside),
        people=names(each.version.filed_by_id for each in beside),
        threads=_there_is("/evidence/<>/threads"),
        citations=_there_is("/evidence/<>/citations"),
        lines=bool(definition_of(case).line_of_sight.steps) and _there_is("/evidence/<>/lines"),
        placing=_placing(version),
        has_pages=pictures.has_pages(version),
        beside_page=request.args.get("beside") == "page",
        dossier=address_of(case),
        searched=_searched(),
    )


@route(blueprint, f"{READER}/passages/<key>", may="see")
def passage(version_id: UUID, key: str) -> ResponseReturnValue:
    """The reader at one passage, in whichever part it stands; in another version when it is only there."""
    version, _ = admitted(version_id)
    elsewhere = pages.versions_with(version.document_id, key, visitor.reach())
    found = next((each for each in elsewhere if each.id == version.id), None)
    if found is None:
        if not elsewhere:
            raise NotFound
        found = elsewhere[0]
        tell(
            f"This passage is not in {version.called}. You see it where it stood, in {found.called}.",
            "warning",
        )
    return redirect_to(f"/evidence/{found.id}?{urlencode({'from': key, **_searched()})}#{key}")


@route(blueprint, f"{READER}/sheet", may="see")
def sheet(version_id: UUID) -> ResponseReturnValue:
    """The whole document in order, to print; a very long one comes as several sheets."""
    version, case = admitted(version_id)
    whole = pages.whole_of(version)
    sheets = max(1, -(-len(whole.lines) // PRINTED))
    number = min(max(_part_number(), 1), sheets)
    return page(
        "evidence/sheet.html",
        case=case,
        version=version,
        title=_title(case, version),
        part=pages.stretch_of(version, whole, (number - 1) * PRINTED, PRINTED),
        nothing=pages.Marks(),
        number=number,
        sheets=sheets,
        now=clock.now(),
    )


@route(blueprint, f"{READER}/viewed/<key>", may="see", methods=("PUT",))
def view(version_id: UUID, key: str) -> ResponseReturnValue:
    """Keep that the person has viewed a section."""
    version, _ = admitted(version_id)
    return _back_to(version, viewed.mark(version, key, person_id=visitor.person().id, now=clock.now()))


@route(blueprint, f"{READER}/viewed/<key>", may="see", methods=("DELETE",))
def unview(version_id: UUID, key: str) -> ResponseReturnValue:
    """Forget that the person has viewed a section."""
    version, _ = admitted(version_id)
    return _back_to(version, viewed.unmark(version, key, person_id=visitor.person().id))


@route(blueprint, f"{READER}/original", may="see")
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


def _placing(version: Version) -> tuple[UUID, Hanging] | None:
    """What came from an earlier version and is to be placed in this one, where that was asked for."""
    try:
        wanted = UUID(request.args.get("placing", ""))
    except ValueError:
        return None
    return wanted, placed_in(version, wanted, visitor.reach())


def _asked() -> Asked:
    given = request.args
    return Asked(
        part=_part_number(),
        key=given.get("from", ""),
        find=given.get("find", ""),
        hit=_whole_number("hit"),
        only=given.get("only", ""),
    )


def _searched() -> dict[str, str]:
    """The search from which somebody comes to a passage, and the place of the hit in it."""
    return {name: request.args[name] for name in ("q", "n", "kind", "order") if request.args.get(name)}


def _back_to(version: Version, section: Section) -> ResponseReturnValue:
    place = urlencode({"from": section.end, **_searched()})
    return redirect_to(f"/evidence/{version.id}?{place}#viewed-{section.key}")


def _title(case: Case, version: Version) -> str:
    return definition_of(case).slots[queries.home(version).slot].title


def _part_number() -> int:
    return _whole_number("part") or 1


def _whole_number(name: str) -> int:
    given = request.args.get(name, "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 7 else 0


def _there_is(shape: str) -> bool:
    """Whether some room answers at addresses of this shape; `<>` stands for an id."""
    rules = current_app.url_map.iter_rules()
    return any(re.sub(r"<[^>]*>", "<>", rule.rule) == shape for rule in rules)
