"""What people see of threads whose sentences were changed by a new version, decide, and are told."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.statements import counted
from tests.review.conftest import ANALYST, LEAD, Table
from tests.review.shelf import FIRST, SECOND, Shelf
from wccflow.base import log
from wccflow.base.files import FileStore
from wccflow.evidence import following_queue, freezing
from wccflow.evidence.offers import SENTENCES, TASKS
from wccflow.evidence.reading.passages import passage_id
from wccflow.people.queries import names
from wccflow.review.models import Thread

Sign = Callable[[str], FlaskClient]
SHEET = "/cycles/wcc-test/5PG/evidence/touched"
NEW_WORDS = "six"
EDITOR = "editor@5pg.example"


@pytest.fixture
def shelf(table: Table, files: FileStore) -> Shelf:
    """A shelf with the first version of the plan."""
    made = Shelf(table, files)
    made.file(*FIRST)
    return made


def replaced(shelf: Shelf, *texts: str, by: str = LEAD) -> list[Thread]:
    """Threads on these passages of the first version, which a second one has replaced."""
    made = [shelf.thread(text, shelf.versions[0], by=by) for text in texts]
    shelf.file(*SECOND)
    shelf.follow()
    return made


def put(client: FlaskClient, address: str, **fields: str) -> str:
    """The page after a form was sent."""
    proof = token_of(client.get(SHEET.replace("/evidence/touched", "/threads/new")).text)
    sent = client.post(address, data={"_method": "PUT", "csrf_token": proof, **fields}, follow_redirects=True)
    return sent.text


def told(shelf: Shelf, kind: str) -> list[tuple[str, set[str]]]:
    """The sentences of the last event of this kind, with those who are told."""
    with shelf.table.world.database.reading():
        last = log.events_of([shelf.table.world.case().id], kind)[-1]
        return [(each.sentence, set(names(each.people).values())) for each in SENTENCES[kind](last)]


def row_of(shelf: Shelf, thread: Thread) -> UUID:
    """The id of where a thread has followed."""
    return next(row.id for row in shelf.rows() if row.subject_id == thread.id)


def test_a_thread_tells_what_changed_and_asks_whether_it_is_the_same_point(
    shelf: Shelf, client_of: Sign
) -> None:
    thread, *_ = replaced(shelf, FIRST[1])
    client = client_of(LEAD)

    before = client.get(thread.address).text
    after = put(client, f"/followings/{row_of(shelf, thread)}/decision", choice="here", back="thread")

    assert "<del>four</del>" in before
    assert f"<ins>{NEW_WORDS}</ins>" in before
    assert "Still the same point?" in before
    assert "that it is still the same point" in after
    assert "waits for confirmation" not in after


def test_the_sheet_decides_several_at_once(shelf: Shelf, client_of: Sign) -> None:
    first, second = replaced(shelf, FIRST[1], FIRST[1])
    client = client_of(LEAD)

    sheet = client.get(SHEET).text
    one = put(client, SHEET, **{f"decision-{row_of(shelf, first)}": "kept"})
    put(client, SHEET, all="here")

    assert "Yes to all 2" in sheet
    assert "1 of your comments stands on a changed sentence." in one
    assert {row.subject_id: row.decided for row in shelf.rows()} == {first.id: "kept", second.id: "here"}


def test_a_lost_one_is_placed_by_its_words_or_by_a_link(shelf: Shelf, client_of: Sign) -> None:
    thread, *_ = replaced(shelf, FIRST[3])
    client, row = client_of(LEAD), row_of(shelf, thread)
    key = passage_id(SECOND[4], {})

    found = client.get(f"/followings/{row}?find=buildings").text
    link = f"http://localhost/evidence/{shelf.versions[1].id}/passages/{key}"
    placed = put(client, f"/followings/{row}/decision", choice="elsewhere", link=link)

    assert f'value="{key}"' in found
    assert "placed it on another passage" in placed
    assert shelf.standing(thread, LEAD).passage == key


def test_others_see_that_it_waits_and_may_not_decide(shelf: Shelf, client_of: Sign) -> None:
    thread, *_ = replaced(shelf, FIRST[1])
    client = client_of(EDITOR)

    seen = client.get(thread.address).text
    refused = put(client, f"/followings/{row_of(shelf, thread)}/decision", choice="here")

    assert "It waits for confirmation by whoever made it." in seen
    assert "Still the same point?" not in seen
    assert "Whoever made it says where it belongs now." in refused


def test_no_page_tells_a_reviewer_of_a_draft(shelf: Shelf, client_of: Sign) -> None:
    shelf.table.submit()
    made = [shelf.thread(text, shelf.versions[0], by=ANALYST) for text in (FIRST[1], FIRST[3])]
    shelf.table.world.at("preparing")
    draft = shelf.file(*SECOND)
    shelf.follow()
    client = client_of(ANALYST)

    first = f"/evidence/{shelf.versions[0].id}"
    beside = f"{first}/threads?passage={passage_id(FIRST[1], {})}"
    pages = ["/", SHEET, *(each.address for each in made), first, beside, "/cycles/wcc-test/5PG/threads"]
    said = "".join(client.get(address).text for address in pages)
    guessed = [client.get(f"/followings/{row.id}").status_code for row in shelf.rows()]

    assert (NEW_WORDS in said, "version 2" in said, str(draft.id) in said) == (False, False, False)
    assert "Nothing was touched" in said
    assert guessed == [404, 404]


def test_the_reader_of_the_new_version_shows_what_came_from_before(shelf: Shelf, client_of: Sign) -> None:
    exact, edited, lost = replaced(shelf, FIRST[0], FIRST[1], FIRST[3])
    client, new = client_of(LEAD), f"/evidence/{shelf.versions[1].id}"

    reader = client.get(new).text
    pane = client.get(f"{new}/threads?passage={passage_id(SECOND[2], {})}").text

    assert reader.count("1 thread") == 3
    assert "1 waits for confirmation" in reader
    assert "no longer in this one: 1 thread" in reader
    assert edited.address in pane
    assert "Not in this version any more (1)" in pane
    assert (exact.address in pane, lost.address in pane) == (False, True)


def test_authors_are_told_once_and_of_their_own(shelf: Shelf) -> None:
    replaced(shelf, FIRST[1], FIRST[3], FIRST[0])

    assert told(shelf, "evidence.anchors_followed") == [
        (
            "2 of your comments were touched by draft 2 of Five-year strategic plan, Birmingham East and "
            "North PCT: 1 on changed sentences and 1 no longer there.",
            {f"Person of {LEAD}"},
        )
    ]


def test_a_reviewer_is_told_when_the_new_version_is_shared_and_not_before(shelf: Shelf) -> None:
    shelf.table.submit()
    thread = shelf.thread(FIRST[1], shelf.versions[0], by=ANALYST)
    shelf.table.world.at("preparing")
    shelf.file(*SECOND)
    shelf.follow()
    early = told(shelf, "evidence.anchors_followed")
    with shelf.table.world.database.writing():
        freezing.share(shelf.table.world.case(), by=None, now=shelf.table.later())

    late = told(shelf, "evidence.shared")

    assert thread.id in {row.subject_id for row in shelf.rows()}
    assert early == []
    assert [who for _, who in late] == [{f"Person of {ANALYST}"}]


def test_my_work_asks_the_author_until_it_is_decided(shelf: Shelf) -> None:
    thread, *_ = replaced(shelf, FIRST[1])

    before = tasks(shelf, LEAD), tasks(shelf, EDITOR)
    shelf.decide(thread, LEAD, "here")

    assert before == (["1 of your comments stands on a changed sentence"], [])
    assert tasks(shelf, LEAD) == []


def tasks(shelf: Shelf, who: str) -> list[str]:
    """What a person is asked in my work."""
    with shelf.table.world.database.reading():
        reach, case = shelf.table.world.reach(who), shelf.table.world.case()
        return [each.title for each in TASKS["touched"](reach, [case], shelf.table.world.now)]


@pytest.mark.parametrize("count", [1, 40])
def test_many_threads_follow_in_as_many_statements_as_one(shelf: Shelf, count: int) -> None:
    assert statements(shelf, count) == 22


def statements(shelf: Shelf, count: int) -> int:
    """How many statements it takes to let so many threads on a new document follow."""
    database = shelf.table.world.database
    old = shelf.file(*(f"{count} {text}" for text in FIRST))
    shelf.follow()
    for number in range(count):
        shelf.thread(f"{count} {FIRST[number % 3]}", old)
    shelf.file(*(f"{count} {text}" for text in SECOND))
    with counted(database.engine) as sent:
        following_queue.follow_case(database, old.case_id)
    return len(sent)


def test_another_passage_is_chosen_in_the_new_version_itself(shelf: Shelf, client_of: Sign) -> None:
    thread, *_ = replaced(shelf, FIRST[1])
    client, row, key = client_of(LEAD), row_of(shelf, thread), passage_id(SECOND[0], {})

    offered = client.get(f"/followings/{row}").text
    reader = client.get(f"/evidence/{shelf.versions[1].id}?placing={row}").text
    chosen = client.get(f"/followings/{row}?passage={key}").text

    assert f"?placing={row}" in offered
    assert reader.count("It belongs here<") == len(SECOND)
    assert f'href="/followings/{row}?passage={key}"' in reader
    assert f'value="{key}" checked' in chosen


def test_only_who_may_place_it_is_offered_to_do_so_in_the_reader(shelf: Shelf, client_of: Sign) -> None:
    thread, *_ = replaced(shelf, FIRST[1])
    row, new = row_of(shelf, thread), f"/evidence/{shelf.versions[1].id}"

    plain = client_of(LEAD).get(f"{new}?placing=nothing").text

    assert "It belongs here" not in plain
    assert client_of(EDITOR).get(f"{new}?placing={row}").status_code == 404
    assert client_of(LEAD).get(f"/evidence/{shelf.versions[0].id}?placing={row}").status_code == 404
