"""Who opened a pack is noted once it was sent, for whoever may read it, and the log says nothing of it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from wccflow.base import log
from wccflow.panels import openings, pack
from wccflow.panels.models import PaperOpening
from wccflow.people.queries import person_by_email

Clients = Callable[[str], FlaskClient]


@pytest.fixture
def packed(gathered: Sitting) -> Sitting:
    """A panel whose packs are made."""
    with gathered.world.database.writing():
        pack.build(gathered.case, by=None, now=gathered.world.now)
    return gathered


def address(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        (paper,) = openings.packs_of([sitting.case])[sitting.case.id]
        return f"{sitting.panel.address}/papers/{paper.id}"


def readers(sitting: Sitting) -> list[str]:
    with sitting.world.database.reading() as session:
        people = {person_by_email(who).id: who for who in (CHAIR, *MEMBERS, "lead@5pg.example")}
        rows = session.scalars(select(PaperOpening).order_by(PaperOpening.at)).all()
        return [people[row.person_id] for row in rows]


def test_a_pack_that_was_sent_is_noted_as_opened_and_the_log_stays_as_it_was(
    packed: Sitting, client_of: Clients
) -> None:
    there, client = address(packed), client_of(MEMBERS[0])
    with packed.world.database.reading() as session:
        before = log.head(session)

    answer = client.get(there, buffered=True)

    with packed.world.database.reading() as session:
        assert (answer.status_code, log.head(session)) == (200, before)
    assert answer.data[:2] == b"PK"
    assert readers(packed) == [MEMBERS[0]]


def test_asking_what_a_pack_is_or_being_turned_away_opens_nothing(
    packed: Sitting, client_of: Clients
) -> None:
    there = address(packed)

    asked = client_of(MEMBERS[0]).head(there, buffered=True)
    strange = client_of("lead@5pg.example").get(there, buffered=True)

    assert (asked.status_code, strange.status_code) == (200, 404)
    assert readers(packed) == []


def test_the_pack_of_another_panel_is_not_found_at_this_one(packed: Sitting, client_of: Clients) -> None:
    room, paper = address(packed).split("/papers/")

    answer = client_of(MEMBERS[0]).get(f"{room[:-1]}{'0' if room[-1] != '0' else '1'}/papers/{paper}")

    assert answer.status_code == 404


def test_the_first_of_several_openings_counts(packed: Sitting, client_of: Clients) -> None:
    there, client = address(packed), client_of(CHAIR)
    for _ in range(2):
        client.get(there, buffered=True)

    with packed.world.database.reading() as session:
        rows = session.scalars(select(PaperOpening)).all()
        (at,) = openings.first_opened([rows[0].paper_id]).values()

    assert (len(rows), at) == (2, min(row.at for row in rows))


def test_the_pack_of_those_who_sit_is_told_from_the_organisations_own(packed: Sitting) -> None:
    with packed.world.database.reading():
        found = openings.packs_of([packed.case])

        assert [each.title for each in found[packed.case.id]] == ["Panel pack"]
