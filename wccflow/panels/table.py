"""A panel around its table: its seats, conflicts and skills, as one person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.facts import Tally
from wccflow.panels import facts, queries
from wccflow.panels.models import ConflictDeclaration, Panel, PanelSeat
from wccflow.panels.rules import CONFIRMED, INVITED, SEAT_STATES, WITHDRAWN
from wccflow.people.queries import names
from wccflow.people.rights import Reach

TONES = {CONFIRMED: "good", INVITED: "warning", WITHDRAWN: "quiet"}


@dataclass(frozen=True, slots=True)
class Place:
    """One person's place at the table, in words."""

    row: PanelSeat
    name: str
    seat: str
    state: str
    tone: str
    skills: Sequence[str]
    is_mine: bool

    @property
    def is_open(self) -> bool:
        """Whether the person may still say yes."""
        return self.row.state != CONFIRMED

    @property
    def is_gone(self) -> bool:
        """Whether the seat was given up."""
        return self.row.state == WITHDRAWN


@dataclass(frozen=True, slots=True)
class Table:
    """Everything that the set-up page shows."""

    panel: Panel | None
    places: Sequence[Place]
    conflicts: Sequence[ConflictDeclaration]
    free: Sequence[tuple[str, str]]
    skills: Sequence[tuple[str, str]]
    lacking: Sequence[str]
    confirmed: int
    size: int
    people: dict[UUID, str] = field(default_factory=dict)


def table_of(case: Case, reach: Reach, *, manages: bool) -> Table:
    """The table; conflicts are shown to those who put panels together, and to each person her own.

    Raises NotFound where no panel sits.
    """
    definition = definition_of(case)
    if not definition.seats:
        raise NotFound
    panel = queries.panel_of(case)
    order = list(definition.seats)
    rows = queries.seats_of(panel) if panel else []
    seats = sorted(rows, key=lambda seat: (seat.state == WITHDRAWN, order.index(seat.seat)))
    skills = queries.skills_of([seat.person_id for seat in seats])
    conflicts = [
        each for each in queries.conflicts_of([case.id]) if manages or each.person_id == reach.person_id
    ]
    people = names(
        [seat.person_id for seat in seats]
        + [who for each in conflicts for who in (each.person_id, each.declared_by_id, each.outcome_by_id)]
    )
    titles = {skill.key: skill.title for skill in definition.panel.skills.values()}
    covered = facts.panel_skills([case])[case.id]
    return Table(
        panel=panel,
        places=[
            Place(
                row=seat,
                name=people[seat.person_id],
                seat=definition.seats[seat.seat].title,
                state=SEAT_STATES[seat.state],
                tone=TONES.get(seat.state, "late"),
                skills=[titles[key] for key in titles if key in skills[seat.person_id]] if manages else [],
                is_mine=seat.person_id == reach.person_id,
            )
            for seat in seats
        ],
        conflicts=conflicts,
        free=_free(case, seats),
        skills=list(titles.items()),
        lacking=covered.missing if isinstance(covered, Tally) else (),
        confirmed=sum(seat.state == CONFIRMED for seat in seats),
        size=definition.panel.size,
        people=people,
    )


def _free(case: Case, seats: Sequence[PanelSeat]) -> list[tuple[str, str]]:
    taken = [seat.seat for seat in seats if seat.state != WITHDRAWN]
    return [
        (seat.key, seat.title)
        for seat in definition_of(case).seats.values()
        if taken.count(seat.key) < seat.count
    ]
