"""An overseer's panels as a problem for the solver, and the solver's timetable as a plan."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.models import Case
from wccflow.panels import deriving, pool, queries
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.models import Panel as PanelRow
from wccflow.panels.models import PanelSeat
from wccflow.panels.plan import Hold, Plan, Seated, Sitting
from wccflow.panels.pool import Member
from wccflow.panels.region import Region
from wccflow.panels.rooming import roomed
from wccflow.panels.rules import ABSENT, CONFIRMED, INVITED, WITHDRAWN
from wccflow.panels.timetable_queries import Cases
from wccflow.panels.timetable_rules import Rules
from wccflow.people.queries import people as people_of
from wccflow.scheduling.problem import Organisation, Panel, Person, Pin, Problem, Schedule


@dataclass(frozen=True)
class Setup:
    """A region's problem, and whom and what the solver's names mean."""

    region: Region
    rules: Rules
    cases: Cases
    problem: Problem
    seated: Mapping[str, Seated]  # what each of the solver's names means
    named: Mapping[Seated, str]
    emails: Mapping[UUID, str]
    written: tuple[Sitting, ...]
    """The panels to be placed as they stand now."""


def setup_of(
    region: Region,
    now: datetime,
    *,
    holds: Sequence[Hold] = (),
    before: Sequence[Sitting] | None = None,
    without: Collection[UUID] = (),
) -> Setup:
    """What is to be solved: `before` is what stays as far as it can, by default what stands written."""
    return _Making(region, now, without).setup(holds, before)


class _Making:
    """Puts a problem together; everything is read once."""

    def __init__(self, region: Region, now: datetime, without: Collection[UUID]) -> None:
        self.region, self.now = region, now
        self.rules = timetable.rules_of(region)
        self.days = timetable.days_of(region, now)
        self.cases = timetable.cases_in(region, now)
        self.written = timetable.stands(region, self.cases)
        self.members = [each for each in pool.members_of(region) if each.row.person_id not in without]
        self.emails = {each.person.id: each.person.email for each in self.members}
        self.guests = self._guests(without)
        self.names: dict[Seated, str] = {}

    def setup(self, holds: Sequence[Hold], before: Sequence[Sitting] | None) -> Setup:
        """The problem with what its names mean."""
        people = tuple(self._people())
        definition = self.region.definition
        codes = {each.organisation.code for each in self.cases.to_place}
        stays = self.written if before is None else before
        problem = Problem(
            days=self.days,
            organisations=tuple(self._organisations()),
            people=people,
            seats={seat.key: seat.count for seat in definition.seats.values()},
            skills={skill.key: skill.at_least for skill in definition.panel.skills.values()},
            rooms=len(self.rules.rooms),
            per_week=self.rules.per_week,
            pinned=tuple(
                Pin(each.code, each.day, self._ids(each.people))
                for each in holds
                if each.code in codes and (each.day or self._ids(each.people))
            ),
            before=tuple(
                Panel(each.code, each.day, self._ids(each.people)) for each in stays if each.code in codes
            ),
            fixed=tuple(self._fixed()),
            titles={
                **{seat.key: seat.title for seat in definition.seats.values()},
                **{skill.key: skill.title for skill in definition.panel.skills.values()},
            },
        )
        return Setup(
            region=self.region,
            rules=self.rules,
            cases=self.cases,
            problem=problem,
            seated={name: seated for seated, name in self.names.items()},
            named=self.names,
            emails=self.emails,
            written=self.written,
        )

    def _organisations(self) -> Iterable[Organisation]:
        away = timetable.away_of([each.id for each in self.cases.to_place])
        windows = cycles.windows(self.cases.to_place) if self.cases.to_place else {}
        stage = timetable.stage_of_panels(self.region.definition)
        for case in self.cases.to_place:
            window = windows[case.id].get(stage) if self.rules.last_day is None else None
            mine = [day for day in self.days if window is None or day <= window.last]
            days = frozenset(mine) - away[case.id]
            yield Organisation(case.organisation.code, days, case.organisation.name)

    def _people(self) -> Iterable[Person]:
        ids = [each.person.id for each in self.members] + list(self.guests)
        against = deriving.against(self.cases.to_place, ids, self.now)
        refused = self._refused()
        elsewhere = self._elsewhere(ids)
        for each in self.members:
            conflicts = self._codes(each.person.id, against, refused)
            days = each.free_on(self.days) - elsewhere.get(each.person.id, frozenset())
            yield from self._entries(each, days, conflicts)
        yield from self._guest_entries(against)

    def _entries(self, member: Member, days: frozenset[date], conflicts: frozenset[str]) -> Iterable[Person]:
        """A person for each seat in which the member may sit."""
        seats = [seat for seat in self.region.definition.seats if seat in member.seats]
        person, most = member.person, member.row.most
        cap = most if most is not None else self.rules.most_each
        for seat in seats:
            name = person.email if len(seats) == 1 else f"{person.email} ({seat})"
            self.names[(person.id, seat)] = name
            yield Person(
                id=name,
                seat=seat,
                skills=member.skills,
                days=days,
                cap=len(self.cases.to_place) + len(self.cases.standing) if cap is None else cap,
                conflicts=conflicts,
                name=person.name,
                who=person.email if len(seats) > 1 else "",
            )

    def _codes(
        self,
        person_id: UUID,
        against: Mapping[tuple[UUID, UUID], Sequence[str]],
        refused: Collection[tuple[UUID, UUID]],
    ) -> frozenset[str]:
        return frozenset(
            case.organisation.code
            for case in self.cases.to_place
            if (case.id, person_id) in against or (case.id, person_id) in refused
        )

    def _guests(self, without: Collection[UUID]) -> dict[UUID, list[tuple[Case, PanelSeat]]]:
        """Those who were seated by hand and are not in the pool: they may stay where they are."""
        known = {each.person.id for each in self.members} | set(without)
        found: dict[UUID, list[tuple[Case, PanelSeat]]] = {}
        for case in self.cases.to_place:
            for seat in timetable.sitting(self.cases.seats[case.id]):
                if seat.person_id not in known:
                    found.setdefault(seat.person_id, []).append((case, seat))
        self.emails |= {each.id: each.email for each in people_of(found)}
        return found

    def _guest_entries(self, against: Mapping[tuple[UUID, UUID], Sequence[str]]) -> Iterable[Person]:
        skills, names = (
            queries.skills_of(list(self.guests)),
            {each.id: each.name for each in people_of(self.guests)},
        )
        codes = frozenset(each.organisation.code for each in self.cases.to_place)
        for person_id, seats in self.guests.items():
            theirs = {case.organisation.code for case, _ in seats if (case.id, person_id) not in against}
            days = frozenset(
                panel.held_on
                for case, _ in seats
                if (panel := self.cases.panels[case.id]).held_on is not None
            )
            for seat in sorted({seat.seat for _, seat in seats}):
                email = self.emails.get(person_id, person_id.hex)
                name = f"{email} ({seat})" if len({each.seat for _, each in seats}) > 1 else email
                self.names[(person_id, seat)] = name
                yield Person(
                    id=name,
                    seat=seat,
                    skills=frozenset(skills[person_id]),
                    days=days,
                    cap=len(seats) + len(self.cases.standing),
                    conflicts=codes - theirs,
                    name=names.get(person_id, email),
                    who=email if name != email else "",
                )

    def _fixed(self) -> Iterable[Panel]:
        """Panels that have met or meet today: they take rooms and weeks, and count for who sat there."""
        for case in self.cases.standing:
            held_on = self.cases.panels[case.id].held_on
            if held_on is not None:
                seats = [
                    each for each in self.cases.seats[case.id] if each.state in (CONFIRMED, INVITED, ABSENT)
                ]
                people = tuple(self.emails.get(each.person_id, each.person_id.hex) for each in seats)
                yield Panel(case.organisation.code, held_on, people)

    def _refused(self) -> set[tuple[UUID, UUID]]:
        """Who has given up a seat herself, on which case's panel: she is not asked again by a timetable."""
        query = (
            select(PanelRow.case_id, PanelSeat.person_id)
            .join(PanelSeat, PanelSeat.panel_id == PanelRow.id)
            .where(PanelRow.case_id.in_([each.id for each in self.cases.to_place]))
            .where(PanelSeat.state == WITHDRAWN, PanelSeat.state_by_id == PanelSeat.person_id)
        )
        return {(row[0], row[1]) for row in session().execute(query)}

    def _elsewhere(self, person_ids: Collection[UUID]) -> dict[UUID, frozenset[date]]:
        """The days on which these people sit on panels of others."""
        mine = {each.id for each in (*self.cases.to_place, *self.cases.standing)}
        query = (
            select(PanelRow.case_id, PanelRow.held_on, PanelSeat.person_id)
            .join(PanelSeat, PanelSeat.panel_id == PanelRow.id)
            .where(PanelSeat.person_id.in_(person_ids), PanelSeat.state.in_((CONFIRMED, INVITED)))
            .where(PanelRow.held_on.is_not(None))
        )
        found: dict[UUID, set[date]] = {}
        for case_id, held_on, person_id in session().execute(query):
            if case_id not in mine and held_on is not None:
                found.setdefault(person_id, set()).add(held_on)
        return {key: frozenset(value) for key, value in found.items()}

    def _ids(self, people: Iterable[Seated]) -> tuple[str, ...]:
        return tuple(self.names[each] for each in people if each in self.names)


def planned(
    setup: Setup,
    found: Schedule,
    *,
    holds: Sequence[Hold] = (),
    before: Sequence[Sitting] = (),
    without: Sequence[UUID] = (),
) -> Plan:
    """The solver's timetable with a room for each panel."""
    sittings = [
        Sitting(each.organisation, each.day, "", tuple(setup.seated[who] for who in each.people))
        for each in found.panels
    ]
    standing = [
        (panel.held_on, panel.room)
        for case in setup.cases.standing
        if (panel := setup.cases.panels[case.id]).held_on is not None
    ]
    return Plan(
        panels=roomed(sittings, setup.rules.rooms, standing, holds=holds, before=before),
        holds=tuple(holds),
        reasons=found.reasons,
        needed=found.needed,
        groups=found.groups,
        without=tuple(without),
    )
