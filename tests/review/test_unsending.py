"""Taking a whole review back: all of it within a minute and while nobody has answered, or nothing of it."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, LEAD, MANAGER, TEXT, Table
from tests.review.test_pending import HERE, LIST, gather, lines_for, send, waiting
from wccflow.base import log
from wccflow.base.work import session
from wccflow.evidence.reading.passages import passage_id
from wccflow.review import actions, checks, facts, pending, sending, tallying, topics, unread, unsending
from wccflow.review.anchoring import Anchor
from wccflow.review.attention_models import PendingComment
from wccflow.review.models import Thread

Clients = Callable[[str], FlaskClient]


def sent(table: Table) -> tuple[Thread, sending.Outcome]:
    """A review of a reply, a question on a passage and a note, sent by the analyst."""
    version = table.file()
    table.submit()
    old = table.open(ANALYST, "Where?", kind="question")
    anchor = Anchor(version.id, passage_id(TEXT, {}), "release £4.1m")
    gather(table, ANALYST, "And when?", old)
    gather(table, ANALYST, "Which year?", kind="question", anchor=anchor)
    gather(table, ANALYST, "Only for us.", kind="comment", title="A title")
    return old, send(table, ANALYST)


def take_back(table: Table, outcome: sending.Outcome, after: timedelta = timedelta(seconds=50)) -> None:
    """The analyst takes the review back some time after it was sent."""
    reach = table.reach(ANALYST)
    now = outcome.review.at + after
    with table.world.database.writing():
        review = unsending.review_called(outcome.review.id, reach)
        unsending.take_back(review, by=reach, now=now)


def titles(table: Table, who: str) -> list[str]:
    """The threads that this person finds in the case."""
    with table.world.database.reading():
        return sorted(each.title for each in topics.topics(table.reach(who), [table.world.case()]))


def test_all_of_it_waits_again_as_it_was_gathered(table: Table) -> None:
    _, outcome = sent(table)
    assert waiting(table, ANALYST) == []

    take_back(table, outcome)

    assert waiting(table, ANALYST) == ["And when?", "Which year?", "Only for us."]
    with table.world.database.reading():
        rows = pending.pending_of(table.reach(ANALYST), table.world.case().id)
        kept = [(each.kind, each.title, each.quote, bool(each.thread_id)) for each in rows]
    assert kept == [
        ("", "", "", True),
        ("question", "", "release £4.1m", False),
        ("comment", "A title", "", False),
    ]


def test_nobody_finds_or_hears_of_what_was_taken_back(table: Table) -> None:
    _, outcome = sent(table)
    assert titles(table, LEAD) == ["Where?", "Which year?"]
    with table.world.database.reading():
        before = unread.in_all(table.reach(LEAD))

    take_back(table, outcome)

    assert titles(table, LEAD) == titles(table, ANALYST) == titles(table, MANAGER) == ["Where?"]
    assert [words for words, _ in lines_for(table, LEAD)] == [
        f"Person of {ANALYST} asks Birmingham East and North PCT: “Where?”."
    ]
    with table.world.database.reading():
        assert (before, unread.in_all(table.reach(LEAD))) == (3, 1)
        assert facts.queries_open([table.world.case()])[table.world.case().id] == 1
        broken = [*checks.comments_too_wide(), *checks.threads_lost(), *checks.threads_too_wide()]
        assert [*broken, *tallying.wrong_tallies()] == []


def test_the_log_keeps_what_happened(table: Table) -> None:
    _, outcome = sent(table)

    take_back(table, outcome)

    with table.world.database.reading() as reading:
        kinds = [each.kind for each in log.events_after(reading, 0, 500)]
    assert kinds[-6:] == [
        *("comment.deleted", "comment.deleted", "thread.closed"),
        *("comment.deleted", "thread.closed", "review.taken_back"),
    ]
    assert kinds.count("review.sent") == 1


def test_it_can_be_sent_once_more_and_is_told_then(table: Table) -> None:
    _, outcome = sent(table)
    take_back(table, outcome)

    again = send(table, ANALYST)

    assert [each.body for each in again.said] == ["And when?", "Which year?", "Only for us."]
    assert titles(table, LEAD) == ["Where?", "Which year?"]
    assert len(lines_for(table, LEAD)) == 2


def test_once_somebody_has_answered_all_of_it_stays(table: Table) -> None:
    old, outcome = sent(table)
    table.say(old, LEAD, "In spring.")

    sentence = table.refused(lambda: take_back(table, outcome))

    assert sentence == unsending.TOUCHED
    assert titles(table, LEAD) == ["Where?", "Which year?"]
    assert waiting(table, ANALYST) == []


def test_a_thread_that_somebody_closed_since_keeps_all_of_it(table: Table) -> None:
    _, outcome = sent(table)
    with table.world.database.writing():
        thread = session().get_one(Thread, outcome.said[2].thread_id)
        actions.close(thread, by=table.world.reach(MANAGER), now=table.later())

    assert table.refused(lambda: take_back(table, outcome)) == unsending.TOUCHED


def test_after_a_minute_and_a_second_time_it_is_refused(table: Table) -> None:
    _, outcome = sent(table)

    late = table.refused(lambda: take_back(table, outcome, timedelta(seconds=61)))
    take_back(table, outcome)
    twice = table.refused(lambda: take_back(table, outcome))

    assert (late, twice) == (unsending.TOO_LATE, unsending.ALREADY)


def test_how_it_was_gathered_is_forgotten_after_a_day(table: Table) -> None:
    _, outcome = sent(table)

    with table.world.database.writing():
        unsending.forget_old(outcome.review.at + timedelta(hours=1))
        kept = session().query(PendingComment).count()
        unsending.forget_old(outcome.review.at + timedelta(days=2))

    with table.world.database.reading():
        assert (kept, session().query(PendingComment).count()) == (3, 0)


def test_a_review_is_taken_back_on_its_page_and_by_its_sender_alone(table: Table, client_of: Clients) -> None:
    table.submit()
    gather(table, ANALYST, "A gap.", kind="gap")
    client, other = client_of(ANALYST), client_of(MANAGER)
    proof = token_of(client.get(HERE).text)
    address = client.post("/cycles/wcc-test/5PG/reviews", data={"csrf_token": proof}).location
    taking = {"csrf_token": proof, "_method": "DELETE"}

    page, listed = client.get(address).text, client.get(LIST).text
    strange = (
        other.get(address).status_code,
        other.post(address, data={**taking, "csrf_token": token_of(other.get("/").text)}).status_code,
    )
    back = client.post(address, data=taking)

    assert [each.count("Undo (60 s)") for each in (page, listed)] == [1, 1]
    assert strange == (404, 404)
    assert back.location == HERE
    assert "It is taken back: 1 comment waits here again." in client.get(HERE).text
    assert "Your review was taken back" in client.get(address).text
