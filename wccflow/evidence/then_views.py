"""The dossier as it stood at a moment: as a page, as a list, as one archive; and the history of a slot."""

from datetime import date, datetime
from pathlib import Path

from flask import Blueprint, Response, make_response, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import bundle
from wccflow.evidence.cards import address_of
from wccflow.evidence.dates import dates_in_words
from wccflow.evidence.history import history_of
from wccflow.evidence.past import Past, dossier_at, moments_of
from wccflow.evidence.rules import pages_in_words
from wccflow.people import visitor
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("then", __name__)

THEN = "/cycles/<cycle>/<organisation>/evidence/then"
NOTHING_THERE = "No file that you may read was filed then, so there is nothing to download."


@route(blueprint, THEN, may="see")
def then(cycle: str, organisation: str) -> ResponseReturnValue:
    """The whole dossier as it stood at a moment of the case, or on a day."""
    case = entry.case_here(cycle, organisation)
    at = _at()
    return page(
        "evidence/then.html",
        case=case,
        address=address_of(case),
        past=dossier_at(case, visitor.reach(), at),
        at=at,
        is_now=not (request.args.get("at") or request.args.get("on")),
        asked=request.query_string.decode("ascii", "ignore"),
        moments=moments_of(case),
        dates_in_words=dates_in_words,
        pages_in_words=pages_in_words,
        today=clock.business_day(at),
    )


@route(blueprint, f"{THEN}.csv", may="see")
def listed(cycle: str, organisation: str) -> ResponseReturnValue:
    """The same as a list for a spreadsheet, with the digest of each file."""
    case = entry.case_here(cycle, organisation)
    past = dossier_at(case, visitor.reach(), _at())
    return _download(make_response(bundle.manifest(past, {})), bundle.CSV, _name(case, past, "csv"))


@route(blueprint, f"{THEN}.zip", may="see")
def archive(cycle: str, organisation: str) -> ResponseReturnValue:
    """All originals of that moment in one archive, with the list; sent while it is made."""
    case = entry.case_here(cycle, organisation)
    past = dossier_at(case, visitor.reach(), _at())
    if not past.versions:
        raise Refused(NOTHING_THERE)
    named = bundle.names_of(past)
    paths = {each.version.id: _path(each.version.sha256, each.version.size) for each in past.versions}
    members = bundle.members_of(past, named, {key: path for key, path in paths.items() if path})
    known = {key: name if paths[key] else bundle.NOT_SOUND for key, name in named.items()}
    answer = Response(bundle.zipped(members, bundle.manifest(past, known)))
    return _download(answer, bundle.ZIP, _name(case, past, "zip"))


@route(blueprint, "/cycles/<cycle>/<organisation>/evidence/<slot>/history", may="see")
def history(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """Who did what when with the document of one slot."""
    case = entry.case_here(cycle, organisation)
    wanted = definition_of(case).slots.get(slot)
    if wanted is None:
        raise NotFound
    told = history_of(case, slot, visitor.reach())
    return page("evidence/history.html", case=case, address=address_of(case), slot=wanted, told=told)


def _at() -> datetime:
    """The instant that is asked for: a moment, the end of a day, or now."""
    moment, on = request.args.get("at", ""), request.args.get("on", "")
    try:
        if moment:
            found = datetime.fromisoformat(moment)
            return found if found.tzinfo else found.replace(tzinfo=clock.LONDON)
        return clock.end_of(date.fromisoformat(on)) if on else clock.now()
    except (ValueError, OverflowError):
        raise Refused("Give the day like 2009-11-27.") from None


def _path(sha256: str, size: int) -> Path | None:
    """Where a file's bytes are, while they are what was filed."""
    return files().path(sha256) if files().sound(sha256, size) else None


def _name(case: Case, past: Past, ending: str) -> str:
    day = clock.business_day(past.at).isoformat()
    return f"{case.cycle.key}-{case.organisation.code}-documents-{day}.{ending}"


def _download(answer: Response, kind: str, name: str) -> Response:
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
