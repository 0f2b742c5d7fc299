"""The cockpit: the nation, one overseer, every case a row that opens to where its numbers came from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from flask import Blueprint, Response, make_response, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.spreadsheets import XLSX
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.engine.definition import Definition
from wccflow.monitor import lanes, queries
from wccflow.monitor.acts import ACTS
from wccflow.monitor.beside import beside, beyond
from wccflow.monitor.export import Told, workbook
from wccflow.monitor.rows import Row
from wccflow.monitor.rules import counted
from wccflow.monitor.shown import Asked, chosen, stages, table
from wccflow.people import visitor
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation, organisations
from wccflow.people.rights import Place, holds
from wccflow.web.pages import page, redirect_to
from wccflow.web.routes import route

blueprint = Blueprint("monitor", __name__)


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
    found, on = _of_nation(cycle), clock.today()
    seen, definition = queries.overview(visitor.reach(), found, on), pinned(found.digest)
    shown = table(seen.rows, _asked(f"/monitor/{found.key}"), definition, on)
    return page(
        "monitor/nation.html",
        status=422 if shown["fault"] else 200,
        cycle=found,
        title=definition.words.get("nation", "The nation"),
        summary=_summary(seen.rows),
        stages=stages(definition, seen.rows),
        chart=_nation_lanes(found, definition, seen, on),
        acts=_acts(found, seen.rows),
        sheet=shown["asked"].sheet,
        beside=beyond(definition, found.key),
        **shown,
    )


@route(blueprint, "/monitor/<cycle>/<overseer>", may=queries.MONITOR)
def overseer(cycle: str, overseer: str) -> ResponseReturnValue:
    """Every case of one overseer: how it stands, what is due, what holds it back."""
    found, place, on = *_of_overseer(cycle, overseer), clock.today()
    seen, definition = queries.overview(visitor.reach(), found, on, place.id), pinned(found.digest)
    shown = table(seen.rows, _asked(f"/monitor/{found.key}/{place.code}"), definition, on)
    windows = seen.overseers[0][2] if seen.overseers else {}
    return page(
        "monitor/overseer.html",
        status=422 if shown["fault"] else 200,
        cycle=found,
        overseer=place,
        watches_nation=queries.watches(visitor.reach(), found, None),
        chart=lanes.by_stage(definition, windows, seen.marks, counted(seen.rows, lambda row: row.stage), on),
        acts=_acts(found, seen.rows),
        sheet=shown["asked"].sheet,
        beside=[
            *((words, f"{shown['asked'].path}/{end}") for words, end in beside(definition)),
            *beyond(definition, found.key, place.code),
        ],
        **shown,
    )


@route(blueprint, "/monitor/<cycle>/rows.xlsx", may=queries.MONITOR)
def nation_sheet(cycle: str) -> ResponseReturnValue:
    """The rows of the nation that were asked for, as a spreadsheet."""
    found = _of_nation(cycle)
    return _sheet(found, None, f"/monitor/{found.key}")


@route(blueprint, "/monitor/<cycle>/<overseer>/rows.xlsx", may=queries.MONITOR)
def overseer_sheet(cycle: str, overseer: str) -> ResponseReturnValue:
    """The rows of one overseer that were asked for, as a spreadsheet."""
    found, place = _of_overseer(cycle, overseer)
    return _sheet(found, place, f"/monitor/{found.key}/{place.code}")


def _sheet(cycle: Cycle, place: Organisation | None, path: str) -> Response:
    asked, on, definition = _asked(path), clock.today(), pinned(cycle.digest)
    rows = queries.overview(visitor.reach(), cycle, on, place.id if place else None).rows
    found = chosen(rows, asked, definition)
    told = Told(
        title=f"{cycle.title}: {place.name if place else definition.words.get('nation', 'the nation')}",
        on=on,
        query=asked.query,
        understood=tuple(found.understood),
        fault=found.fault,
        total=len(rows),
        demonstration=cycle.demonstration,
    )
    answer = make_response(workbook(found.rows, definition, told))
    name = "-".join([cycle.key, *([place.code] if place else []), on.isoformat()])
    answer.headers["Content-Type"] = XLSX
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _of_nation(key: str) -> Cycle:
    found = cycles.cycle(key)
    if not queries.watches(visitor.reach(), found, None):
        raise NotFound
    return found


def _of_overseer(key: str, code: str) -> tuple[Cycle, Organisation]:
    found, place = cycles.cycle(key), organisation(code)
    if place.level != "overseer" or not queries.watches(visitor.reach(), found, place.id):
        raise NotFound
    return found, place


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


def _asked(path: str) -> Asked:
    return Asked.read(path, request.args)


def _acts(cycle: Cycle, rows: Iterable[Row]) -> list[tuple[str, str]]:
    """The acts on many for which the person has the right at one of the overseers of these rows."""
    reach, definition = visitor.reach(), pinned(cycle.digest)
    there = [Place(None, overseer_id, None) for overseer_id in {row.overseer_id for row in rows}]
    return [
        (each.key, each.label)
        for each in ACTS.values()
        if any(holds(reach, each.ability, place=place, definition=definition) for place in there)
    ]


def _nation_lanes(
    cycle: Cycle, definition: Definition, seen: queries.Overview, on: date
) -> lanes.Lanes | None:
    totals = counted(seen.rows, lambda row: row.overseer_code)
    return lanes.by_overseer(
        definition,
        [
            (f"{name} ({totals[code]})", f"/monitor/{cycle.key}/{code}", windows)
            for name, code, windows in seen.overseers
        ],
        on,
    )


def _summary(rows: Sequence[Row]) -> list[Mapping[str, object]]:
    """Each overseer with how many of its cases stand how, in which stage they are, and what is forecast."""
    names = sorted({(row.overseer, row.overseer_code) for row in rows})
    groups = [(name, code, [row for row in rows if row.overseer_code == code]) for name, code in names]
    return [
        {
            "name": name,
            "code": code,
            "total": len(theirs),
            "standings": counted(theirs, lambda row: row.standing),
            "stages": counted(theirs, lambda row: row.stage),
            "will_miss": sum(row.will_miss for row in theirs),
            "questions": sum(row.questions for row in theirs),
        }
        for name, code, theirs in groups
    ]
