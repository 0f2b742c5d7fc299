"""A message names only those who read it; anybody else is refused before it is written."""

import pytest
from sqlalchemy import func, select

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from tests.review.test_queries import statements
from wccflow.base.work import session
from wccflow.people.queries import names, person_by_email
from wccflow.review import actions, conversation, queries
from wccflow.review.mentions import mentioned
from wccflow.review.models import Comment, Mention, Thread

NAMES = {ANALYST: "Ann Reader", CHIEF: "Cleo Chief", LEAD: "Lee Lead", MANAGER: "Max Manager"}


@pytest.fixture
def named(table: Table) -> Table:
    """The table with names as people have them, and the case under analysis."""
    table.submit()
    with table.world.database.writing():
        for email, name in NAMES.items():
            person_by_email(email).name = name
    return table


def told(table: Table, comment: Comment) -> set[str]:
    """The names of those whom the comment names."""
    with table.world.database.reading():
        return set(names(mentioned(session().get_one(Comment, comment.id))).values())


def written(table: Table) -> tuple[int, int]:
    """How many threads and messages there are."""
    with table.world.database.reading():
        count = [session().scalar(select(func.count()).select_from(each)) or 0 for each in (Thread, Comment)]
    return count[0], count[1]


def test_a_reader_is_named_and_marked(named: Table) -> None:
    thread = named.open(ANALYST, "Where is year 3?", kind="question")

    comment = named.say(thread, LEAD, "**@Ann Reader**, in table 7; `@Nobody` in code is no name.")

    assert told(named, comment) == {"Ann Reader"}
    with named.world.database.reading():
        lines = conversation.lines_of(named.world.case(), thread, named.reach(ANALYST))
    assert [[mark.words for mark in line.marks] for line in lines if isinstance(line, conversation.Said)] == [
        [],
        ["@Ann Reader"],
    ]


def test_a_role_names_all_who_hold_it_and_read_along(named: Table) -> None:
    thread = named.open(ANALYST, "Where is year 3?", kind="question")

    role = named.say(thread, MANAGER, "@PCT chief executive: please say.")
    house = named.say(thread, MANAGER, "@Birmingham East and North PCT please say.")
    own = named.say(thread, ANALYST, "@Plan reviewer, and @reviewer, note.")

    assert told(named, role) == {"Cleo Chief"}
    assert told(named, house) == {"Cleo Chief", "Lee Lead", "Person of editor@5pg.example"}
    assert told(named, own) == set()


def test_whoever_does_not_read_it_is_refused_before_anything_is_written(named: Table) -> None:
    by = named.reach(ANALYST)
    case = named.world.case

    sentence = named.refused(
        lambda: actions.open_thread(
            case(), kind="comment", body="@Lee Lead overstates.", by=by, now=named.later()
        )
    )

    assert sentence == (
        "Lee Lead cannot read this: it is for “The SHA and the panel”. Choose readers among whom Lee Lead "
        "is, such as “Everyone in this case, with the PCT”, or let more people read the thread first; or "
        "write the name without @."
    )
    assert written(named) == (0, 0)


def test_of_people_whom_one_may_not_know_a_refusal_says_what_it_says_of_nobody(named: Table) -> None:
    named.world.at("preparing")
    thread = named.open(LEAD, "Between us.")

    real = named.refused(
        lambda: actions.comment(thread, body="@Ann Reader", by=named.reach(LEAD), now=named.later())
    )
    invented = named.refused(
        lambda: actions.comment(thread, body="@Ann Raeder", by=named.reach(LEAD), now=named.later())
    )

    assert real.replace("Reader", "Raeder") == invented
    assert invented.startswith("Nobody who reads this is called “Ann Raeder”.")
    assert written(named) == (1, 1)


def test_two_of_one_name_are_told_apart_by_their_address(named: Table) -> None:
    with named.world.database.writing():
        person_by_email(CHIEF).name = "Lee Lead"
    thread = named.open(ANALYST, "Where is year 3?", kind="question")

    sentence = named.refused(
        lambda: actions.comment(thread, body="@Lee Lead?", by=named.reach(ANALYST), now=named.later())
    )
    comment = named.say(thread, ANALYST, "@chief, please say.")

    assert sentence == "“@Lee Lead” may mean several people. Write @chief or @lead@5pg.example instead."
    with named.world.database.reading():
        assert mentioned(comment) == {person_by_email(CHIEF).id}


def test_better_words_name_others_instead(named: Table) -> None:
    thread = named.open(LEAD, "@Cleo Chief?", audience="organisation")
    with named.world.database.reading():
        (comment,) = queries.comments_of(thread)

    by = named.reach(LEAD)
    named.act(lambda: actions.edit(comment, thread, body="No name, \\@Nobody.", by=by, now=named.later()))

    assert told(named, comment) == set()
    with named.world.database.reading():
        assert session().scalar(select(func.count()).select_from(Mention)) == 0


def test_names_in_quotations_are_not_called_again(named: Table) -> None:
    thread = named.open(ANALYST, "Where is year 3?", kind="question")

    comment = named.say(thread, LEAD, "> @Cleo Chief will say.\n\nShe did.")

    assert told(named, comment) == set()


def test_a_message_without_the_sign_asks_nothing_more_and_many_are_shown_by_one_question(
    named: Table,
) -> None:
    thread = named.open(ANALYST, "Where is year 3?", kind="question")
    case, analyst = named.world.case, named.reach(ANALYST)

    def shown() -> int:
        return statements(named.world.database, lambda: conversation.lines_of(case(), thread, analyst))

    plain = shown()
    named.say(thread, LEAD, "@Ann Reader, see #6.2.")
    one = shown()
    for number in range(3):
        named.say(thread, LEAD, f"@Cleo Chief, {number}.")

    assert (one, shown()) == (plain + 1, plain + 1)
