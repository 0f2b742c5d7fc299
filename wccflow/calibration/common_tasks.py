"""Common cases in "my work" of those who are to rate them."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.calibration import common_queries as queries
from wccflow.calibration.common_models import CommonCase
from wccflow.calibration.common_rules import items_rated
from wccflow.cycles.cards import Task
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach

ORDER, MINUTES = 18, 3
WHY = "Alone, and from its passages only: nobody sees what you give before everybody's ratings are in."


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """The common cases that this person may rate, has not handed in, and of which her region lacks some.

    Constant queries, and none for whoever rates nothing.
    """
    mine = [each for each in cases if not _is_over(each) and queries.may_rate(reach, each)]
    there = queries.opened_in({each.cycle_id for each in mine}) if mine else ()
    if not there:
        return []
    sheets = queries.sheets([each.id for each in there])
    own = {each.common_case_id: each for each in sheets if each.person_id == reach.person_id}
    begun, counts = queries.given([each.id for each in own.values()]), queries.handed_in(sheets)
    found = []
    for common in there:
        cycle, beside = _home(common, mine)
        overseer_id, sheet = queries.rates_for(reach, beside, common), own.get(common.id)
        enough = counts.get((common.id, overseer_id), 0) if overseer_id else 0
        is_needed = sheet is not None or enough < queries.raters_needed(pinned(cycle.digest))
        if overseer_id and is_needed and not (sheet and sheet.handed_in_at):
            rated = sum(bool(row.value) for row in begun[sheet.id].values()) if sheet else 0
            found.append(_task(common, cycle, rated))
    return found


def address_of(common: CommonCase, cycle: Cycle) -> str:
    """The path of its page."""
    return f"/calibration/{cycle.key}/common/{common.id}"


def _task(common: CommonCase, cycle: Cycle, rated: int) -> Task:
    total = len(items_rated(pinned(cycle.digest)))
    title = f"Rate {common.title}" if not rated else f"Go on with {common.title}: {rated} of {total} rated"
    return Task(
        title,
        address_of(common, cycle),
        f"{cycle.title}. {WHY}",
        due=common.due_on,
        minutes=MINUTES * (total - rated) or MINUTES,
        order=ORDER,
    )


def _home(common: CommonCase, cases: Sequence[Case]) -> tuple[Cycle, list[Case]]:
    beside = [each for each in cases if each.cycle_id == common.cycle_id]
    return beside[0].cycle, beside


def _is_over(case: Case) -> bool:
    return definition_of(case).states[case.state].final
