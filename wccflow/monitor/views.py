"""The cockpit: the nation, one overseer, every case a row that opens to where its numbers came from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.engine.definition import Definition
from wccflow.monitor import lanes, queries
from wccflow.monitor.rules import ORDERS, STANDINGS, TONES, Row, counted, ordered
from wccflow.people import visitor
from wccflow.people.queries import organisation, organisations
from wccflow.web.pages import page, redirect_to
from wccflow.web.routes import route

blueprint = Blueprint("monitor", __name__)

Filter = tuple[str, str, int | None, bool]
"""A link as `ui.filters` wants it: words, address, how many, whether it is the present one."""


@route(blueprint, "/monitor", may=queries.MONITOR)
def places() -> ResponseReturnValue:
    """The cycles and overseers that the person may watch; the only one at once."""
    found = [place for cycle in cycles.cycles_for(visitor.reach()) for place in _places(cycle)]
    if not found:
        raise NotFound
    if len(found) == 1:
        return redirect_to(found[0][1])
    return page("monitor/places.html", places=found)


@route(blueprint, "/monitor/<cycle>", may=queries.MONITOR)
def nation(cycle: str) -> ResponseReturnValue:
    """Every overseer a row, and below every case."""
    found, on = cycles.cycle(cycle), clock.today()
    if not queries.watches(visitor.reach(), found, None):
        raise NotFound
    seen, definition = queries.overview(visitor.reach(), found, on), pinned(found.digest)
    chart = lanes.by_overseer(
        definition,
        [(name, f"/monitor/{found.key}/{code}", windows) for name, code, windows in seen.overseers],
        on,
    )
    return page(
        "monitor/nation.html",
        title=definition.words.get("nation", "The nation"),
        summary=_summary(seen.rows),
        stages=_stages(definition, seen.rows),
        chart=chart,
        **_table(found, definition, seen.rows, on),
    )


@route(blueprint, "/monitor/<cycle>/<overseer>", may=queries.MONITOR)
def overseer(cycle: str, overseer: str) -> ResponseReturnValue:
    """Every case of one overseer: how it stands, what is due, what holds it back."""
    found, place, on = cycles.cycle(cycle), organisation(overseer), clock.today()
    if place.level != "overseer" or not queries.watches(visitor.reach(), found, place.id):
        raise NotFound
    seen, definition = queries.overview(visitor.reach(), found, on, place.id), pinned(found.digest)
    windows = seen.overseers[0][2] if seen.overseers else {}
    return page(
        "monitor/overseer.html",
        overseer=place,
        watches_nation=queries.watches(visitor.reach(), found, None),
        chart=lanes.by_stage(definition, windows, seen.marks, counted(seen.rows, lambda row: row.stage), on),
        **_table(found, definition, seen.rows, on),
    )


def _places(cycle: Cycle) -> list[tuple[str, str]]:
    reach = visitor.reach()
    if queries.watches(reach, cycle, None):
        return [(cycle.title, f"/monitor/{cycle.key}")]
    mine = sorted(organisations(reach.ids("overseer")).values(), key=lambda place: place.name)
    return [
        (f"{cycle.title}: {place.name}", f"/monitor/{cycle.key}/{place.code}")
        for place in mine
        if queries.watches(reach, cycle, place.id)
    ]


def _table(cycle: Cycle, definition: Definition, rows: Sequence[Row], on: date) -> Mapping[str, Any]:
    """What both pages show of their cases: the rows asked for, in the order asked for, and the links."""
    stage, standing = _asked("stage", definition.stages), _asked("standing", STANDINGS)
    order = _asked("order", ORDERS) or "urgency"
    shown = [row for row in rows if stage in ("", row.stage) and standing in ("", row.standing)]
    return {
        "cycle": cycle,
        "on": on,
        "rows": ordered(shown, order),
        "total": len(rows),
        "order": order,
        "tones": TONES,
        "words": definition.words,
        "by_standing": _filters("standing", standing, STANDINGS, counted(rows, lambda row: row.standing)),
        "by_stage": _filters("stage", stage, _stages(definition, rows), counted(rows, lambda row: row.stage)),
        "address_in_order": lambda name: _address(order=name),
    }


def _filters(name: str, present: str, words: Mapping[str, str], counts: Mapping[str, int]) -> list[Filter]:
    links: list[Filter] = [("All", _address(**{name: ""}), sum(counts.values()), not present)]
    for key, said in words.items():
        if counts.get(key) or key == present:
            said = said[0].upper() + said[1:]
            links.append((said, _address(**{name: key}), counts.get(key, 0), key == present))
    return links


def _stages(definition: Definition, rows: Iterable[Row]) -> dict[str, str]:
    there = {row.stage for row in rows}
    return {key: stage.title for key, stage in definition.stages.items() if stage.states or key in there}


def _summary(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Each overseer with how many of its cases stand how, and in which stage they are."""
    names = sorted({(row.overseer, row.overseer_code) for row in rows})
    groups = [(name, code, [row for row in rows if row.overseer_code == code]) for name, code in names]
    return [
        {
            "name": name,
            "code": code,
            "total": len(theirs),
            "standings": counted(theirs, lambda row: row.standing),
            "stages": counted(theirs, lambda row: row.stage),
        }
        for name, code, theirs in groups
    ]


def _asked(name: str, known: Iterable[str]) -> str:
    """What the address asks for under this name; nothing when that is not known."""
    asked = request.args.get(name, "")
    return asked if asked in known else ""


def _address(**changed: str) -> str:
    """The present address with other wishes."""
    kept = {name: request.args.get(name, "") for name in ("standing", "stage", "order")} | changed
    query = urlencode({name: text for name, text in kept.items() if text})
    return f"{request.path}?{query}" if query else request.path
