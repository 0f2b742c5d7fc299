"""Long Word copies: made in the background for who asked, with how far they are, and for nobody else."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from docx import Document
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.word_files import PAY, content_of, file_plan, open_on, plan
from wccflow.base.work import session
from wccflow.evidence.models import Version
from wccflow.review import copying
from wccflow.review.copies_models import MadeCopy

Clients = Callable[[str], FlaskClient]


@pytest.fixture
def version(table: Table) -> Version:
    """A plan with one thread."""
    made = file_plan(table, content_of(plan()))
    open_on(table, made, PAY, "Where?")
    return made


def asked(table: Table, client: FlaskClient, version: Version, readers: str = "") -> str:
    """The page of a copy that was asked for."""
    proof = token_of(client.get(f"/evidence/{version.id}/copies").text)
    answer = client.post(f"/evidence/{version.id}/copies/word", data={"csrf_token": proof, "for": readers})
    assert answer.status_code == 303
    return str(answer.location)


def test_a_copy_is_long_by_its_size_its_threads_or_its_passages(version: Version) -> None:
    long_text = Version(kind="pdf", size=10, passage_count=copying.LONG_PASSAGES + 1)

    assert not copying.is_long(version, 3)
    assert copying.is_long(version, copying.LONG_THREADS + 1)
    assert copying.is_long(long_text, 0)
    assert copying.is_long(Version(kind="docx", size=copying.LONG_BYTES + 1, passage_count=1), 0)


def test_a_copy_is_asked_for_waited_for_and_fetched_without_javascript(
    table: Table, version: Version, client_of: Clients
) -> None:
    client = client_of(LEAD)
    page = asked(table, client, version)

    waiting, early = client.get(page).text, client.get(f"{page}/file").status_code
    done = copying.make_waiting(table.world.database, table.files)
    made = client.get(page).text
    with client.get(f"{page}/file") as file:
        content, name = file.data, file.headers["Content-Disposition"]

    assert "It is being made" in waiting
    assert '<meta http-equiv="refresh" content="4">' in waiting
    assert (early, done) == (404, 1)
    assert "The copy is made. 1 thread is in it." in made
    assert "http-equiv" not in made
    words = [each.text.partition("\n")[0] for each in Document(io.BytesIO(content)).comments]
    assert words == ["Where?"]
    assert "alone.docx" in name


def test_a_copy_is_its_makers_alone(table: Table, version: Version, client_of: Clients) -> None:
    page = asked(table, client_of(LEAD), version)
    copying.make_waiting(table.world.database, table.files)

    seen = [client_of(CHIEF).get(each).status_code for each in (page, f"{page}/file")]

    assert seen == [404, 404]


def test_readers_who_must_not_get_a_copy_are_refused_before_it_is_made(
    table: Table, version: Version, client_of: Clients
) -> None:
    client = client_of(LEAD)
    proof = token_of(client.get(f"/evidence/{version.id}/copies").text)
    answer = client.post(f"/evidence/{version.id}/copies/word", data={"csrf_token": proof, "for": "panel"})

    assert answer.status_code == 422
    with table.world.database.reading():
        assert copying.waiting() == 0


def test_the_same_copy_is_under_way_once(table: Table, version: Version, client_of: Clients) -> None:
    client = client_of(LEAD)

    assert asked(table, client, version) == asked(table, client, version)


def test_whoever_waits_is_told_how_many_are_made_first(
    table: Table, version: Version, client_of: Clients
) -> None:
    client = client_of(LEAD)
    asked(table, client, version)
    second = asked(table, client, version, "organisation")

    assert "It waits: 1 other copy is made first." in client.get(second).text


def test_how_far_it_is_is_said_in_numbers(table: Table, version: Version, client_of: Clients) -> None:
    client = client_of(LEAD)
    page = asked(table, client, version)
    with table.world.database.writing():
        copy = session().query(MadeCopy).one()
        copy.done, copy.total = 3, 12

    assert "3 of 12" in client.get(page).text


def test_a_copy_that_cannot_be_made_says_why_and_is_not_tried_for_ever(
    table: Table, version: Version, client_of: Clients
) -> None:
    client = client_of(LEAD)
    page = asked(table, client, version)
    with table.world.database.writing():
        session().query(MadeCopy).one().attempts = copying.MOST_ATTEMPTS

    copying.make_waiting(table.world.database, table.files)

    assert "The copy could not be made" in client.get(page).text
    assert copying.make_waiting(table.world.database, table.files) == 0


def test_a_document_that_may_be_read_no_more_gives_no_copy(
    table: Table, version: Version, client_of: Clients
) -> None:
    page = asked(table, client_of(LEAD), version)
    with table.world.database.writing():
        session().query(MadeCopy).one().by_id = table.world.reach(ANALYST).person_id

    copying.make_waiting(table.world.database, table.files)

    with table.world.database.reading():
        assert session().query(MadeCopy).one().fault == "The file is no longer in the store. File it again."
    assert client_of(ANALYST).get(page).status_code == 404


def test_copies_are_let_go_after_a_day(table: Table, version: Version, client_of: Clients) -> None:
    page = asked(table, client_of(LEAD), version)
    with table.world.database.writing():
        at = session().query(MadeCopy).one().at
        copying.forget_old(at + timedelta(hours=23))
        kept = session().query(MadeCopy).count()
        copying.forget_old(at + timedelta(hours=25))

    assert kept == 1
    assert client_of(LEAD).get(page).status_code == 404
