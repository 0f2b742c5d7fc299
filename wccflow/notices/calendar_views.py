"""My calendar: as a page, as a file of one entry, and as a feed at a secret address."""

from datetime import date, datetime

from flask import Blueprint, Response, current_app, make_response, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.notices import links
from wccflow.notices.entries import Entry, entries_of, entry_called, first_day, last_day, written
from wccflow.people import visitor
from wccflow.people.queries import reach_of
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import PUBLIC, SIGNED_IN, route

blueprint = Blueprint("calendar", __name__)

HERE, PREFERENCES = "/calendar", "/notices/preferences"
HOUSE = "wccflow.house"


@route(blueprint, HERE, may=SIGNED_IN)
def calendar() -> ResponseReturnValue:
    """What lies before me, month by month, and what has passed."""
    today, entries = clock.today(), entries_of(visitor.reach(), clock.now())
    coming = [each for each in entries if last_day(each) >= today]
    return page(
        "notices/calendar.html",
        months=_months(coming),
        passed=_months([each for each in entries if last_day(each) < today]),
        link=links.link_of(visitor.person().id),
        today=today,
    )


@route(blueprint, f"{HERE}/entries/<key>.ics", may=SIGNED_IN)
def entry(key: str) -> ResponseReturnValue:
    """One entry, to be added to a calendar."""
    found = entry_called(visitor.reach(), key, clock.now())
    answer = _file([found], method="CANCEL" if found.called_off else "PUBLISH")
    answer.headers["Content-Disposition"] = "attachment; filename=entry.ics"
    return answer


@route(blueprint, f"{HERE}/<secret>.ics", may=PUBLIC)
def feed(secret: str) -> ResponseReturnValue:
    """Somebody's whole calendar as they may see it now; 304 only while not a letter of it has changed."""
    now = clock.now()
    reach = reach_of(links.person_of(secret).id, now)
    entries = entries_of(reach, now)
    answer = _file(entries, method="PUBLISH")
    answer.headers["Cache-Control"] = "private, no-cache"
    tag = links.fingerprint(answer.get_data())
    answer.set_etag(tag)
    answer.last_modified = max((each.changed_at for each in entries), default=now)
    if tag in request.if_none_match:
        # By its fingerprint alone: a right that was lost changes no date of anything that is left.
        return make_response(b"", 304, {"ETag": answer.headers["ETag"], "Cache-Control": "private, no-cache"})
    return answer


@route(blueprint, f"{HERE}/link", may=SIGNED_IN, methods=("POST",))
def make_link() -> ResponseReturnValue:
    """Make the secret address of my calendar, or a new one in the place of the old."""
    secret = links.make(visitor.person().id, clock.now())
    address = f"{current_app.extensions[HOUSE].settings.base_url}{HERE}/{secret}.ics"
    tell(f"The address of your calendar, shown only now; add it in your calendar program: {address}")
    return redirect_to(f"{PREFERENCES}#calendar")


@route(blueprint, f"{HERE}/link", may=SIGNED_IN, methods=("DELETE",))
def end_link() -> ResponseReturnValue:
    """Let the address of my calendar stop working."""
    links.end(visitor.person().id, clock.now())
    tell("The address of your calendar no longer works.")
    return redirect_to(f"{PREFERENCES}#calendar")


def _file(entries: list[Entry], *, method: str) -> Response:
    base_url = current_app.extensions[HOUSE].settings.base_url
    content = written(entries, base_url, method=method)
    return make_response(content, {"Content-Type": f"text/calendar; charset=utf-8; method={method}"})


def _months(entries: list[Entry]) -> list[tuple[str, list[dict[str, object]]]]:
    months: dict[str, list[dict[str, object]]] = {}
    for each in entries:
        months.setdefault(f"{first_day(each):%B %Y}", []).append(_row(each))
    return list(months.items())


def _row(each: Entry) -> dict[str, object]:
    begins, ends = first_day(each), last_day(each)
    return {
        "entry": each,
        "begins": begins,
        "ends": ends if ends != begins else None,
        "at": _time(each.begins),
    }


def _time(moment: date | datetime) -> str:
    return f"{moment.astimezone(clock.LONDON):%H:%M}" if isinstance(moment, datetime) else ""
