"""Before publication: each organisation reads its own final page, from a day on, and it is noted."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import Sitting
from tests.publication.test_actions import NATION, prepare, publish
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.evidence import actions as evidence
from wccflow.evidence.arriving import receive
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.publication import cards, embargo, responding, sentences
from wccflow.publication.content import content_of
from wccflow.publication.rules import items_of
from wccflow.ratings import citing

Clients = Callable[[str], FlaskClient]
FINAL = "/cycles/wcc-test/5PG/final"
CHIEF = "chief@5pg.example"
WORDS = "We will halve waiting."


@pytest.fixture
def sealed(sitting: Sitting) -> Sitting:
    """A result that is agreed, sealed and not published."""
    prepare(sitting)
    return sitting


def begin(sitting: Sitting, *, later: timedelta = timedelta(0)) -> None:
    by, now = sitting.reach(NATION), clock.now()
    with sitting.world.database.writing():
        embargo.open_to_readers(
            sitting.case.cycle, begins_at=now + later, lifts_at=None, note="Your board only.", by=by, now=now
        )


def test_nobody_but_the_nation_reads_before_it_begins(sealed: Sitting, client_of: Clients) -> None:
    answers = [client_of(who).get(FINAL).status_code for who in (CHIEF, "lead@5pg.example", NATION)]

    assert answers == [404, 404, 200]


def test_the_organisation_reads_its_own_page_and_no_other_does(sealed: Sitting, client_of: Clients) -> None:
    begin(sealed)

    answers = {
        who: client_of(who).get(FINAL).status_code
        for who in (CHIEF, "lead@5pg.example", "editor@5pg.example", "chief@5mx.example")
    }
    assert answers == {
        CHIEF: 200,
        "lead@5pg.example": 200,
        "editor@5pg.example": 404,
        "chief@5mx.example": 404,
    }


def test_nobody_reads_before_the_day(sealed: Sitting, client_of: Clients) -> None:
    begin(sealed, later=timedelta(days=1))

    assert client_of(CHIEF).get(FINAL).status_code == 404


def test_the_final_page_is_what_will_be_published(sealed: Sitting, client_of: Clients) -> None:
    begin(sealed)

    page = client_of(CHIEF).get(FINAL).text

    assert "Under embargo" in page
    assert "Others did more." in page


def test_who_has_read_is_noted_once_the_page_was_sent(sealed: Sitting, client_of: Clients) -> None:
    begin(sealed)

    client_of(CHIEF).get(FINAL).close()
    client_of(CHIEF).get(FINAL).close()

    with sealed.world.database.reading():
        case = sealed.case
        found = embargo.readings([case.id])[case.id]
    assert [(person, count) for person, (_, count) in found.items()] == [(sealed.reach(CHIEF).person_id, 2)]
    page = client_of(NATION).get("/publication/wcc-test/embargo").text
    assert f"Person of {CHIEF}" in page


def test_it_is_work_until_it_is_read(sealed: Sitting, client_of: Clients) -> None:
    begin(sealed)
    titles = []
    for _ in range(2):
        with sealed.world.database.reading():
            mine = cards.tasks(sealed.reach(CHIEF), [sealed.case], clock.now())
        titles.append([each.title for each in mine])
        client_of(CHIEF).get(FINAL).close()

    assert titles == [["Read the final page of Birmingham East and North PCT"], []]


def test_once_it_is_published_the_final_page_leads_to_the_public_one(
    sealed: Sitting, client_of: Clients
) -> None:
    begin(sealed)
    publish(sealed)

    answer = client_of(CHIEF).get(FINAL)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/published/wcc-test/5PG")


def test_a_region_cannot_open_final_pages(sealed: Sitting) -> None:
    by, now = sealed.reach("director@q34.example"), clock.now()

    with pytest.raises(NotFound), sealed.world.database.writing():
        embargo.open_to_readers(sealed.case.cycle, begins_at=now, lifts_at=None, note="x", by=by, now=now)


def test_what_the_organisation_says_is_published_with_the_result(sealed: Sitting, client_of: Clients) -> None:
    begin(sealed)
    client = client_of(CHIEF)
    form = {
        "_method": "PUT",
        "words": "We have begun.",
        "csrf_token": token_of(client.get(FINAL).text),
    }

    client.post(f"{FINAL}/response", data=form)

    assert '"response":"We have begun."' in publish(sealed).content


def test_only_who_speaks_for_the_board_says_something(sealed: Sitting) -> None:
    by, now = sealed.reach("lead@5pg.example"), clock.now()

    with pytest.raises(NotFound), sealed.world.database.writing():
        responding.respond(sealed.case, "Mine.", by=by, now=now)


def test_nothing_is_said_once_it_is_published(sealed: Sitting) -> None:
    publish(sealed)
    by, now = sealed.reach(CHIEF), clock.now()

    with pytest.raises(Refused), sealed.world.database.writing():
        responding.respond(sealed.case, "Too late.", by=by, now=now)


@pytest.fixture
def cited(sitting: Sitting) -> Sitting:
    """The same, with a sentence of the strategic plan cited for 1.1."""
    lead, now = sitting.reach("lead@5pg.example"), sitting.world.now
    sitting.world.at("preparing")
    with sitting.world.database.writing():
        case = sitting.case
        received = receive(sitting.world.database.files, BytesIO(WORDS.encode()), name="a.txt", max_bytes=99)
        made = evidence.file(case, "strategic_plan", received, by=lead, now=now)
        key = passage_id(WORDS, {})
        passage = Passage(key, "paragraph", WORDS, "Goals", 3)
        settle_reading(made.id, Reading("txt", 4, (passage,), ()), now=now)
        citing.cite(case, "1.1", version_id=made.id, passage=key, by=lead, now=now)
    sitting.world.at("panel_in_session")
    prepare(sitting)
    return sitting


def told(sitting: Sitting) -> tuple[list[str], str]:
    """The sentences beside 1.1, and why others are not there."""
    with sitting.world.database.reading():
        content = content_of(sitting.case)
    item = next(item for _, _, item in items_of(content) if item["key"] == "1.1")
    return [each["quote"] for each in item["sentences"]], item["withheld"]


def test_a_cited_sentence_is_withheld_until_the_organisation_agrees(cited: Sitting) -> None:
    before = told(cited)
    by, now = cited.reach(CHIEF), clock.now()
    with cited.world.database.writing():
        sentences.consent(cited.case, [each.id for each in sentences.asked(cited.case)], by=by, now=now)
    agreed = told(cited)
    with cited.world.database.writing():
        sentences.consent(cited.case, [], by=by, now=now)

    why = "is withheld: the organisation has not agreed to its publication."
    why = f"1 sentence of “Five-year strategic plan” {why}"
    assert before == ([], why)
    assert agreed == ([WORDS], "")
    assert told(cited) == ([], why)
