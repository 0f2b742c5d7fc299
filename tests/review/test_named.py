"""Named people as readers: who can be chosen, what they read, and what ends it."""

from uuid import UUID

import pytest
from sqlalchemy import select

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from tests.review.test_queries import statements
from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.people.models import Grant
from wccflow.people.queries import person_by_email
from wccflow.review import actions, checks, named, queries, readers
from wccflow.review.models import Thread

EDITOR = "editor@5pg.example"


def ids(table: Table, *emails: str) -> list[UUID]:
    with table.world.database.reading():
        return [person_by_email(each).id for each in emails]


def begin(table: Table, by: str, *people: str) -> Thread:
    reach, now, chosen = table.reach(by), table.later(), ids(table, *people)
    return table.act(
        lambda: actions.open_thread(
            table.world.case(),
            kind="comment",
            body="Just us.",
            by=reach,
            now=now,
            audience="named",
            people=chosen,
        )
    )


def reads(table: Table, thread: Thread, email: str) -> bool:
    with table.world.database.reading():
        try:
            return queries.thread_for(table.world.reach(email), thread.id).id == thread.id
        except NotFound:
            return False


def test_only_they_and_who_writes_read_it(table: Table) -> None:
    thread = begin(table, LEAD, CHIEF)

    assert [reads(table, thread, each) for each in (LEAD, CHIEF, EDITOR, ANALYST)] == [
        True,
        True,
        False,
        False,
    ]
    with table.world.database.reading():
        own = readers.readers(table.world.case(), thread.audience_id)
        assert (own.title, own.key, own.roles) == ("Named people", "", ())
        assert readers.people_of(own, table.world.now) == [f"Person of {CHIEF}", f"Person of {LEAD}"]


def test_before_submission_nobody_outside_the_organisation_can_be_chosen(table: Table) -> None:
    with table.world.database.reading():
        case, reach = table.world.case(), table.world.reach(LEAD)
        offered = named.candidates(case, readers.writable(case, reach), reach, table.world.now)

    assert [each.name for each in offered] == [f"Person of {CHIEF}", f"Person of {EDITOR}"]
    assert table.refused(lambda: begin(table, LEAD, ANALYST)) == named.NOT_THIS_PERSON


def test_after_it_everyone_for_whom_one_may_write_can_be(table: Table) -> None:
    table.submit()

    thread = begin(table, LEAD, ANALYST)

    assert [reads(table, thread, each) for each in (LEAD, ANALYST, CHIEF, MANAGER)] == [
        True,
        True,
        False,
        False,
    ]


def test_somebody_else_must_be_chosen(table: Table) -> None:
    assert table.refused(lambda: begin(table, LEAD)) == named.NOBODY
    assert table.refused(lambda: begin(table, LEAD, LEAD)) == named.NOBODY


def test_a_role_that_ends_ends_the_reading_too(table: Table) -> None:
    thread = begin(table, LEAD, CHIEF)
    before = reads(table, thread, CHIEF)

    with table.world.database.writing():
        chief = person_by_email(CHIEF).id
        for grant in session().scalars(select(Grant).where(Grant.person_id == chief)):
            grant.suspended_at = table.world.now

    assert (before, reads(table, thread, CHIEF), reads(table, thread, LEAD)) == (True, False, True)


def test_a_reply_to_named_people_stays_within_the_thread(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    reach, chosen = table.reach(ANALYST), ids(table, MANAGER)
    stranger = ids(table, LEAD)

    made = table.act(
        lambda: actions.comment(
            thread, body="For you.", audience="named", people=chosen, by=reach, now=table.later()
        )
    )
    refused = table.refused(
        lambda: actions.comment(
            thread, body="For you.", audience="named", people=stranger, by=reach, now=table.later()
        )
    )

    assert refused == named.NOT_THIS_PERSON
    with table.world.database.reading():
        assert audiences.key_of(made.audience_id) == "named"
        for email, count in ((MANAGER, 2), ("director@q34.example", 1)):
            assert len(queries.comments_of(thread, table.world.reach(email))) == count
        assert checks.comments_too_wide() == []


def test_a_thread_on_a_document_names_only_those_who_may_read_it(table: Table) -> None:
    table.submit()
    table.world.at("returned")
    version = table.file()
    reach, chosen = table.reach(LEAD), ids(table, ANALYST)
    with table.world.database.reading():
        case = table.world.case()
        document = audiences.tokens_of(version.audience_id)
        offered = named.candidates(case, readers.writable(case, reach), reach, table.world.now, document)

    said = table.refused(lambda: table.open(LEAD, "Firm?", on=version, audience="named", people=chosen))

    assert [each.name for each in offered] == [f"Person of {CHIEF}", f"Person of {EDITOR}"]
    assert said.startswith("Not everyone among these readers can read this document yet")
    table.open(LEAD, "Firm?", on=version, audience="named", people=ids(table, CHIEF))
    with table.world.database.reading():
        assert checks.threads_too_wide() == []


def test_a_thread_of_named_people_opens_to_roles_that_hold_them_all_and_to_more_people(table: Table) -> None:
    thread, reach = begin(table, LEAD, CHIEF), table.reach(LEAD)
    more = ids(table, EDITOR)

    table.act(lambda: actions.widen(thread, audience="named", people=more, by=reach, now=table.later()))
    with_three = [reads(table, thread, each) for each in (LEAD, CHIEF, EDITOR)]
    with table.world.database.reading():
        held = session().get_one(Thread, thread.id)
        found = [each.key for each in readers.wider(table.world.case(), held, reach, table.world.now)]
    table.act(lambda: actions.widen(thread, audience="organisation", by=reach, now=table.later()))

    assert with_three == [True, True, True]
    assert found == ["organisation"]
    with table.world.database.reading():
        assert audiences.key_of(session().get_one(Thread, thread.id).audience_id) == "organisation"


def test_a_thread_of_roles_is_not_opened_to_people_by_name(table: Table) -> None:
    thread, reach, more = table.open(LEAD, "For us."), table.reach(LEAD), ids(table, EDITOR)

    said = table.refused(
        lambda: actions.widen(thread, audience="named", people=more, by=reach, now=table.later())
    )

    assert said.startswith("The thread can only be opened to readers that you may write for")


def test_named_people_can_be_told_and_mentioned(table: Table) -> None:
    thread = begin(table, LEAD, CHIEF)

    made = table.say(thread, LEAD, "@chief, have a look.")

    with table.world.database.reading():
        own = readers.readers(table.world.case(), made.audience_id)
        assert readers.people_of(own, table.world.now) == [f"Person of {CHIEF}", f"Person of {LEAD}"]


@pytest.mark.parametrize("people", [1, 3])
def test_naming_readers_costs_the_same_for_any_number(table: Table, people: int) -> None:
    table.submit()
    with table.world.database.reading():
        case = table.world.case()
        known = list(readers.readers_of(case).values())[: people + 1]

    cost = statements(table.world.database, lambda: readers.names_by_audience(known, table.world.now))

    assert cost == 5
