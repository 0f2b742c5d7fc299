"""What a thread concluded goes into the draft report: quoted only before those who may read it anyway."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.harness.panel import CHAIR, Sitting
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.panels import lifting, queries
from wccflow.review import actions
from wccflow.review import queries as review
from wccflow.review.models import Thread

Clients = Callable[[str], FlaskClient]
LEAD, ANALYST, MANAGER = "lead@5pg.example", "analyst@q34.example", "manager@q34.example"


def asked(sitting: Sitting) -> UUID:
    """A question with its answer, before everyone, and an aside of those who assess; closed with a reason."""
    world, minute = sitting.world, timedelta(minutes=1)
    analyst, lead = sitting.reach(ANALYST), sitting.reach(LEAD)
    with world.database.writing():
        thread = actions.open_thread(
            sitting.case, kind="question", body="Where is year 3?", by=analyst, now=world.now
        )
        actions.comment(thread, body="In **table 7**.", by=lead, now=world.now + minute)
        actions.comment(thread, body="Weak.", audience="assessors", by=analyst, now=world.now + 2 * minute)
        actions.close(thread, why="Year 3 rests on one assumption.", by=analyst, now=world.now + 3 * minute)
        return thread.id


def part(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        keys = list(lifting.headings(sitting.case))
    return keys[0]


def lift(sitting: Sitting, thread_id: UUID, **more: object) -> None:
    chair, key = sitting.reach(CHAIR), part(sitting)
    given: dict[str, Any] = {"words": "Year 3 is not shown.", "quoting": [], **more}
    with sitting.world.database.writing():
        thread = session().get_one(Thread, thread_id)
        lifting.lift(sitting.case, key, thread, by=chair, now=sitting.world.now, title="Show it.", **given)


def text(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        return queries.parts_of(sitting.panel)[part(sitting)].text


def test_what_everyone_may_read_can_be_quoted_and_the_reason_begins_the_words(sitting: Sitting) -> None:
    thread_id = asked(sitting)
    sitting.close()

    with sitting.world.database.reading():
        thread = session().get_one(Thread, thread_id)
        offer = lifting.offered(sitting.case, thread, sitting.world.reach(CHAIR))

    assert [each.words for each in offer.quotable] == ["Where is year 3?", "In table 7."]
    assert (offer.words, offer.kept_back) == ("Year 3 rests on one assumption.", 1)


def test_it_is_added_to_what_stands_there_with_its_quotation(sitting: Sitting) -> None:
    thread_id = asked(sitting)
    sitting.close()
    with sitting.world.database.reading():
        answer = review.comments_of(session().get_one(Thread, thread_id))[1].id

    lift(sitting, thread_id, words="First.")
    lift(sitting, thread_id, words="Second.", quoting=[str(answer)])

    said = text(sitting)
    assert said.startswith("First.\n\nSecond.\n\n“In table 7.” (Person of lead@5pg.example, PCT ")


def test_what_not_everyone_may_read_is_never_quoted(sitting: Sitting) -> None:
    thread_id = asked(sitting)
    sitting.close()
    with sitting.world.database.reading():
        aside = review.comments_of(session().get_one(Thread, thread_id))[2].id

    with pytest.raises(Refused) as refusal:
        lift(sitting, thread_id, quoting=[str(aside)])

    assert str(refusal.value) == lifting.NOT_QUOTABLE


def test_words_of_ones_own_are_needed(sitting: Sitting) -> None:
    thread_id = asked(sitting)
    sitting.close()

    with pytest.raises(Refused) as refusal:
        lift(sitting, thread_id, words=" ")

    assert str(refusal.value) == lifting.NO_WORDS


def test_before_the_day_is_closed_nothing_is_lifted(sitting: Sitting) -> None:
    thread_id = asked(sitting)

    with pytest.raises(Refused):
        lift(sitting, thread_id)
    with sitting.world.database.reading():
        thread = session().get_one(Thread, thread_id)
        assert lifting.links(sitting.case, thread, sitting.world.reach(CHAIR)) == []


def test_the_thread_is_the_source_for_those_who_may_read_it(sitting: Sitting) -> None:
    thread_id = asked(sitting)
    sitting.close()
    lift(sitting, thread_id)

    with sitting.world.database.reading():
        thread, panel = session().get_one(Thread, thread_id), sitting.panel
        for_chair = lifting.sources(panel, sitting.world.reach(CHAIR))
        elsewhere = lifting.sources(panel, sitting.world.reach("lead@5mx.example"))
        links = lifting.links(sitting.case, thread, sitting.world.reach(CHAIR))
        for_lead = lifting.links(sitting.case, thread, sitting.world.reach(LEAD))

    assert for_chair == {part(sitting): [("Where is year 3?", thread.address)]}
    assert elsewhere == {}
    assert [words.partition(":")[0] for words, _ in links] == [
        "Lifted into the report",
        "Lift the conclusion into the draft report",
    ]
    assert for_lead == []


def test_a_thread_of_another_case_is_not_there(sitting: Sitting) -> None:
    thread_id = asked(sitting)
    sitting.close()
    with sitting.world.database.writing():
        session().get_one(Thread, thread_id).case_id = sitting.world.case("5MX").id

    with pytest.raises(NotFound):
        lift(sitting, thread_id)


def test_it_is_lifted_on_a_page_without_javascript(sitting: Sitting, client_of: Clients) -> None:
    thread_id = asked(sitting)
    sitting.close()
    chair = client_of(CHAIR)
    with sitting.world.database.reading():
        address = f"{sitting.panel.address}/report"

    thread = chair.get(f"/threads/{thread_id}").text
    page = chair.get(f"{address}/lifting?thread={thread_id}").text
    proof = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert proof is not None
    key = part(sitting)
    fields = {
        "csrf_token": proof[1],
        "thread": str(thread_id),
        "part": key,
        "words": "Not shown.",
        "title": "Show.",
    }
    answer = chair.post(f"{address}/lifting", data={**fields, f"version-{key}": "0"})
    report = chair.get(address).text

    assert f"{address}/lifting?thread={thread_id}" in thread
    assert "1 message cannot be quoted" in page
    assert (answer.status_code, answer.location) == (303, f"{address}#{key}")
    assert "Not shown." in report
    assert f'From the thread <a href="/threads/{thread_id}">' in report
    assert client_of(MANAGER).get(f"{address}/lifting?thread={thread_id}").status_code == 404
