"""Questions about cycles and cases; every list costs the same number of queries at one case and at 152."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound
from wccflow.base.log import Event
from wccflow.base.work import offers, session
from wccflow.cycles.countable import countable
from wccflow.cycles.definitions import calendar, pinned
from wccflow.cycles.extensions import extended_windows, granted_of
from wccflow.cycles.home import Home
from wccflow.cycles.models import Carrying, Case, Cycle, TrackItem, WindowChange
from wccflow.cycles.reaching import MIGRATED, first_reached
from wccflow.cycles.remembering import once_while_reading
from wccflow.engine import decisions
from wccflow.engine.calendars import Calendar, Window, dated, windows_of
from wccflow.engine.check_offers import asked_of_rooms
from wccflow.engine.counting import counted
from wccflow.engine.decisions import Standing
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact
from wccflow.people.models import Organisation
from wccflow.people.queries import known_as
from wccflow.people.rights import Reach

MOVED = "case.moved"
_BETWEEN = "\n"  # stands in no key of an item


def cycle(key: str) -> Cycle:
    """The cycle of this key. Raises NotFound."""
    found = session().scalar(select(Cycle).where(Cycle.key == key))
    if found is None:
        raise NotFound(f"There is no cycle called {key}.")
    return found


def cycles_for(reach: Reach) -> Sequence[Cycle]:
    """The cycles in which the person sees at least one case, newest first."""
    visible = select(Case.cycle_id).where(audiences.visible(Case.audience_id, reach.tokens))
    return (
        session().scalars(select(Cycle).where(Cycle.id.in_(visible)).order_by(Cycle.opened_at.desc())).all()
    )


def cycles() -> Sequence[Cycle]:
    """Every cycle, newest first: for commands and jobs, never for a person's page."""
    return session().scalars(select(Cycle).order_by(Cycle.opened_at.desc())).all()


def case(name: str) -> Case:
    """The case of this name, `<cycle>/<organisation code>`. Raises NotFound."""
    cycle_key, _, code = name.partition("/")
    found = _called(_cases().where(Cycle.key == cycle_key), code)
    if found is None:
        raise NotFound(f"There is no case called {name}.")
    return found


def case_for(reach: Reach, cycle_key: str, code: str) -> Case:
    """The case of this organisation in this cycle, when the person may see it. Raises NotFound."""
    query = _cases().where(Cycle.key == cycle_key, audiences.visible(Case.audience_id, reach.tokens))
    found = _called(query, code)
    if found is None:
        raise NotFound
    return found


def case_by_id(case_id: UUID) -> Case:
    """The case of this id. Raises NotFound."""
    found = session().get(Case, case_id)
    if found is None:
        raise NotFound
    return found


def cases_by_ids(ids: Collection[UUID]) -> Sequence[Case]:
    """The cases of these ids, by the organisation's name: for jobs, never for a person's page."""
    return session().scalars(_cases().where(Case.id.in_(ids)).order_by(Organisation.name)).all()


def visible_case(reach: Reach, case_id: UUID) -> Case:
    """The case of this id, when the person may see it. Raises NotFound."""
    found = session().scalar(
        select(Case).where(Case.id == case_id, audiences.visible(Case.audience_id, reach.tokens))
    )
    if found is None:
        raise NotFound
    return found


def cases_for(reach: Reach, cycle_id: UUID | None = None) -> Sequence[Case]:
    """The cases that the person may see, by the organisation's name."""
    query = _cases().where(audiences.visible(Case.audience_id, reach.tokens)).order_by(Organisation.name)
    if cycle_id is not None:
        query = query.where(Case.cycle_id == cycle_id)
    return session().scalars(query).all()


def cases_of(cycle_id: UUID, overseer_id: UUID | None = None) -> Sequence[Case]:
    """Every case of a cycle (of one overseer): for commands, jobs and facts, never for a person's page."""
    query = _cases().where(Case.cycle_id == cycle_id).order_by(Organisation.name)
    if overseer_id is not None:
        query = query.where(Case.overseer_id == overseer_id)
    return session().scalars(query).all()


def definition_of(home: Home) -> Definition:
    """The definition that a case, or what stands beside cases, has pinned."""
    return pinned(home.digest)


def definitions() -> list[Definition]:
    """Every definition that some cycle has pinned."""
    return [pinned(digest) for digest in session().scalars(select(Cycle.digest).distinct())]


def definitions_for(reach: Reach) -> list[Definition]:
    """The definitions of the cases that the person may see."""
    query = select(Case.digest).where(audiences.visible(Case.audience_id, reach.tokens)).distinct()
    return [pinned(digest) for digest in session().scalars(query.order_by(Case.digest))]


def titles_of(ids: Collection[UUID]) -> dict[UUID, str]:
    """What each of these cases is called on a page: its organisation's name."""
    query = select(Case.id, Organisation.name).join(Organisation, Organisation.id == Case.organisation_id)
    return {row[0]: row[1] for row in session().execute(query.where(Case.id.in_(ids)))}


def calendar_of(cycle: Cycle) -> Calendar:
    """The dates of a cycle."""
    return calendar(cycle.calendar)


@once_while_reading
def standings(cases: Sequence[Case]) -> Mapping[UUID, Standing]:
    """Where each of these cases stands, with the items of its tracks."""
    items = func.aggregate_strings(TrackItem.item, _BETWEEN)  # one row each would take far longer
    rows = session().execute(
        select(TrackItem.case_id, TrackItem.track, TrackItem.state, items)
        .where(TrackItem.case_id.in_([each.id for each in cases]))
        .group_by(TrackItem.case_id, TrackItem.track, TrackItem.state)
    )
    tracks: dict[UUID, dict[str, dict[str, str]]] = {each.id: {} for each in cases}
    for case_id, track, state, together in rows:
        tracks[case_id].setdefault(track, {}).update(dict.fromkeys(together.split(_BETWEEN), state))
    first = {digest: decisions.beginning(pinned(digest)).tracks for digest in {each.digest for each in cases}}
    return {each.id: Standing(each.state, _whole(first[each.digest], tracks[each.id])) for each in cases}


def standing(case: Case) -> Standing:
    """Where this case stands."""
    return standings([case])[case.id]


@once_while_reading
def facts_of(cases: Sequence[Case]) -> Mapping[UUID, Mapping[str, Fact]]:
    """Every fact that the gates of these cases may test; None where nobody knows."""
    found: dict[UUID, dict[str, Fact]] = {each.id: {} for each in cases}
    asked = {name for digest in {each.digest for each in cases} for name in asked_of_rooms(pinned(digest))}
    for name in sorted(asked.intersection(offers().facts)):
        source = offers().facts[name]
        for case_id, fact in source(cases).items():
            found[case_id][name] = fact
    where, steps = countable(cases, standings(cases)), steps_of(cases)
    calendars = {each.cycle_id: calendar_of(each.cycle) for each in cases}
    for each in cases:
        definition, history = definition_of(each), first_reached(steps[each.id])
        found[each.id].update(counted(definition, where[each.id]))
        found[each.id].update(dated(definition, calendars[each.cycle_id], history))
    return found


@once_while_reading
def windows(cases: Sequence[Case]) -> Mapping[UUID, Mapping[str, Window]]:
    """The windows of each case's stages, with what was signed for its overseer and granted to itself."""
    cycles = {each.cycle_id: each.cycle for each in cases}
    planned = {cycle_id: windows_of(calendar_of(cycle)) for cycle_id, cycle in cycles.items()}
    changed = _changed_windows(planned)
    mine = {each.id: changed.get((each.cycle_id, each.overseer_id), planned[each.cycle_id]) for each in cases}
    granted, definitions = granted_of(cases), {each.id: definition_of(each) for each in cases}
    return mine | {
        case_id: extended_windows(definitions[case_id], mine[case_id], theirs)
        for case_id, theirs in granted.items()
    }


def windows_at(cycle: Cycle, overseer_id: UUID) -> Mapping[str, Window]:
    """The windows of the stages at one overseer."""
    planned = windows_of(calendar_of(cycle))
    return _changed_windows({cycle.id: planned}).get((cycle.id, overseer_id), planned)


def window_changes(cycle_id: UUID, overseer_id: UUID) -> Sequence[WindowChange]:
    """Every change of an overseer's windows that was proposed, newest first."""
    query = select(WindowChange).where(
        WindowChange.cycle_id == cycle_id, WindowChange.overseer_id == overseer_id
    )
    return session().scalars(query.order_by(WindowChange.at.desc(), WindowChange.id)).all()


def window_change(change_id: UUID) -> WindowChange:
    """The change of this id, as it is now, held against others. Raises NotFound."""
    query = select(WindowChange).where(WindowChange.id == change_id).with_for_update()
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def moves_of(cases: Sequence[Case]) -> dict[UUID, list[Event]]:
    """The moves that each case has made, oldest first."""
    steps = steps_of(cases).items()
    return {case_id: [event for event in theirs if event.kind == MOVED] for case_id, theirs in steps}


@once_while_reading
def steps_of(cases: Sequence[Case]) -> Mapping[UUID, Sequence[Event]]:
    """The moves that each case has made, and when it came to another definition, oldest first."""
    found: dict[UUID, list[Event]] = {each.id: [] for each in cases}
    for event in log.events_of(list(found), MOVED, MIGRATED):
        if event.case_id is not None:
            found[event.case_id].append(event)
    return found


def standing_on(case: Case, track: str, rows: Mapping[str, TrackItem]) -> Standing:
    """Where this case stands on one track alone, by the rows of its items."""
    first = decisions.beginning(definition_of(case)).tracks.get(track, {})
    return Standing(case.state, {track: {**first, **{item: row.state for item, row in rows.items()}}})


def track_items(case_id: UUID, track: str) -> dict[str, TrackItem]:
    """The items of a track that have left its first state, by key."""
    query = select(TrackItem).where(TrackItem.case_id == case_id, TrackItem.track == track)
    return {row.item: row for row in session().scalars(query)}


def locked(case: Case, *, exclusively: bool) -> Case:
    """The case as it is now, held against others: a move holds it alone, an item's move shares it."""
    query = select(Case).where(Case.id == case.id).execution_options(populate_existing=True)
    held = query.with_for_update(of=Case) if exclusively else query.with_for_update(read=True, of=Case)
    return session().scalars(held).one()


def _changed_windows(
    planned: Mapping[UUID, Mapping[str, Window]],
) -> dict[tuple[UUID, UUID], dict[str, Window]]:
    """The windows of each (cycle, overseer) that two people have signed other days for."""
    changes = session().scalars(
        select(WindowChange)
        .where(WindowChange.cycle_id.in_(planned), WindowChange.countersigned_at.is_not(None))
        .order_by(WindowChange.countersigned_at)
    )
    changed: dict[tuple[UUID, UUID], dict[str, Window]] = {}
    for change in changes:
        mine = changed.setdefault((change.cycle_id, change.overseer_id), dict(planned[change.cycle_id]))
        mine[change.stage] = mine[change.stage].changed(opens=change.opens, closes=change.closes)
    return changed


def _called(query: Select[Case], words: str) -> Case | None:
    """The one of these cases whose organisation bears this code or name, or bore it until carried over."""
    found = session().scalar(query.where(Organisation.code == words.upper()))
    organisation = None if found else known_as(words)
    if organisation is None:
        return found
    carried = select(Carrying.case_id).where(
        Carrying.from_id == organisation.id, Carrying.countersigned_at.is_not(None), Carrying.ending == ""
    )
    theirs = or_(Case.organisation_id == organisation.id, Case.id.in_(carried))
    return session().scalar(query.where(theirs))


def _cases() -> Select[Case]:
    return (
        select(Case)
        .join(Cycle, Cycle.id == Case.cycle_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
    )


def _whole(
    first: Mapping[str, Mapping[str, str]], moved: dict[str, dict[str, str]]
) -> dict[str, dict[str, str]]:
    """Every item of every track with its state; one that has no row yet stands where it begins."""
    return {track: {**states, **moved.get(track, {})} for track, states in first.items()}
