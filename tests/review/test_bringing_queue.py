"""Many comments of a returned copy come in some at a time, together with their answers, or say why not."""

import io
from collections.abc import Callable

from docx import Document
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.harness.clients import token_of
from tests.review.conftest import LEAD, Table
from tests.review.word_files import PARAGRAPH, answered, backs, bring, content_of, copy_of, file_plan, plan
from wccflow.base.work import session
from wccflow.review import actions, bringing_queue
from wccflow.review.bringing import Choice
from wccflow.review.copies_models import ReturnedCopy
from wccflow.review.models import Comment, Thread

Clients = Callable[[str], FlaskClient]
MANY = bringing_queue.MANY + 5


def returned(table: Table, count: int = MANY) -> ReturnedCopy:
    """A copy of the plan with so many comments on one sentence, the first of them answered."""
    version = file_plan(table, content_of(plan()))
    copy = Document(io.BytesIO(copy_of(table, version).content))
    smoking = next(each for each in copy.paragraphs if each.text.startswith("Smoking"))
    for number in range(count):
        made = copy.add_comment(smoking.runs, f"Remark {number}.", author="Jo Partner", initials="J")
        made.paragraphs[0]._p.set(PARAGRAPH, f"0ABC{number:04}")
    copy_id = bring(table, version, answered(content_of(copy), 0, "An answer."))
    with table.world.database.reading():
        return session().get_one(ReturnedCopy, copy_id)


def want(table: Table, copy: ReturnedCopy, for_the_last: str = "organisation") -> int:
    """Choose everything of it, for the organisation but for the last few; gives how many comments."""
    chosen = {
        each.remark.ordinal: Choice(
            each.remark.place or "", "comment", for_the_last if each.remark.ordinal > 30 else "organisation"
        )
        for each in backs(table, copy.id)
    }
    with table.world.database.writing():
        bringing_queue.want(session().get_one(ReturnedCopy, copy.id), chosen)
    return len(chosen)


def said(table: Table) -> tuple[int, int]:
    """How many threads and messages there are."""
    with table.world.database.reading():
        found = [session().scalar(select(func.count()).select_from(each)) or 0 for each in (Thread, Comment)]
    return found[0], found[1]


def drain(table: Table) -> int:
    """Bring in all that waits; gives in how many parts."""
    parts = 0
    while bringing_queue.bring_waiting(table.world.database):
        parts += 1
    return parts


def test_all_of_them_come_in_some_at_a_time(table: Table) -> None:
    copy = returned(table)
    count = want(table, copy)

    bringing_queue.bring_waiting(table.world.database)
    with table.world.database.reading():
        after_one = session().get_one(ReturnedCopy, copy.id).done
        waits = bringing_queue.waiting()
    parts = drain(table)

    assert count == MANY + 1
    assert bringing_queue.AT_ONCE <= after_one < count
    assert (waits, parts) == (1, 3)
    assert said(table) == (MANY, MANY + 1)
    with table.world.database.reading():
        assert bringing_queue.waiting() == 0
    assert [each for each in backs(table, copy.id) if each.proposed] == []


def test_what_cannot_come_in_is_told_and_the_rest_waits_for_another_choice(table: Table) -> None:
    copy = returned(table)
    want(table, copy, "strangers")

    drain(table)

    with table.world.database.reading():
        kept = session().get_one(ReturnedCopy, copy.id)
        assert kept.wanted is None
        assert kept.refused.endswith(actions.NOT_THESE_READERS)
        assert kept.done == said(table)[1] > 0
    assert len([each for each in backs(table, copy.id) if each.proposed]) == MANY + 1 - kept.done


def test_from_many_on_a_page_tells_how_far_it_is(table: Table, client_of: Clients) -> None:
    copy = returned(table)
    client = client_of(LEAD)
    fields = {"csrf_token": token_of(client.get(copy.address).text), "_method": "PUT"}
    for each in backs(table, copy.id):
        fields |= {
            f"place-{each.remark.ordinal}": each.remark.place or "whole",
            f"kind-{each.remark.ordinal}": "comment",
        }

    answer = client.post(copy.address, data={**fields, "audience": "organisation"})
    under_way = client.get(copy.address).text
    nothing_yet = said(table)
    drain(table)
    done = client.get(copy.address).text

    assert (answer.status_code, nothing_yet) == (303, (0, 0))
    assert f"0 of {MANY + 1}" in under_way
    assert '<meta http-equiv="refresh" content="4">' in under_way
    assert "All comments of this file are here already." in done
    assert "http-equiv" not in done


def test_a_message_by_hand_meanwhile_is_in_nobodys_way(table: Table) -> None:
    copy = returned(table)
    want(table, copy)
    bringing_queue.bring_waiting(table.world.database)
    reach, now = table.reach(LEAD), table.later()
    with table.world.database.writing():
        thread = session().scalars(select(Thread).order_by(Thread.id)).first()
        assert thread is not None
        actions.comment(thread, body="By hand.", by=reach, now=now)

    drain(table)

    assert said(table) == (MANY, MANY + 2)
