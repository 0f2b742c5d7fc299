"""What the list after @, # and [[ offers: only what all readers of the message may read too."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, CHIEF, LEAD, TEXT, Table
from wccflow.evidence.reading.passages import passage_id
from wccflow.people.queries import person_by_email
from wccflow.review.models import Thread
from wccflow.review.references import text_of_link

Clients = Callable[[str], FlaskClient]
AS_LIST = {"HX-Request": "true", "HX-Target": "offers"}


@pytest.fixture
def question(table: Table) -> Thread:
    """A question to 5PG, whose plan is filed but not shared yet."""
    table.file()
    table.world.at("analysing")
    return table.open(ANALYST, "Where is year 3?", kind="question")


def written(client: FlaskClient, address: str, **asked: str) -> list[str]:
    """What the list would write into the message."""
    html = client.get(address, query_string=asked, headers=AS_LIST).text
    return [piece.partition('"')[0] for piece in html.split('data-written="')[1:]]


def test_people_are_those_who_read_the_message(table: Table, question: Thread, client_of: Clients) -> None:
    lead, offers = client_of(LEAD), f"{question.address}/offers"

    everyone = written(lead, offers, sign="@", q="analyst")
    ours = written(lead, offers, sign="@", q="analyst", audience="organisation")
    roles = written(lead, offers, sign="@", q="pct chief", audience="organisation")

    assert everyone == [f"@Person of {ANALYST}"]
    assert ours == []
    assert roles == ["@PCT chief executive", f"@Person of {CHIEF}"]


def test_documents_are_those_that_all_may_read(table: Table, question: Thread, client_of: Clients) -> None:
    lead, offers = client_of(LEAD), f"{question.address}/offers"
    table.open(LEAD, "Between us, emergency.", audience="organisation")

    everyone = written(lead, offers, sign="[[", q="emergency")
    ours = written(lead, offers, sign="[[", q="emergency", audience="organisation")
    theirs = written(client_of(ANALYST), offers, sign="[[", q="e")

    assert everyone == []
    assert [each.partition("(/")[0] for each in ours] == [
        "[Between us, emergency.]",
        "[Five-year strategic plan, page 3]",
    ]
    assert ours[1].endswith(f"#{passage_id(TEXT, {})})")
    assert theirs == [text_of_link("Where is year 3?", question.address)]


def test_items_are_found_by_key_and_by_word(table: Table, question: Thread, client_of: Clients) -> None:
    lead, offers = client_of(LEAD), f"{question.address}/offers"

    assert written(lead, offers, sign="#", q="6.") == ["#6.1", "#6.2", "#6.3"]
    assert "#life_expectancy" in written(lead, offers, sign="#", q="expect")


def test_the_list_is_a_page_too_and_is_for_those_who_may_write(
    table: Table, question: Thread, client_of: Clients
) -> None:
    with table.world.database.reading():
        home = table.world.case().id
    lead = client_of(LEAD)

    page = lead.get(f"/threads/offers?home={home}&audience=organisation").text
    answers = [
        client_of("manager@q30.example").get(f"/threads/offers?home={home}").status_code,
        lead.get("/threads/offers").status_code,
        lead.get("/threads/offers?home=nonsense").status_code,
        lead.get(f"/threads/offers?home={question.id}").status_code,
    ]

    assert "People and roles" in page
    assert "<html" in page
    assert answers == [404, 404, 404, 404]


def test_brackets_in_a_title_do_not_end_its_link() -> None:
    assert text_of_link("A [draft] \\ plan", "/x") == "[A (draft)  plan](/x)"


def test_a_preview_without_javascript_keeps_the_words_and_writes_nothing(
    table: Table, question: Thread, client_of: Clients
) -> None:
    with table.world.database.writing():
        person_by_email(ANALYST).name = "Ann Reader"
    lead = client_of(LEAD)
    form = {"csrf_token": token_of(lead.get(question.address).text), "body": "**@Ann Reader**, see #6.2."}

    first = lead.post(f"{question.address}/preview", data=form | {"audience": "everyone"})
    again = lead.post(f"{question.address}/preview", data=form | {"audience": "everyone"})
    refused = lead.post(f"{question.address}/preview", data=form | {"audience": "organisation"})

    assert (first.status_code, again.status_code, refused.status_code) == (200, 200, 422)
    assert "Told at once: Ann Reader." in first.text
    assert '<strong class="wf-marked">@Ann Reader</strong>' in first.text
    assert f'action="{question.address}/comments"' in first.text
    assert "**@Ann Reader**, see #6.2.</textarea>" in first.text
    assert "Nobody who reads this is called" in refused.text or "cannot read this" in refused.text


def test_a_new_thread_is_previewed_for_its_readers(table: Table, client_of: Clients) -> None:
    lead = client_of(LEAD)
    with table.world.database.reading():
        home = table.world.case().id
    form = {"csrf_token": token_of(lead.get("/cycles/wcc-test/5PG/threads/new").text), "home": str(home)}

    answer = lead.post("/threads/preview", data=form | {"kind": "comment", "body": "*Hello*", "item": "6.2"})

    assert answer.status_code == 200
    assert "<em>Hello</em>" in answer.text
    assert "The PCT only" in answer.text
    assert '<input type="hidden" name="item" value="6.2">' in answer.text


def test_a_message_is_quoted_without_javascript(table: Table, question: Thread, client_of: Clients) -> None:
    said = table.say(question, LEAD, "One.\n\nTwo.")

    html = client_of(ANALYST).get(f"{question.address}?quote={said.id}").text
    gone = client_of(ANALYST).get(f"{question.address}?quote=nonsense").text

    assert f"&gt; **Person of {LEAD}**, " in html
    assert ":\n&gt; One.\n&gt;\n&gt; Two.\n\n</textarea>" in html
    assert "&gt; **" not in gone
