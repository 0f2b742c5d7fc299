"""The pages of threads: written in without JavaScript, better with htmx, silent about what is others'."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, CHIEF, LEAD, TEXT, Table
from tests.review.test_queries import statements
from wccflow.evidence.reading.passages import passage_id
from wccflow.review import queries
from wccflow.review.models import Thread

Clients = Callable[[str], FlaskClient]
LIST = "/cycles/wcc-test/5PG/threads"
SECRET = "Marmalade"


def post(client: FlaskClient, address: str, page: str, **fields: str) -> tuple[int, str]:
    """Send a form as a browser without JavaScript does; gives the status and where it leads."""
    proof = token_of(client.get(page).text)
    answer = client.post(address, data={"csrf_token": proof, **fields})
    return answer.status_code, answer.location or answer.text


def version_of(html: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', html)
    assert found is not None
    return found[1]


def test_a_thread_is_opened_answered_and_closed_without_javascript(table: Table, client_of: Clients) -> None:
    table.submit()
    analyst, lead = client_of(ANALYST), client_of(LEAD)

    opened = post(analyst, LIST, f"{LIST}/new", kind="question", body="Where is **year 3**?")
    address = opened[1]
    answered = post(lead, f"{address}/comments", address, body="In table 7.", audience="everyone")
    closed = post(analyst, f"{address}/closure", address, _method="PUT", why="Found it.")

    assert [opened[0], answered[0], closed] == [303, 303, (303, address)]
    assert answered[1].startswith(f"{address}#comment-")
    html = lead.get(address).text
    assert "<strong>year 3</strong>" in html
    assert "In table 7." in html
    assert "closed this thread" in html
    assert "Found it." in html
    reopened = post(analyst, f"{address}/closure", address, _method="DELETE")
    assert reopened == (303, address)
    assert "reopened this thread" in lead.get(address).text


def test_with_htmx_the_answer_is_what_was_said_and_how_the_thread_stands(
    table: Table, client_of: Clients
) -> None:
    thread = table.open(LEAD, "One.")
    client = client_of(CHIEF)
    page = client.get(thread.address)
    headers = {
        "HX-Request": "true",
        "HX-Target": "comments",
        "HX-Current-URL": f"http://localhost{thread.address}",
        "X-CSRFToken": token_of(page.text),
    }

    answer = client.post(f"{thread.address}/comments", data={"body": "Two."}, headers=headers)
    region = client.get(answer.location, headers=headers).text

    assert (answer.status_code, answer.location.split("=")[0]) == (303, f"{thread.address}?since")
    assert region.count("<article") == 1
    assert "Two." in region
    assert f'id="state-{thread.id}"' in region
    assert "<html" not in region
    assert "<form" not in region


def test_a_form_sent_twice_says_it_once(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "One.")
    client, key = client_of(CHIEF), str(uuid4())

    for _ in range(2):
        post(client, f"{thread.address}/comments", thread.address, body="Two.", key=key)

    with table.world.database.reading():
        assert [said.body for said in queries.comments_of(thread)] == ["One.", "Two."]


def test_two_who_edit_at_once_meet_a_choice(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "The first words of all.")
    with table.world.database.reading():
        (said,) = queries.comments_of(thread)
    address, client = f"/comments/{said.id}", client_of(LEAD)
    version = version_of(client.get(address).text)

    kept = post(client, address, address, _method="PUT", body="The words of one tab.", version=version)
    stale = post(client, address, address, _method="PUT", body="The words of another.", version=version)

    assert kept == (303, f"{thread.address}?at={said.id}#comment-{said.id}")
    assert stale[0] == 409
    assert "The words of one tab." in stale[1]
    assert "The words of another." in stale[1]
    assert "The first words of all." in client.get(address).text


def test_a_message_is_deleted_on_its_own_page(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "Regretted.")
    with table.world.database.reading():
        (said,) = queries.comments_of(thread)
    address, client = f"/comments/{said.id}", client_of(LEAD)

    answer = post(client, address, address, _method="DELETE")

    assert answer == (303, f"{thread.address}?at={said.id}#comment-{said.id}")
    shown = client.get(thread.address).text + client.get(address).text
    assert "deleted a message" in shown
    assert "Regretted." not in re.sub(r"<title>.*</title>", "", shown)


def test_a_refused_message_changes_nothing_and_keeps_the_words(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "One.")

    empty = post(client_of(CHIEF), f"{thread.address}/comments", thread.address, body=" ")
    wide = post(
        client_of(CHIEF),
        f"{thread.address}/comments",
        thread.address,
        body="Words that took a while to write.",
        audience="everyone",
    )

    assert (empty[0], wide[0]) == (422, 422)
    assert "Write something before you post it." in empty[1]
    assert "Words that took a while to write." in wide[1]


def test_a_passage_shows_its_threads_and_begins_another(table: Table, client_of: Clients) -> None:
    version = table.file()
    table.open(LEAD, "Firm?", on=version)
    client = client_of(CHIEF)
    key = passage_id(TEXT, {})
    page = f"/evidence/{version.id}/threads?passage={key}&quote=emergency+admissions"

    html = client.get(page).text
    fields = {"version_id": str(version.id), "passage": key, "quote": "emergency admissions"}
    answer = post(client, LIST, page, kind="gap", body="Since when?", **fields)

    assert "Firm?" in html
    assert "<blockquote" in html
    assert answer[0] == 303
    with table.world.database.reading() as reading:
        thread = reading.query(Thread).filter_by(kind="gap").one()
    assert (thread.quote, thread.passage) == ("emergency admissions", key)


def test_a_passage_that_is_not_there_is_not_found(table: Table, client_of: Clients) -> None:
    version = table.file()

    answer = client_of(LEAD).get(f"/evidence/{version.id}/threads?passage=p-0000000000")

    assert answer.status_code == 404


def test_widening_shows_first_what_becomes_visible_and_to_whom(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    client = client_of(ANALYST)
    page = f"{thread.address}/audience?to=everyone"

    html = client.get(page).text
    answer = post(client, f"{thread.address}/audience", page, audience="everyone")

    assert f"<li>Person of {LEAD}</li>" in html
    assert f"<li>Person of {ANALYST}</li>" not in html
    assert answer == (303, thread.address)
    assert client_of(LEAD).get(thread.address).status_code == 200


@pytest.mark.parametrize("to", ["overseer", "panel", "nonsense", ""])
def test_there_is_no_page_to_narrow_a_thread(table: Table, client_of: Clients, to: str) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")

    assert client_of(ANALYST).get(f"{thread.address}/audience?to={to}").status_code == 404


def test_a_thread_is_given_to_someone_by_a_day(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "Who checks?")
    chief = str(table.reach(CHIEF).person_id)
    client = client_of(LEAD)

    kept = post(
        client,
        f"{thread.address}/assignment",
        thread.address,
        _method="PUT",
        person=chief,
        due_on="2009-11-02",
        version="1",
    )
    refused = post(
        client, f"{thread.address}/assignment", thread.address, _method="PUT", due_on="soon", version="2"
    )

    assert kept == (303, thread.address)
    assert "sees to it" in client.get(LIST).text
    assert refused[0] == 422


def test_reading_is_noted_only_when_the_page_says_so(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "One.")
    client = client_of(CHIEF)

    unread = client.get(f"{LIST}?show=unread").text
    client.get(thread.address)
    still = client.get(f"{LIST}?show=unread").text
    status, html = post(client, f"{thread.address}/reading", thread.address, _method="PUT")

    assert "1 unread" in unread
    assert "1 unread" in still
    assert (status, "You have read this thread." in html) == (200, True)
    assert "1 unread" not in client.get(f"{LIST}?show=unread").text


def test_unsent_words_come_back_with_the_page(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "One.")
    client = client_of(CHIEF)

    status, html = post(client, f"{thread.address}/draft", thread.address, _method="PUT", body="Half a")
    post(client, f"{LIST}/draft", f"{LIST}/new", _method="PUT", body="Half another")

    assert (status, "Saved " in html, "Not sent yet" in html) == (200, True, True)
    assert "Half a</textarea>" in client.get(thread.address).text
    assert "Half another</textarea>" in client.get(f"{LIST}/new").text
    post(client, LIST, f"{LIST}/new", kind="comment", body="Whole.")
    assert "Half another" not in client.get(f"{LIST}/new").text


def test_nobody_else_finds_a_trace_of_what_the_organisation_says_to_itself(
    table: Table, client_of: Clients
) -> None:
    version = table.file()
    own = table.open(LEAD, f"{SECRET} one.", on=version, title=f"{SECRET} title")
    table.submit()
    shared = table.open(ANALYST, "Where?", kind="question", on=version)
    aside = table.say(shared, CHIEF, f"{SECRET} two.", audience="organisation")
    analyst = client_of(ANALYST)

    pages = [
        "/",
        "/cycles/wcc-test/5PG",
        *(f"{LIST}?show={show}" for show in ("open", "mine", "with", "unread", "closed", "all")),
        shared.address,
        f"/evidence/{version.id}",
        f"/evidence/{version.id}/threads?passage={passage_id(TEXT, {})}",
    ]
    html = {page: analyst.get(page).text for page in pages}

    assert [page for page, text in html.items() if SECRET in text or str(own.id) in text] == []
    assert [page for page, text in html.items() if str(aside.id) in text] == []
    assert "1 message," in html[f"{LIST}?show=all"]
    assert "1 thread<" in html[f"/evidence/{version.id}"]
    assert client_of(LEAD).get(own.address).status_code == 200
    hidden = [own.address, f"{own.address}/audience?to=everyone", f"/comments/{aside.id}"]
    absent = analyst.get(f"/threads/{uuid4()}")
    assert [analyst.get(each).data for each in hidden] == [absent.data] * 3
    assert absent.status_code == 404


def test_a_page_costs_the_same_with_one_thread_and_with_thirty(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    client = client_of(LEAD)

    def ask() -> None:
        client.get(thread.address)
        client.get(LIST)

    with_one = statements(table.world.database, ask)
    for number in range(29):
        table.say(thread, ANALYST, f"And {number}?")
        table.open(ANALYST, f"Where is {number}?", kind="question")

    assert statements(table.world.database, ask) == with_one
