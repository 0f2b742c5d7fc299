"""The life of a question on the pages, without JavaScript: verified, undone, folded, several at once."""

import re
from collections.abc import Callable
from html import unescape

from flask.testing import FlaskClient

from tests.review.conftest import ANALYST, LEAD, Table
from tests.review.test_audience_views import plain
from tests.review.test_bulk import several
from tests.review.test_undoing import life, question
from tests.review.test_views import LIST, post

Clients = Callable[[str], FlaskClient]


def acts(html: str) -> list[str]:
    return re.findall(r'action="(/acts/[^"]+|/comments/[^"]+/sending)"', html)


def test_an_answer_is_verified_and_that_is_undone(table: Table, client_of: Clients) -> None:
    thread = question(table)
    analyst = client_of(ANALYST)

    verified = post(
        analyst, f"{thread.address}/verification", thread.address, _method="PUT", why="Adds up.", close=""
    )
    html = analyst.get(thread.address).text
    undone = post(analyst, acts(html)[0], thread.address, _method="DELETE")

    assert (verified, undone) == ((303, thread.address), (303, thread.address))
    assert "verified the answer" in html
    assert "Adds up." in html
    assert "The answer was confirmed. A further message to all readers puts the question again" in plain(html)
    assert "Undo (60 s)" in html
    assert "took the verification back" in analyst.get(thread.address).text
    assert life(table, thread) == "answered"


def test_verifying_and_closing_are_one_act(table: Table, client_of: Clients) -> None:
    thread = question(table)
    analyst = client_of(ANALYST)

    post(analyst, f"{thread.address}/verification", thread.address, _method="PUT", close="yes")
    closed = life(table, thread)
    post(analyst, acts(analyst.get(thread.address).text)[0], thread.address, _method="DELETE")

    assert (closed, life(table, thread)) == ("closed", "answered")


def test_a_sent_message_is_taken_back_from_the_page(table: Table, client_of: Clients) -> None:
    thread = question(table)
    analyst = client_of(ANALYST)
    post(analyst, f"{thread.address}/comments", thread.address, body="I mean table 8.")
    offer = analyst.get(f"{thread.address}/undo").text

    status, where = post(analyst, acts(offer)[0], thread.address, _method="DELETE")

    assert (status, where) == (303, thread.address)
    html = analyst.get(thread.address).text
    assert "deleted a message" in html
    assert ">I mean table 8.</textarea>" in html


def test_whose_it_is_not_cannot_take_it_back(table: Table, client_of: Clients) -> None:
    thread = question(table)
    analyst, lead = client_of(ANALYST), client_of(LEAD)
    post(analyst, f"{thread.address}/comments", thread.address, body="I mean table 8.")
    address = acts(analyst.get(thread.address).text)[0]

    status, _ = post(lead, address, thread.address, _method="DELETE")

    assert status == 404


def test_resolved_threads_lie_folded(table: Table, client_of: Clients) -> None:
    threads = several(table)
    analyst = client_of(ANALYST)
    post(analyst, f"{threads[0].address}/verification", threads[0].address, _method="PUT", close="")

    asked = ("", "?q=", "?q=is:resolved")
    usual, everything, resolved = (plain(analyst.get(f"{LIST}{each}").text) for each in asked)

    assert "1 resolved thread is not shown here." in usual
    assert "Where is year 3?" not in usual
    assert everything.index("Where is year 4?") < everything.index("1 resolved thread")
    assert everything.index("1 resolved thread") < everything.index("Where is year 3?")
    assert "Where is year 3?" in resolved
    assert "1 resolved thread" in plain(analyst.get(threads[1].address).text)


def test_beside_a_passage_they_are_folded_too(table: Table, client_of: Clients) -> None:
    version = table.file()
    table.submit()
    threads = [table.open(ANALYST, each, on=version) for each in ("First.", "Second.")]
    analyst = client_of(ANALYST)
    post(analyst, f"{threads[0].address}/closure", threads[0].address, _method="PUT")

    html = plain(analyst.get(f"/evidence/{version.id}/threads?passage={threads[0].passage}").text)

    assert html.index("Second.") < html.index("1 resolved thread") < html.index("First.")


def test_several_are_shown_first_then_done_then_undone(table: Table, client_of: Clients) -> None:
    threads = several(table)
    analyst = client_of(ANALYST)
    picked = "&".join(f"thread={each.id}" for each in threads)
    listed = analyst.get(LIST).text
    address = f"/threads/several?{picked}&act=close&back={LIST}"

    preview = analyst.get(address).text
    ids = re.findall(r'name="thread" value="([^"]+)"', preview[preview.index('id="confirming"') :])
    key = re.search(r'name="csrf_token" value="([^"]+)"', preview)
    assert key is not None
    fields = {"csrf_token": key[1], "act": "close", "back": LIST, "thread": ids}
    done = analyst.post("/threads/several", data=fields)
    page = analyst.get(done.location).text
    undone = post(analyst, acts(page)[0], done.location, _method="DELETE")

    assert listed.count('name="thread"') == 3
    assert "The question has not been answered. Say why you close it." in unescape(preview)
    assert ids == [str(threads[0].id), str(threads[2].id)]
    assert done.status_code == 303
    assert "Nobody is told before the minute is over." in page
    assert [life(table, each) for each in threads] == ["answered", "open", "open"]
    assert undone == (303, "/threads")


def test_nobody_sees_what_another_did(table: Table, client_of: Clients) -> None:
    threads = several(table)
    analyst = client_of(ANALYST)
    key = re.search(r'name="csrf_token" value="([^"]+)"', analyst.get(threads[0].address).text)
    assert key is not None
    fields = {"csrf_token": key[1], "act": "close", "back": LIST, "thread": [str(threads[0].id)]}
    address = analyst.post("/threads/several", data=fields).location

    assert client_of(LEAD).get(address).status_code == 404


def test_nothing_chosen_is_refused_in_a_sentence(table: Table, client_of: Clients) -> None:
    answer = client_of(ANALYST).get("/threads/several?act=close")

    assert answer.status_code == 422
    assert "Choose at least one thread." in answer.text
