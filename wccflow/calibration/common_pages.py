"""What the pages of common cases show: how far all have come, the dossier, one item to rate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wccflow.base.clock import today
from wccflow.base.errors import NotFound
from wccflow.calibration import common_queries as queries
from wccflow.calibration.common_dossier import shown
from wccflow.calibration.common_models import CommonCase, CommonRating
from wccflow.calibration.common_queries import Standing
from wccflow.calibration.common_rules import items_rated, scale_rated
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import calendar_of, cases_for
from wccflow.engine.definition import Definition, Level
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.rules import item_in_words

COUNTED = "anchors_rated"  # the fact by which a definition lets results wait for common cases


@dataclass(frozen=True, slots=True)
class Mine:
    """One common case as its rater sees it: how many items are rated, and whether it is handed in."""

    common: CommonCase
    have: int
    total: int
    handed_in: bool


def overview(cycle: Cycle, reach: Reach) -> dict[str, Any]:
    """The common cases of a cycle for this person. Raises NotFound for whoever has no part in them."""
    standing, cases = queries.standing_of(cycle), cases_for(reach, cycle.id)
    national = queries.names_them(cycle, reach)
    regions = queries.regions_of(cases, reach)
    mine = _mine(cycle, cases, standing, reach)
    if not (national or regions or mine):
        raise NotFound
    progress = [each for each in standing.progress if national or each.overseer.id in regions]
    return {
        "cycle": cycle,
        "asked": pinned(cycle.digest).panel.common,
        "standing": standing,
        "mine": mine,
        "progress": progress,
        "people": _people(standing, progress, national),
        "national": national,
        "calibrates": national or bool(regions),
        "prepared": [each for each in queries.common_cases(cycle.id) if not each.opened_at]
        if national
        else [],
        "sources": _sources(cycle, cases) if national else [],
        "feeds_back": standing.are_all_in,
    }


def sheet_page(cycle: Cycle, common: CommonCase, reach: Reach) -> dict[str, Any]:
    """One common case: for who rates it the items, for the nation what raters read. Raises NotFound."""
    national = queries.names_them(cycle, reach)
    rates = queries.rates_for(reach, cases_for(reach, cycle.id), common)
    if not national and (rates is None or common.opened_at is None):
        raise NotFound
    sheet = queries.sheet_of(common, reach.person_id)
    given = queries.rated(sheet)
    return {
        "cycle": cycle,
        "common": common,
        "due_on": common.due_on or (proposed_day(cycle) if national and common.opened_at is None else None),
        "items": _items(pinned(cycle.digest), common, given),
        "have": len(given),
        "handed_in": sheet.handed_in_at if sheet else None,
        "rates": rates is not None and common.opened_at is not None,
        "national": national,
    }


def proposed_day(cycle: Cycle) -> date | None:
    """By when it would best be rated: the first day of the stage in which regions send their results on."""
    definition, windows = pinned(cycle.digest), calendar_of(cycle).windows
    days = [
        windows[stage].opens
        for move in definition.moves.values()
        for stage in move.stages
        if stage in windows and any(definition.gates[gate].fact == COUNTED for gate in move.when)
    ]
    return min((each for each in days if each >= today()), default=None)


def item_page(cycle: Cycle, common: CommonCase, item: str, reach: Reach) -> dict[str, Any]:
    """One item to rate: the passages, what the levels ask for, what one gave. Raises NotFound."""
    found = sheet_page(cycle, common, reach)
    order = [each["key"] for each in found["items"]]
    if item not in order or not found["rates"]:
        raise NotFound
    definition, place = pinned(cycle.digest), order.index(item)
    sheet, about = queries.sheet_of(common, reach.person_id), definition.items[item]
    levels = _levels(definition)
    return {
        **found,
        "line": found["items"][place],
        "statement": about.statement or (definition.items[about.parent].statement if about.parent else ""),
        "levels": [
            (each.key, each.title, about.descriptors.get(each.key) or each.statement) for each in levels
        ],
        "asks": [(each.title, about.clauses.get(each.key, each.clauses)) for each in levels],
        "given": queries.given([sheet.id])[sheet.id].get(item) if sheet else None,
        "previous": order[place - 1] if place else "",
        "following": order[place + 1] if place + 1 < len(order) else "",
    }


def _items(
    definition: Definition, common: CommonCase, given: Mapping[str, CommonRating]
) -> list[dict[str, Any]]:
    dossier = shown(common.dossier, common.hidden)
    titles = {each.key: each.title for each in _levels(definition)}
    return [
        {
            "key": item,
            "title": item_in_words(definition, item),
            "passages": dossier.get(item, []),
            "given": titles.get(given[item].value, "") if item in given else "",
        }
        for item in items_rated(definition)
    ]


def _levels(definition: Definition) -> Sequence[Level]:
    scale = scale_rated(definition)
    return scale.values if scale else ()


def _mine(cycle: Cycle, cases: Sequence[Case], standing: Standing, reach: Reach) -> list[Mine]:
    total = len(items_rated(pinned(cycle.digest)))
    found = []
    for common in standing.opened:
        if queries.rates_for(reach, cases, common) is None:
            continue
        sheet = queries.sheet_of(common, reach.person_id)
        found.append(Mine(common, len(queries.rated(sheet)), total, bool(sheet and sheet.handed_in_at)))
    return found


def _people(standing: Standing, progress: Sequence[Any], national: bool) -> dict[tuple[UUID, UUID], str]:
    """Who has handed in, by common case and overseer, for their own region; the nation sees numbers alone."""
    if national:
        return {}
    sheets = [each for each in queries.sheets([each.id for each in standing.opened]) if each.handed_in_at]
    called = names(each.person_id for each in sheets)
    found: dict[tuple[UUID, UUID], str] = {}
    for each in progress:
        key = (each.common.id, each.overseer.id)
        mine = [one for one in sheets if (one.common_case_id, one.overseer_id) == key]
        found[key] = ", ".join(called[one.person_id] for one in mine)
    return found


def _sources(cycle: Cycle, cases: Sequence[Case]) -> list[tuple[str, str]]:
    """The cases of which a common case may be made, by name."""
    taken = {each.case_id for each in queries.common_cases(cycle.id)}
    return [(each.organisation.code, each.organisation.name) for each in cases if each.id not in taken]
