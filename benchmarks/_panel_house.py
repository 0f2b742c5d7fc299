"""The panel whose room is measured: one in session in the demonstration, with so many people in its room."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select

from benchmarks._live_house import TOKEN, cookie_of, signed_in
from wccflow.app import create_app
from wccflow.base import clock
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.live.application import cursors_of
from wccflow.panels import queries, timing
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import is_sitting
from wccflow.panels.rules import CHAIR
from wccflow.panels.seating import role_of
from wccflow.people import actions as people
from wccflow.people.queries import person, reach_of
from wccflow.wiring import House


@dataclass(frozen=True)
class RoomScene:
    """Whom the measurement acts for: the chair first, then everyone in the room."""

    room: str
    topic: str
    token: str
    proof: str
    cookies: list[str]


def room_scene(house: House, count: int) -> RoomScene:
    """A panel of the demonstration that sits, with two parts on its agenda and so many people signed in."""
    app = create_app(house.settings, house)
    with house.database.writing() as unit:
        case, panel = _in_session(
            unit.execute(select(Case, Panel).join(Panel, Panel.case_id == Case.id)).all()
        )
        chair = next(seat for seat in queries.seats_of(panel) if seat.part == CHAIR)
        email, room = person(chair.person_id).email, panel.address
        by = reach_of(chair.person_id, clock.now())
        for title in ("Questions", "Feedback") if not timing.planned(case, panel) else ():
            timing.add(case, title=title, minutes=30, shared=True, by=by, now=clock.now())
        if timing.on_now(timing.points_of(panel)):
            timing.end(case, by=by, now=clock.now())  # one that is on does not begin
        others = [_member(case, number) for number in range(count - 1)]
        topic = str(panel.id)
    clients = [signed_in(app, house, each) for each in (email, *others)]
    proof = TOKEN.search(clients[0].get(room).text)
    assert proof is not None, "the room has a form"
    with house.database.reading() as unit:
        token = cursors_of(app).here(unit)
    return RoomScene(room, topic, token, proof[1], [cookie_of(app, each) for each in clients])


def _in_session(rows: Sequence[Row[Case, Panel]]) -> tuple[Case, Panel]:
    return next((row[0], row[1]) for row in rows if is_sitting(row[1]))


def _member(case: Case, number: int) -> str:
    """One more who may be in the room."""
    email, now = f"room{number}-{secrets.token_hex(4)}@q34.example", clock.now()
    made = people.add_person(email, name=f"Member {number}", now=now, by_id=None)
    role = role_of(definition_of(case), "member")
    people.grant(made, role, scope="panel", scope_id=case.id, by_id=None, now=now)
    return email
