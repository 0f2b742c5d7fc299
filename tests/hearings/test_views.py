"""The pages of sessions: used without JavaScript, open to whom they admit, silent to everybody else."""

from collections.abc import Callable
from uuid import UUID

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.hearings.conftest import Room
from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.test_queries import statements
from wccflow.hearings import queries
from wccflow.hearings.models import Question

Clients = Callable[[str], FlaskClient]
LIST = "/cycles/wcc-test/5PG/sessions"


def send(client: FlaskClient, address: str, page: str, **fields: str) -> tuple[int, str]:
    proof = token_of(client.get(page).text)
    answer = client.post(address, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def asked(room: Room) -> list[Question]:
    with room.table.world.database.reading():
        return list(queries.questions([room.id]))


def test_an_empty_list_says_what_a_session_is_and_offers_one_to_the_moderator(
    table: Table, client_of: Clients
) -> None:
    table.submit()

    pages = [client_of(who).get(LIST).text for who in (ANALYST, LEAD)]

    assert ["No session yet" in each for each in pages] == [True, True]
    assert ["Open the session" in each for each in pages] == [True, False]


def test_a_session_is_opened_held_and_closed_by_plain_forms(table: Table, client_of: Clients) -> None:
    table.submit()
    analyst, lead = client_of(ANALYST), client_of(LEAD)

    send(analyst, LIST, LIST, title="Panel day", audience="everyone", minutes="60", minutes_each="5")
    with table.world.database.reading():
        here = queries.hearings([table.world.case().id], table.world.reach(LEAD))[0].address
    send(lead, f"{here}/questions", here, body="Who pays?")
    with table.world.database.reading():
        one = f"{here}/questions/{queries.questions([UUID(here.rsplit('/', 1)[1])])[0].id}"
    send(analyst, f"{one}/support", here, _method="PUT")
    send(analyst, f"{here}/beginning", here, _method="PUT")
    send(analyst, f"{one}/turn", one, _method="PUT")
    table_page = lead.get(here).text
    send(analyst, f"{one}/answer", one, _method="PUT", body="The trust.", given_by="Dr Ada Example")
    send(analyst, f"{here}/closure", here, _method="PUT")
    record = lead.get(here).text
    noted = send(analyst, f"{one}/notes", one, body="In full.")

    assert ("asks it." in table_page, "1 supports it" in table_page) == (True, True)
    assert ("The trust." in record, "Dr Ada Example" in record, "Ask a question" in record) == (
        True,
        True,
        False,
    )
    assert (noted[0], "In full." in noted[1]) == (200, True)


def test_a_session_is_not_there_for_whom_it_does_not_admit(table: Table, client_of: Clients) -> None:
    table.submit()
    analyst, lead = client_of(ANALYST), client_of(LEAD)
    send(analyst, LIST, LIST, title="Marmalade", audience="overseer")
    with table.world.database.reading():
        here = queries.hearings([table.world.case().id], table.world.reach(ANALYST))[0].address

    seen = [
        lead.get(address) for address in (here, LIST, "/cycles/wcc-test/5PG", "/cycles/wcc-test/5PG/threads")
    ]

    assert seen[0].status_code == 404
    assert ["Marmalade" in each.text for each in seen] == [False] * 4


def test_buttons_of_the_moderator_are_for_the_moderator(room: Room, client_of: Clients) -> None:
    room.ask(LEAD, "Who pays?")
    here = f"/sessions/{room.id}"

    pages = [client_of(who).get(here).text for who in (ANALYST, CHIEF)]

    assert ["Take up" in each for each in pages] == [True, False]
    assert ["Support" in each for each in pages] == [True, True]


def test_a_line_of_enquiry_is_asked_from_the_form_where_it_may_be_changed(
    room: Room, client_of: Clients
) -> None:
    thread = room.table.open(ANALYST, "Who pays for year 3?", kind="line_of_enquiry", audience="assessors")
    analyst, here = client_of(ANALYST), f"/sessions/{room.id}"

    form = analyst.get(f"{here}?from={thread.id}").text
    hidden = client_of(LEAD).get(f"{here}?from={thread.id}").text
    send(analyst, f"{here}/questions", here, body="Who pays?", enquiry=str(thread.id))

    assert ("Who pays for year 3?</textarea>" in form, "Who pays for year 3?" in hidden) == (True, False)
    assert [(each.words, each.enquiry_id) for each in asked(room)] == [("Who pays?", thread.id)]
    assert "asked here" in analyst.get(here).text


def test_a_form_sent_twice_asks_once(room: Room, client_of: Clients) -> None:
    lead, here = client_of(LEAD), f"/sessions/{room.id}"
    key = "6d3bb4a7-6f7c-4f0e-9f5c-1f5a0d6a2b11"

    for _ in range(2):
        send(lead, f"{here}/questions", here, body="Who pays?", key=key)

    assert [each.words for each in asked(room)] == ["Who pays?"]


def test_the_room_costs_the_same_with_one_and_with_three_questions(room: Room, client_of: Clients) -> None:
    lead, here = client_of(LEAD), f"/sessions/{room.id}"
    room.answer(room.ask(LEAD, "One?"), "Yes.")
    few = statements(room.table.world.database, lambda: lead.get(here))
    for words in ("Two?", "Three?"):
        room.answer(room.ask(CHIEF, words), "No.")
        room.ask(CHIEF, f"And {words}")

    assert statements(room.table.world.database, lambda: lead.get(here)) == few


def test_the_record_is_found_by_search_in_the_thread(room: Room, client_of: Clients) -> None:
    room.answer(room.ask(LEAD, "Who pays?"), "The marmalade fund.")

    with room.table.world.database.reading():
        thread = room.now().thread_id
    found = client_of(LEAD).get(f"/threads/{thread}").text

    assert ("The marmalade fund." in found, "Answered by Dr Ada Example" in found) == (True, True)
