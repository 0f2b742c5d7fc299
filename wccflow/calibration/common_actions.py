"""What is done with common cases: the nation makes and opens them, people rate them alone and hand in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wccflow.base import audiences, log
from wccflow.base.audiences import token
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.calibration import common_queries as queries
from wccflow.calibration.common_dossier import Brought, Dossier, dossier_of, hidden_of
from wccflow.calibration.common_models import CommonCase, CommonRating, CommonSheet
from wccflow.calibration.common_rules import items_rated, scale_rated
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_for
from wccflow.people.rights import Reach
from wccflow.ratings.rules import fault_of, item_in_words

PREPARED, NAMES_HIDDEN, OPENED, DATED, WITHDRAWN, HANDED_IN, ALL_IN = (
    "common_case.prepared",
    "common_case.names_hidden",
    "common_case.opened",
    "common_case.dated",
    "common_case.withdrawn",
    "common_case.handed_in",
    "common_case.all_in",
)


def prepare(case: Case, *, by: Reach, now: datetime) -> CommonCase:
    """Make a common case of this one, with what is cited of its documents; nobody else sees it yet."""
    _demand_nation(case.cycle, by)
    if any(each.case_id == case.id for each in queries.common_cases(case.cycle_id)):
        raise Refused("This is a common case already.")
    dossier = dossier_of(case)
    if not dossier:
        raise Refused("No passage is cited in this case yet, so there would be nothing to rate.")
    return _made(case.cycle, dossier, {}, hidden_of(case), case.id, by=by, now=now)


def bring(cycle: Cycle, brought: Brought, *, by: Reach, now: datetime) -> CommonCase:
    """Make a common case of a dossier that was brought as a file and names nobody."""
    _demand_nation(cycle, by)
    return _made(cycle, brought.dossier, brought.levels, [], None, by=by, now=now)


def hide(common: CommonCase, cycle: Cycle, words: Sequence[str], *, by: Reach, now: datetime) -> None:
    """Leave out these words, in place of those that were left out before."""
    _demand_nation(cycle, by)
    _demand_unopened(common)
    common.hidden = [each for each in dict.fromkeys(" ".join(word.split()) for word in words) if each]
    session().flush()
    _record(NAMES_HIDDEN, common, cycle, by=by, now=now, words=", ".join(common.hidden))


def open_for_rating(
    common: CommonCase, cycle: Cycle, *, by: Reach, now: datetime, due_on: date | None = None
) -> None:
    """Let every overseer's people rate it from now on, by a day; the dossier stays as it is."""
    _demand_nation(cycle, by)
    _demand_unopened(common)
    _demand_to_come(due_on, now)
    common.opened_at, common.due_on = now, due_on
    session().flush()
    _record(OPENED, common, cycle, by=by, now=now)


def rate_by(common: CommonCase, cycle: Cycle, due_on: date | None, *, by: Reach, now: datetime) -> None:
    """Say by which day it is to be rated, in place of another day, or by none."""
    _demand_nation(cycle, by)
    if common.opened_at is None:
        raise Refused("It is not open yet: say the day when you open it.")
    _demand_to_come(due_on, now)
    common.due_on = due_on
    session().flush()
    _record(DATED, common, cycle, by=by, now=now, due=due_on.isoformat() if due_on else "")


def withdraw(common: CommonCase, cycle: Cycle, *, why: str, by: Reach, now: datetime) -> None:
    """Take a common case back; what was given of it counts no more, and is kept."""
    _demand_nation(cycle, by)
    if not why.strip():
        raise Refused("Say why it is withdrawn: people may have rated it already.")
    common.withdrawn_at, common.withdrawn_why = now, why.strip()
    session().flush()
    _record(WITHDRAWN, common, cycle, by=by, now=now, words=common.withdrawn_why)


def keep(
    common: CommonCase, cycle: Cycle, item: str, value: str, why: str, *, by: Reach, now: datetime
) -> None:
    """Keep the level that the person gives one item; it may be changed until she hands in."""
    keep_all(common, cycle, {item: (value, why)}, by=by, now=now)


def keep_all(
    common: CommonCase, cycle: Cycle, given: Mapping[str, tuple[str, str]], *, by: Reach, now: datetime
) -> None:
    """The same for several items at once: the level and why, by item."""
    sheet, scale = _sheet(common, cycle, by=by, now=now), scale_rated(pinned(cycle.digest))
    for value, _ in given.values():
        fault = fault_of(scale, value) if scale else ""
        if fault:
            raise Refused(fault)
    _write(sheet, cycle, given)


def keep_draft(
    common: CommonCase, cycle: Cycle, item: str, value: str, why: str, *, by: Reach, now: datetime
) -> None:
    """Keep what is written so far of one item; as long as it has no level it counts as not rated."""
    if value:
        return keep(common, cycle, item, value, why, by=by, now=now)
    _write(_sheet(common, cycle, by=by, now=now), cycle, {item: (value, why)})
    return None


def hand_in(common: CommonCase, cycle: Cycle, *, by: Reach, now: datetime) -> CommonSheet:
    """Hand in: every item is rated, and nothing changes any more. Raises Refused with what is missing."""
    sheet = _sheet(common, cycle, by=by, now=now)
    definition = pinned(cycle.digest)
    missing = missing_of(items_rated(definition), queries.rated(sheet))
    if missing:
        named = ", ".join(item_in_words(definition, each) for each in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise Refused(f"Rate every item before you hand in. Still missing: {named}{more}.")
    sheet.handed_in_at = now
    session().flush()
    _record(HANDED_IN, common, cycle, by=by, now=now, overseer_id=sheet.overseer_id)
    if _completes(sheet, common, cycle):
        _record(ALL_IN, common, cycle, by=by, now=now)
    return sheet


def missing_of(items: Sequence[str], given: Collection[str]) -> list[str]:
    """The items that are not rated yet, in order."""
    return [item for item in items if item not in given]


def _sheet(common: CommonCase, cycle: Cycle, *, by: Reach, now: datetime) -> CommonSheet:
    """The person's sheet, begun when there is none. Raises NotFound or Refused."""
    overseer_id = queries.rates_for(by, cases_for(by, cycle.id), common)
    if common.opened_at is None or overseer_id is None:
        raise NotFound
    found = queries.sheet_of(common, by.person_id)
    if found is None:
        found = CommonSheet(
            common_case_id=common.id, person_id=by.person_id, overseer_id=overseer_id, begun_at=now
        )
        session().add(found)
        session().flush()
    if found.handed_in_at is not None:
        raise Refused("You have handed in your ratings of this case; they stay as they are.")
    return found


def _write(sheet: CommonSheet, cycle: Cycle, given: Mapping[str, tuple[str, str]]) -> None:
    items, before = items_rated(pinned(cycle.digest)), queries.given([sheet.id])[sheet.id]
    for item, (value, why) in given.items():
        if item not in items:
            raise NotFound
        row = before.get(item) or CommonRating(sheet_id=sheet.id, item=item)
        row.value, row.why = value, why.strip()
        session().add(row)
    session().flush()


def _made(
    cycle: Cycle,
    dossier: Dossier,
    levels: Mapping[str, str],
    hidden: Sequence[str],
    case_id: UUID | None,
    *,
    by: Reach,
    now: datetime,
) -> CommonCase:
    made = CommonCase(
        cycle_id=cycle.id,
        number=queries.last_number(cycle.id) + 1,
        case_id=case_id,
        dossier=dossier,
        levels=dict(levels),
        hidden=list(hidden),
        by_id=by.person_id,
        made_at=now,
    )
    session().add(made)
    session().flush()
    _record(PREPARED, made, cycle, by=by, now=now)
    return made


def _completes(sheet: CommonSheet, common: CommonCase, cycle: Cycle) -> bool:
    """Whether with this sheet everybody's ratings are in; whoever rates besides completes nothing again."""
    have = queries.handed_in(queries.sheets([common.id]))[common.id, sheet.overseer_id]
    need = queries.raters_needed(pinned(cycle.digest))
    return have == need and queries.standing_of(cycle).are_all_in


def _demand_nation(cycle: Cycle, by: Reach) -> None:
    if not queries.names_them(cycle, by):
        raise NotFound


def _demand_unopened(common: CommonCase) -> None:
    if common.opened_at is not None:
        raise Refused("It is open for rating, so it stays as it is. Withdraw it and make another.")


def _demand_to_come(due_on: date | None, now: datetime) -> None:
    if due_on is not None and due_on < business_day(now):
        raise Refused("That day has passed. Choose one that is still to come.")


def _record(
    kind: str,
    common: CommonCase,
    cycle: Cycle,
    *,
    by: Reach,
    now: datetime,
    words: str = "",
    overseer_id: UUID | None = None,
    **told: Any,
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=common.id,
        audience_id=_readers(cycle, overseer_id),
        words=words,
        number=common.number,
        cycle=cycle.key,
        **told,
    )


def _readers(cycle: Cycle, overseer_id: UUID | None) -> UUID:
    """Who reads these lines: those who make common cases; of a sheet also its overseer's calibrators."""
    roles = pinned(cycle.digest).roles.values()
    tokens = {
        token(role.key, "nation", None)
        for role in roles
        if role.scope == "nation" and queries.NAMES_THEM in role.may
    }
    if overseer_id is not None:
        tokens |= {
            token(role.key, "overseer", overseer_id)
            for role in roles
            if role.scope == "overseer" and "adjust" in role.may
        }
    return audiences.ensure("common_case", tokens)
