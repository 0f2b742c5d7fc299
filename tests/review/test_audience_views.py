"""The pages that say who reads a thread, and what opening it to more readers would show."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from tests.house.markup import faults_of
from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.test_views import post
from wccflow.people.queries import person_by_email

Clients = Callable[[str], FlaskClient]
EDITOR = "editor@5pg.example"
SECRET = "Marmalade"


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_who_can_see_this_gives_everyone_with_the_reason(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "For us.")
    client = client_of(LEAD)

    html = client.get(f"{thread.address}/readers").text

    said = plain(html)
    assert (
        "3 people: Person of chief@5pg.example, Person of editor@5pg.example, Person of lead@5pg.example"
        in said
    )
    assert "Person of lead@5pg.example PCT assurance lead Who cannot" in said
    assert "Everybody else, also whoever holds only one of these roles: Plan reviewer" in said
    assert "Nothing: it has had the same readers from its beginning." in said
    assert f'href="{thread.address}/readers"' in client.get(thread.address).text


def test_it_says_what_they_cannot_read_only_to_those_who_can(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, LEAD, "Who knows?", audience="organisation")

    inside = plain(client_of(CHIEF).get(f"{thread.address}/readers").text)
    outside = plain(client_of(ANALYST).get(f"{thread.address}/readers").text)

    assert "Person of analyst@q34.example Plan reviewer all but 1 message to fewer readers" in inside
    assert "Person of analyst@q34.example Plan reviewer Person" in outside
    assert "Messages to fewer readers" not in outside


def test_of_one_message_it_says_the_same(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    own = table.say(thread, LEAD, "Who knows?", audience="organisation")

    said = plain(client_of(CHIEF).get(f"/comments/{own.id}/readers").text)
    stranger = client_of(ANALYST).get(f"/comments/{own.id}/readers")

    assert "3 people: Person of chief@5pg.example" in said
    assert "The PCT only" in said
    assert stranger.status_code == 404


def test_it_tells_what_was_widened_when_and_by_whom(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(LEAD, "For us.")
    client = client_of(LEAD)
    post(client, f"{thread.address}/audience", thread.address, audience="everyone")

    said = plain(client_of(ANALYST).get(f"{thread.address}/readers").text)

    assert (
        "Person of lead@5pg.example opened the thread, read by “The PCT only” until then, "
        "to “Everyone in this case, with the PCT”, with 1 message." in said
    )


def test_opening_to_more_readers_shows_what_they_will_read_and_what_not(
    table: Table, client_of: Clients
) -> None:
    version = table.file()
    table.submit()
    thread = table.open(LEAD, "Plain words.", on=version)
    table.say(thread, LEAD, SECRET, audience="named", people=[table.act(lambda: person_by_email(CHIEF).id)])

    html = client_of(LEAD).get(f"{thread.address}/audience?to=everyone").text

    said = plain(html)
    assert "Plain words." in said
    assert SECRET not in said
    assert "release £4.1m" in said
    assert "Person of analyst@q34.example" in said
    assert (
        "1 message to fewer readers that you can read, and any that you cannot: they never go along." in said
    )


def test_what_cannot_be_opened_says_why(table: Table, client_of: Clients) -> None:
    table.submit()
    table.world.at("returned")
    version = table.file()
    thread = table.open(LEAD, "Firm?", on=version)

    said = plain(client_of(LEAD).get(f"{thread.address}/audience?to=everyone").text)

    assert "This cannot be done. Not everyone among these readers can read this document yet" in said
    assert "Yes, let them read it" not in said


def test_a_thread_of_named_people_is_begun_and_opened_without_javascript(
    table: Table, client_of: Clients
) -> None:
    with table.world.database.reading():
        chief, editor = person_by_email(CHIEF).id.hex, str(person_by_email(EDITOR).id)
    client = client_of(LEAD)
    page = "/cycles/wcc-test/5PG/threads/new"
    status, address = post(
        client,
        "/cycles/wcc-test/5PG/threads",
        page,
        kind="comment",
        body="Us.",
        audience="named",
        person=chief,
    )
    shut_out = client_of(EDITOR).get(address).status_code

    choosing = plain(client.get(f"{address}/audience?to=named").text)
    preview = plain(client.get(f"{address}/audience?to=named&person={editor}").text)
    widened = post(client, f"{address}/audience", address, audience="named", person=editor)

    assert (status, shut_out, widened[0]) == (303, 404, 303)
    assert "Person of editor@5pg.example" in choosing
    assert "Person of chief@5pg.example" not in choosing
    assert "1 person, and whoever gets one of the further roles: Person of editor@5pg.example" in preview
    assert client_of(EDITOR).get(address).status_code == 200


def test_the_page_names_its_readers_once_for_each_audience(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "One.")
    table.say(thread, CHIEF, "Two.")

    html = client_of(LEAD).get(thread.address).text

    assert html.count(f'id="readers-{thread.audience_id}"') == 1
    assert html.count(f'data-readers="{thread.audience_id}"') >= 3
    brief = (
        client_of(LEAD)
        .get(f"{thread.address}/readers", headers={"HX-Request": "true", "HX-Target": "readers-brief"})
        .text
    )
    assert plain(brief).startswith("3 people: Person of chief@5pg.example")
    assert "<table" not in brief


def test_a_page_that_does_not_name_the_readers_refers_to_no_names(table: Table, client_of: Clients) -> None:
    version = table.file()
    thread = table.open(LEAD, "One.", on=version)
    said = table.say(thread, CHIEF, "Two.")
    client = client_of(LEAD)
    bare = (f"/comments/{said.id}", f"/evidence/{version.id}/threads", "/threads?show=unread")

    pages = {path: client.get(path).text for path in (*bare, thread.address)}

    assert [(path, fault) for path, html in pages.items() for fault in faults_of(html)] == []
    assert all('id="readers-' not in pages[path] for path in bare)
    assert f'data-readers="{thread.audience_id}"' in pages[bare[0]]
