"""The public pages: what is published is for everyone, the rest is as if it were not there."""

import hashlib
from collections.abc import Callable
from io import BytesIO

from docx import Document
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import Sitting
from tests.publication.test_actions import prepare, publish

Clients = Callable[[str], FlaskClient]
PAGE = "/published/wcc-test/5PG"


def test_before_publication_nobody_can_tell_that_there_is_anything(
    sitting: Sitting, anybody: FlaskClient
) -> None:
    prepare(sitting)

    answers = [
        anybody.get(page)
        for page in (PAGE, "/published/wcc-test/9ZZ", "/published/wcc-test", f"{PAGE}/content.json")
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert len({answer.data for answer in answers}) == 1


def test_those_of_the_cycle_are_told_that_nothing_is_published_yet(
    sitting: Sitting, client_of: Clients
) -> None:
    prepare(sitting)

    lead, nowhere = (
        client_of("lead@5pg.example").get(page) for page in ("/published/wcc-test", "/published/wcc-none")
    )

    assert (lead.status_code, nowhere.status_code) == (200, 404)
    assert "Nothing is published yet." in lead.text


def test_after_publication_another_organisation_is_still_as_good_as_absent(
    sitting: Sitting, anybody: FlaskClient
) -> None:
    prepare(sitting)
    publish(sitting)

    hidden, absent = anybody.get("/published/wcc-test/5MX"), anybody.get("/published/wcc-test/9ZZ")

    assert (hidden.status_code, hidden.data) == (404, absent.data)
    assert "Heart of Birmingham" not in anybody.get("/published/wcc-test").text


def test_anybody_reads_ratings_reasons_changes_and_the_hash(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    result = publish(sitting)

    html = anybody.get(PAGE).text

    for words in (
        "Because of what the panel heard of 3.2.",
        "Others did more.",
        "We had sent it.",
        "Name an owner for each goal",
        "There is no league table here.",
        result.sha256,
    ):
        assert words in html


def test_the_download_has_the_hash_that_the_page_tells(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    result = publish(sitting)

    data = anybody.get(f"{PAGE}/content.json").data

    assert hashlib.sha256(data).hexdigest() == result.sha256


def test_the_word_file_holds_every_rating(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    publish(sitting)

    document = Document(BytesIO(anybody.get(f"{PAGE}/report.docx").data))

    tables = [table for table in document.tables if table.rows[0].cells[0].text == "Item"]
    rows = [row for table in tables for row in table.rows[1:]]
    assert len(rows) == 49 + 1  # and the one change


def test_the_nation_approves_on_a_page_of_its_own(sitting: Sitting, client_of: Clients) -> None:
    prepare(sitting)
    client = client_of("lead@dh.example")
    page = client.get("/publication/wcc-test").text
    form = {"_method": "PUT", "note": "The minister agrees.", "csrf_token": token_of(page)}

    answer = client.post("/publication/wcc-test/approval", data=form)

    assert answer.status_code == 303
    assert "The minister agrees." in client.get("/publication/wcc-test").text
    assert client_of("director@q34.example").get("/publication/wcc-test").status_code == 404
