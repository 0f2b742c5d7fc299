"""A post passes on at an instant, with what was given to the one before; drafts stay where they are."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.appointments.test_views import grant_of, reach, send, words
from tests.harness.world import World
from wccflow.appointments import handing_over
from wccflow.base import clock
from wccflow.people.queries import person_by_email
from wccflow.people.rights import Reach
from wccflow.review import actions as review
from wccflow.review import attending, drafts, theming
from wccflow.review.models import Thread

Clients = Callable[[str], FlaskClient]

LEAD, CHIEF, EDITOR, NEW = "lead@5pg.example", "chief@5pg.example", "editor@5pg.example", "new@5pg.example"


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    """Today is 2 October 2009."""
    clock.pretend_today(date(2009, 10, 2))
    yield
    clock.pretend_today(None)


@pytest.fixture
def thread(world: World) -> Thread:
    """A conversation that was given to the one who leaves, who has written a draft in it."""
    world.at("preparing")
    with world.database.writing():
        made = review.open_thread(
            world.case(),
            kind="comment",
            title="Look at table 7",
            body="Who looks?",
            by=reach(world, EDITOR),
            now=clock.now(),
        )
        leaver = person_by_email(LEAD).id
        review.assign(made, to=leaver, due_on=date(2009, 11, 1), by=reach(world, EDITOR), now=clock.now())
        attending.save_draft(
            attending.place_of(made), "Not sent yet.", by=reach(world, LEAD), now=clock.now()
        )
        return made


def hand_over(world: World, client: FlaskClient, **form: str) -> str:
    """Hand the lead's post over; gives the address of the newcomer's page."""
    said = {"email": NEW, "name": "A newcomer", "why": "She retires.", "note": "Begin with the plan.", **form}
    answer = send(client, "POST", f"/people/grants/{grant_of(world, LEAD).id}/handovers", **said)
    assert answer.status_code == 303, words(answer.text)
    return answer.location


def assignee(world: World, thread: Thread) -> str:
    with world.database.reading() as session:
        found = session.get_one(Thread, thread.id).assignee_id
        return next(email for email in (LEAD, NEW) if person_by_email(email).id == found)


def test_the_newcomer_finds_on_one_page_what_is_open_and_due_and_was_given(
    world: World, thread: Thread, client_of: Clients
) -> None:
    page = hand_over(world, client_of(CHIEF))

    said = words(client_of(NEW).get(page).text)

    assert "You take over as PCT assurance lead" in said
    assert "Begin with the plan." in said
    assert "Look at table 7" in said
    assert "Person of chief@5pg.example, PCT chief executive" in said
    assert "1 open conversation passed on to you" in said
    assert assignee(world, thread) == NEW


def test_what_was_given_in_a_theme_passes_on_too(world: World, client_of: Clients) -> None:
    manager, analyst = "manager@q34.example", "analyst@q34.example"
    with world.database.writing():
        by, case = reach(world, analyst), world.case()
        theme = theming.open_theme(case.cycle, case.overseer, title="Savings", by=by, now=clock.now())
        made = review.open_thread(
            theme, kind="comment", title="Who counts?", body="Each her own?", by=by, now=clock.now()
        )
        review.assign(made, to=person_by_email(manager).id, due_on=None, by=by, now=clock.now())

    form = {"email": NEW, "name": "A newcomer", "why": "She retires."}
    arranges = client_of("lead@dh.example")
    answer = send(arranges, "POST", f"/people/grants/{grant_of(world, manager).id}/handovers", **form)

    assert answer.status_code == 303, words(answer.text)
    assert "Who counts?" in words(client_of(NEW).get(answer.location).text)
    assert assignee(world, made) == NEW


def test_the_one_who_leaves_may_do_nothing_more_and_keeps_the_draft(
    world: World, thread: Thread, client_of: Clients
) -> None:
    page = hand_over(world, client_of(CHIEF))

    with world.database.reading():
        draft = drafts.draft_of(attending.place_of(thread), Reach(person_by_email(LEAD).id)).body
        theirs = drafts.draft_of(attending.place_of(thread), Reach(person_by_email(NEW).id)).body
    assert reach(world, LEAD).holdings == frozenset()
    assert (draft, theirs) == ("Not sent yet.", "")
    assert client_of(LEAD).get(thread.address).status_code == 404
    assert "Look at table 7" not in client_of(LEAD).get(page).text


def test_who_arranges_it_reads_no_conversation_of_theirs(
    world: World, thread: Thread, client_of: Clients
) -> None:
    page = hand_over(world, client_of("manager@q34.example"))

    said = client_of("manager@q34.example").get(page).text

    assert "1 open conversation passed on." in words(said)
    assert "Look at table 7" not in said


def test_on_a_later_day_everything_changes_at_one_instant(
    world: World, thread: Thread, client_of: Clients
) -> None:
    hand_over(world, client_of(CHIEF), begins="2009-10-12")
    before = (assignee(world, thread), len(reach(world, LEAD).holdings), len(reach(world, NEW).holdings))

    later = clock.now() + timedelta(days=11)
    with world.database.writing():
        settled = handing_over.settle(later), handing_over.settle(later)

    assert before == (LEAD, 1, 0)
    assert (assignee(world, thread), settled) == (NEW, (1, 0))


def test_a_stranger_finds_no_handover(world: World, client_of: Clients) -> None:
    page = hand_over(world, client_of(CHIEF))

    answers = {
        client_of(who).get(page).status_code
        for who in ("lead@5mx.example", EDITOR, "manager@q30.example", "observer@dh.example")
    }

    assert answers == {404}


@pytest.mark.parametrize(
    "form", [{"why": " "}, {"email": LEAD}, {"email": CHIEF}, {"begins": "2009-10-01"}, {"name": ""}]
)
def test_what_is_missing_or_wrong_is_refused_and_nothing_changes(
    world: World, client_of: Clients, form: dict[str, str]
) -> None:
    said = {"email": NEW, "name": "A newcomer", "why": "She retires.", **form}

    answer = send(client_of(CHIEF), "POST", f"/people/grants/{grant_of(world, LEAD).id}/handovers", **said)

    assert answer.status_code == 422
    assert len(reach(world, LEAD).holdings) == 1
