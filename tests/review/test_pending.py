"""Comments gathered while reading: hers alone until she sends them together, and none is ever lost."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, LEAD, MANAGER, TEXT, Table
from wccflow.base import log
from wccflow.base.work import session
from wccflow.evidence.reading.passages import passage_id
from wccflow.notices.gathering import gathered
from wccflow.notices.queries import waiting_notices, waiting_rows
from wccflow.notices.reader import drain
from wccflow.people.queries import person_by_email
from wccflow.review import actions, attending, pending, readers, reviewing, sending, unread
from wccflow.review.anchoring import Anchor
from wccflow.review.attention_models import PendingComment
from wccflow.review.models import Comment, Thread, ThreadTally
from wccflow.review.pending import Gathered

Clients = Callable[[str], FlaskClient]
LIST = "/cycles/wcc-test/5PG/threads"
HERE = f"{LIST}/pending"


def gather(table: Table, by: str, body: str, thread: Thread | None = None, **more: object) -> PendingComment:
    """A comment that waits in somebody's review."""
    reach, now = table.reach(by), table.later()
    more = more or {"kind": "" if thread else "comment"}
    given = Gathered(body, thread_id=thread.id if thread else None, **more)
    return table.act(lambda: pending.gather(table.world.case(), given, by=reach, now=now))


def send(table: Table, by: str) -> sending.Outcome:
    """Send what somebody has gathered."""
    reach, now = table.reach(by), table.later()
    return table.act(lambda: sending.send(table.world.case(), by=reach, now=now))


def waiting(table: Table, by: str) -> list[str]:
    """The words that somebody has gathered, in order."""
    with table.world.database.reading():
        return [each.body for each in pending.pending_of(table.reach(by), table.world.case().id)]


def lines_for(table: Table, email: str) -> list[tuple[str, str]]:
    """What waits to be mailed to a person, by line, and where it leads."""
    drain(table.world.database)
    with table.world.database.reading():
        rows = waiting_rows([each.id for each in waiting_notices(person_by_email(email).id)])
        return [(each.sentence, each.address) for each in gathered(rows)]


def test_gathering_leaves_no_trace_of_any_kind(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    with table.world.database.reading() as reading:
        before = log.head(reading), traces()

    gather(table, ANALYST, "A gap.", kind="gap")
    gather(table, ANALYST, "And when?", thread)

    with table.world.database.reading() as reading:
        assert (log.head(reading), traces()) == before
        assert unread.in_all(table.reach(LEAD)) == 1
        assert reviewing.card(table.world.case(), table.reach(MANAGER)) is None
    assert waiting(table, ANALYST) == ["A gap.", "And when?"]
    assert waiting(table, MANAGER) == []


def traces() -> list[int | None]:
    """How many rows everybody could see."""
    return [
        session().scalar(select(func.count()).select_from(each)) for each in (Thread, Comment, ThreadTally)
    ]


def test_what_could_not_be_sent_now_is_refused_at_once(table: Table) -> None:
    table.submit()
    thread = table.open(LEAD, "Between us.")

    empty = table.refused(lambda: gather(table, LEAD, "  "))
    unreadable = table.refused(lambda: gather(table, ANALYST, "Oh?", thread))

    assert empty == "Write something before you post it."
    assert unreadable == pending.GONE
    assert (waiting(table, LEAD), waiting(table, ANALYST)) == ([], [])


def test_all_is_sent_in_order_with_one_notice_for_each_reader(table: Table) -> None:
    version = table.file()
    table.submit()
    old = table.open(ANALYST, "Where?", kind="question")
    anchor = Anchor(version.id, passage_id(TEXT, {}), "release £4.1m")
    gather(table, ANALYST, "And when?", old)
    gather(table, ANALYST, "Which year?", kind="question", anchor=anchor)
    gather(table, ANALYST, "Only for us.", kind="comment")
    move(table, ANALYST, "Which year?", -1)
    drain(table.world.database)
    table.act(lambda: attending.mark_read(old, by=table.reach(LEAD), now=table.later()))

    outcome = send(table, ANALYST)

    assert [each.body for each in outcome.said] == ["Which year?", "And when?", "Only for us."]
    assert (outcome.left, waiting(table, ANALYST)) == ({}, [])
    sentence = (
        f"Person of {ANALYST} sent a review of Birmingham East and North PCT: "
        "2 comments, in “Which year?” and “Where?”."
    )
    assert lines_for(table, LEAD) == [(sentence, f"{LIST}?show=unread")]
    assert lines_for(table, MANAGER) == []
    for each in outcome.said[:2]:
        thread = thread_of(table, each)
        table.act(lambda: attending.mark_read(thread, by=table.reach(LEAD), now=table.later()))  # noqa: B023 - at once
    assert lines_for(table, LEAD) == []


def test_what_can_no_longer_be_sent_waits_with_the_reason_and_the_rest_goes(table: Table) -> None:
    table.submit()
    closed, wider = table.open(ANALYST, "A note."), table.open(LEAD, "For us.")
    gather(table, ANALYST, "To a closed one.", closed)
    gather(table, ANALYST, "For all.", kind="comment")
    gather(table, LEAD, "For us alone.", wider)
    table.act(lambda: actions.close(closed, by=table.reach(ANALYST), now=table.later()))
    lead, now = table.reach(LEAD), table.later()
    widen(table, wider)

    with table.world.database.reading() as reading:
        case = table.world.case()
        head = log.head(reading)
        found = list(sending.prospects(table.world.database, case, by=table.reach(ANALYST), now=now).values())
        theirs = list(sending.prospects(table.world.database, case, by=lead, now=now).values())
        assert log.head(reading) == head
    first, second = send(table, ANALYST), send(table, LEAD)

    assert [(each.why, bool(each.names)) for each in found] == [
        ("This thread is closed. Reopen it to go on.", False),
        ("", True),
    ]
    assert [each.why for each in theirs] == [pending.WIDER]
    assert [each.body for each in first.said] == ["For all."]
    assert (waiting(table, ANALYST), waiting(table, LEAD)) == (["To a closed one."], ["For us alone."])
    assert list(second.left.values()) == [pending.WIDER]


def widen(table: Table, thread: Thread) -> None:
    """Let more people read a thread of 5PG's."""
    with table.world.database.writing():
        now, reach = table.later(), table.reach(LEAD)
        key = readers.wider(table.world.case(), thread, reach, now)[0].key
        actions.widen(thread, audience=key, by=reach, now=now)


def move(table: Table, by: str, body: str, steps: int) -> None:
    """Let a gathered comment be sent earlier or later."""
    with table.world.database.writing():
        rows = pending.pending_of(table.reach(by), table.world.case().id)
        pending.move(next(each for each in rows if each.body == body), steps)


def thread_of(table: Table, comment: Comment) -> Thread:
    """The thread of a message."""
    with table.world.database.reading() as reading:
        return reading.get_one(Thread, comment.thread_id)


def test_a_review_is_gathered_looked_over_and_sent_on_pages(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    client, lead = client_of(ANALYST), client_of(LEAD)
    proof = token_of(client.get(thread.address).text)

    client.post(f"{thread.address}/pending", data={"body": "And when?", "csrf_token": proof})
    client.post(HERE, data={"body": "A gap.", "kind": "gap", "audience": "", "csrf_token": proof})
    shown, work = client.get(HERE).text, client.get("/").text
    listed = client.get(LIST).text
    nobody = lead.get(HERE).text

    assert [shown.count(each) for each in ("And when?", "A gap.", "Send all together")] == [2, 2, 1]
    assert "Send your review: 2 comments not sent yet" in work
    assert "2 comments in your review are not sent yet" in listed
    assert "Nothing waits to be sent" in nobody
    with table.world.database.reading():
        kept = pending.pending_of(table.reach(ANALYST), table.world.case().id)
    one = f"/pending/{kept[1].id}"
    edited = {
        "_method": "PUT",
        "version": kept[1].version,
        "body": "A wide gap.",
        "audience": kept[1].audience,
    }
    assert client.post(one, data={**edited, "csrf_token": proof}).status_code == 303
    assert client.post(one, data={**edited, "csrf_token": proof, "version": 99}).status_code == 409
    assert lead.post(one, data={**edited, "csrf_token": token_of(nobody)}).status_code == 404
    client.post(f"{one}/place", data={"_method": "PUT", "to": "earlier", "csrf_token": proof})
    assert waiting(table, ANALYST) == ["A wide gap.", "And when?"]
    sent = client.post("/cycles/wcc-test/5PG/reviews", data={"csrf_token": proof})
    assert sent.status_code == 303
    assert "2 comments were sent, and each reader is told once." in client.get(sent.location).text


def test_what_is_removed_waits_as_a_draft_where_it_was_written(table: Table, client_of: Clients) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    kept = gather(table, ANALYST, "And when?", thread)
    client = client_of(ANALYST)
    proof = token_of(client.get(HERE).text)

    client.post(f"/pending/{kept.id}", data={"_method": "DELETE", "csrf_token": proof})

    assert waiting(table, ANALYST) == []
    assert ">And when?</textarea>" in client.get(thread.address).text
