"""Who may still listen is found out for all at once, and whoever lost it is named."""

from datetime import timedelta
from uuid import UUID

from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base import audiences, clock
from wccflow.base.work import session
from wccflow.live.application import HEARTBEAT_SECONDS
from wccflow.live.listeners import Listener
from wccflow.people import actions, listening, signing_in
from wccflow.people.models import Grant
from wccflow.people.queries import grants_of, person_by_email
from wccflow.people.signing_in import make_link, sign_in

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


def signed_in(world: World, email: str) -> Listener:
    """Somebody in a browser of her own, who listens."""
    with world.database.writing():
        person, secret = sign_in(make_link(person_by_email(email), clock.now()), clock.now())
    return Listener(person.id, frozenset(), signing_in.key_of(secret))


def still(world: World, *listeners: Listener) -> list[Listener | None]:
    """What they may hear now."""
    with world.database.reading():
        return listening.still(listeners, clock.now())


def grant_of(email: str) -> Grant:
    """The first role of a person."""
    return grants_of(person_by_email(email).id)[0]


def test_it_is_asked_so_often_that_whoever_lost_her_rights_is_cut_off_within_ten_seconds() -> None:
    assert HEARTBEAT_SECONDS <= 5


def test_each_hears_what_her_roles_let_her_read(world: World) -> None:
    lead, analyst = signed_in(world, LEAD), signed_in(world, ANALYST)

    found = still(world, lead, analyst, lead)

    with world.database.reading():
        expected = {email: audiences.readable(world.reach(email).tokens) for email in (LEAD, ANALYST)}
    assert [each and each.audiences for each in found] == [expected[LEAD], expected[ANALYST], expected[LEAD]]
    assert expected[LEAD] != expected[ANALYST]


def test_whoever_signed_out_hears_nothing_more_and_her_other_browser_does(world: World) -> None:
    gone, here = signed_in(world, LEAD), signed_in(world, LEAD)
    with world.database.writing():
        row = session().query(signing_in.BrowserSession).filter_by(token_hash=gone.key).one()
        row.ended_at = clock.now()

    found = still(world, gone, here)

    assert [each and each.key for each in found] == [None, here.key]


def test_a_closed_account_hears_nothing_more(world: World) -> None:
    lead = signed_in(world, LEAD)
    with world.database.writing():
        person_by_email(LEAD).disabled_at = clock.now()

    assert still(world, lead) == [None]


def test_a_role_that_was_suspended_or_has_ended_is_heard_no_more(world: World) -> None:
    lead, analyst = signed_in(world, LEAD), signed_in(world, ANALYST)
    now = clock.now()
    with world.database.writing():
        actions.suspend(grant_of(LEAD), why="Away.", by_id=None, now=now)
        grant_of(ANALYST).until = now - timedelta(seconds=1)

    assert [each and each.audiences for each in still(world, lead, analyst)] == [frozenset(), frozenset()]


def test_a_key_of_somebody_else_opens_nothing(world: World) -> None:
    lead = signed_in(world, LEAD)

    assert still(world, Listener(UUID(int=7), frozenset(), lead.key)) == [None]


def test_three_are_asked_for_as_cheaply_as_one(world: World) -> None:
    some = [signed_in(world, email) for email in (LEAD, ANALYST, "manager@q34.example")]
    asked = []
    for listeners in (some[:1], some):
        with counted(world.database.engine) as sent:
            still(world, *listeners)
        asked.append(len(sent))

    assert asked[0] == asked[1]
