"""Threads follow to the next version of their document, and nobody learns of a version by them."""

from uuid import UUID

import pytest
from sqlalchemy import select

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.shelf import FIRST, SECOND, Shelf
from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.files import FileStore
from wccflow.base.models import Event
from wccflow.base.work import session
from wccflow.evidence import deciding, following, following_queue, freezing, withdrawing
from wccflow.evidence.following_models import ELSEWHERE, HERE, KEPT
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import passage_id


@pytest.fixture
def shelf(table: Table, files: FileStore) -> Shelf:
    """A shelf with the first version of the plan."""
    made = Shelf(table, files)
    made.file(*FIRST)
    return made


def test_threads_follow_exact_edited_and_lost_and_stay_where_they_were_made(shelf: Shelf) -> None:
    first = shelf.versions[0]
    threads = [shelf.thread(text, first) for text in FIRST]
    second = shelf.file(*SECOND)

    shelf.follow()

    found = {row.subject_id: row.outcome for row in shelf.rows()}
    assert [found[each.id] for each in threads] == ["exact", "edited", "exact", "lost"]
    assert {row.version_id for row in shelf.rows()} == {second.id}
    assert {(each.version_id, each.passage) for each in threads} == {
        (first.id, passage_id(t, {})) for t in FIRST
    }


def test_following_twice_changes_nothing_and_leaves_one_line(shelf: Shelf) -> None:
    shelf.thread(FIRST[1], shelf.versions[0])
    shelf.file(*SECOND)

    shelf.follow()
    case_id = shelf.versions[0].case_id
    following_queue.follow_case(shelf.table.world.database, case_id)
    shelf.follow()

    assert len(shelf.rows()) == 1
    assert len(_lines(shelf)) == 1


def test_what_is_changed_waits_until_a_person_says_it_is_the_same_point(shelf: Shelf) -> None:
    thread = shelf.thread(FIRST[1], shelf.versions[0])
    second = shelf.file(*SECOND)
    shelf.follow()

    before = shelf.standing(thread, LEAD)
    shelf.decide(thread, LEAD, HERE)
    after = shelf.standing(thread, LEAD)

    assert (before.waits, before.version_id) == (True, shelf.versions[0].id)
    assert (after.state, after.version_id, after.passage) == (HERE, second.id, passage_id(SECOND[2], {}))


def test_a_person_may_choose_another_passage_and_take_that_back(shelf: Shelf) -> None:
    thread = shelf.thread(FIRST[3], shelf.versions[0])
    second = shelf.file(*SECOND)
    shelf.follow()

    shelf.decide(thread, LEAD, ELSEWHERE, passage_id(SECOND[4], {}))
    chosen = shelf.standing(thread, LEAD)
    shelf.decide(thread, LEAD, KEPT)
    kept = shelf.standing(thread, LEAD)

    assert (chosen.version_id, chosen.passage) == (second.id, passage_id(SECOND[4], {}))
    assert (kept.version_id, kept.passage) == (shelf.versions[0].id, passage_id(FIRST[3], {}))
    assert len(_lines(shelf, deciding.PLACED)) == 2


def test_what_is_lost_cannot_be_kept_at_a_place_that_was_not_found(shelf: Shelf) -> None:
    thread = shelf.thread(FIRST[3], shelf.versions[0])
    shelf.file(*SECOND)
    shelf.follow()

    assert shelf.table.refused(lambda: shelf.decide(thread, LEAD, HERE)) == deciding.NO_PLACE


def test_a_stranger_to_the_thread_may_not_decide(shelf: Shelf) -> None:
    thread = shelf.thread(FIRST[1], shelf.versions[0], by=CHIEF)
    shelf.file(*SECOND)
    shelf.follow()

    editor = "editor@5pg.example"
    assert shelf.table.refused(lambda: shelf.decide(thread, editor, HERE)) == deciding.NOT_YOURS


def test_withdrawing_the_new_version_puts_the_old_place_back_in_force(shelf: Shelf) -> None:
    thread = shelf.thread(FIRST[0], shelf.versions[0])
    second = shelf.file(*SECOND)
    shelf.follow()
    there = shelf.standing(thread, LEAD).version_id

    with shelf.table.world.database.writing():
        lead = shelf.table.world.reach(LEAD)
        version = session().get_one(Version, second.id)
        withdrawing.withdraw(version, why="The wrong file.", by=lead, now=shelf.table.later())
    shelf.follow()

    assert there == second.id
    assert shelf.standing(thread, LEAD).version_id == shelf.versions[0].id


def test_a_version_that_cannot_be_read_moves_nothing(shelf: Shelf) -> None:
    thread = shelf.thread(FIRST[0], shelf.versions[0])
    shelf.file(*SECOND, readable=False)

    shelf.follow()

    assert shelf.rows() == []
    assert shelf.standing(thread, LEAD).state == "home"


def test_what_has_followed_follows_on_from_where_it_stands(shelf: Shelf) -> None:
    thread = shelf.thread(FIRST[1], shelf.versions[0])
    second = shelf.file(*SECOND)
    shelf.follow()
    shelf.decide(thread, LEAD, HERE)
    third = shelf.file(SECOND[2], "An end.")

    shelf.follow()

    assert [(row.from_version_id, row.version_id, row.outcome) for row in shelf.rows()][1:] == [
        (second.id, third.id, "exact")
    ]


def test_what_was_only_about_the_earlier_version_follows_no_further_until_that_is_taken_back(
    shelf: Shelf,
) -> None:
    thread = shelf.thread(FIRST[1], shelf.versions[0])
    shelf.file(*SECOND)
    shelf.follow()
    shelf.decide(thread, LEAD, KEPT)
    third = shelf.file(SECOND[2], "An end.")
    shelf.follow()
    kept = shelf.standing(thread, LEAD).state

    shelf.decide(thread, LEAD, HERE)
    shelf.follow()

    assert kept == KEPT
    assert shelf.standing(thread, LEAD).version_id == third.id


def test_a_thread_begun_on_an_old_version_follows_too(shelf: Shelf) -> None:
    second = shelf.file(*SECOND)
    shelf.follow()

    thread = shelf.thread(FIRST[0], shelf.versions[0])
    shelf.follow()

    assert shelf.standing(thread, LEAD).version_id == second.id


def test_a_draft_that_a_reviewer_may_not_read_stays_unknown_to_her(shelf: Shelf) -> None:
    shelf.table.submit()
    thread = shelf.thread(FIRST[1], shelf.versions[0], by=ANALYST)
    shelf.table.world.at("preparing")
    draft = shelf.file(*SECOND)
    shelf.follow()
    row = shelf.rows()[0]

    standing = shelf.standing(thread, ANALYST)
    with shelf.table.world.database.reading():
        analyst = shelf.table.world.reach(ANALYST)
        with pytest.raises(NotFound):
            deciding.found_for(analyst, row.id)
        readable = _readable(analyst.tokens)

    assert (standing.state, standing.row) == ("home", None)
    assert _lines(shelf)[0].audience_id not in readable
    assert draft.audience_id not in readable


def test_the_reviewer_sees_where_her_thread_stands_once_the_draft_is_shared(shelf: Shelf) -> None:
    shelf.table.submit()
    thread = shelf.thread(FIRST[0], shelf.versions[0], by=ANALYST)
    shelf.table.world.at("preparing")
    second = shelf.file(*SECOND)
    shelf.follow()

    with shelf.table.world.database.writing():
        freezing.share(shelf.table.world.case(), by=None, now=shelf.table.later())

    assert shelf.standing(thread, ANALYST).version_id == second.id


def test_the_organisation_learns_nothing_of_threads_that_it_may_not_read(shelf: Shelf) -> None:
    shelf.table.submit()
    shelf.thread(FIRST[1], shelf.versions[0], by=ANALYST)
    shelf.table.world.at("preparing")
    second = shelf.file(*SECOND)
    shelf.follow()
    late = shelf.thread(FIRST[0], shelf.versions[0], by=ANALYST)
    shelf.follow()

    with shelf.table.world.database.reading():
        lead = shelf.table.world.reach(LEAD)
        seen = following.places(second.id, lead)
        heard = [each for each in _lines(shelf) if each.audience_id in _readable(lead.tokens)]

    assert late.id in {row.subject_id for row in shelf.rows()}
    assert seen == []
    assert len(heard) == 1


def test_places_of_a_version_name_what_was_made_there_and_what_came(shelf: Shelf) -> None:
    first = shelf.versions[0]
    old = [shelf.thread(text, first) for text in FIRST]
    second = shelf.file(*SECOND)
    new = shelf.thread(SECOND[4], second)
    shelf.follow()

    with shelf.table.world.database.reading():
        found = following.places(second.id, shelf.table.world.reach(LEAD))

    assert {each.hanging.id: (each.outcome, each.passage) for each in found} == {
        old[0].id: ("exact", passage_id(FIRST[0], {})),
        old[1].id: ("edited", passage_id(SECOND[2], {})),
        old[2].id: ("exact", passage_id(FIRST[2], {})),
        old[3].id: ("lost", None),
        new.id: ("home", passage_id(SECOND[4], {})),
    }


def _lines(shelf: Shelf, kind: str = "evidence.anchors_followed") -> list[Event]:
    with shelf.table.world.database.reading():
        return list(session().scalars(select(Event).where(Event.kind == kind).order_by(Event.seq)))


def _readable(tokens: frozenset[str]) -> frozenset[UUID]:
    return audiences.readable(tokens)
