"""One thing done to several threads: what is shown before, what is done, what is undone together."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from tests.review.conftest import ANALYST, LEAD, MANAGER, Table
from tests.review.test_undoing import batch, kinds, life
from wccflow.base.work import session
from wccflow.people.queries import person_by_email
from wccflow.review import bulk, undoable, undoing
from wccflow.review.bulk import Wanted
from wccflow.review.models import Closure, Thread, Undoable


def several(table: Table) -> list[Thread]:
    """An answered question, one without an answer, and a note of somebody else's."""
    table.submit()
    answered = table.open(ANALYST, "Where is year 3?", kind="question")
    table.say(answered, LEAD, "In table 7.")
    return [
        answered,
        table.open(ANALYST, "Where is year 4?", kind="question"),
        table.open(MANAGER, "A note.", kind="comment"),
    ]


def shown(table: Table, threads: list[Thread], wanted: Wanted, by: str = ANALYST) -> list[tuple[bool, str]]:
    with table.world.database.reading():
        reach = table.world.reach(by)
        found = bulk.chosen([each.id for each in threads], reach)
        outcomes = bulk.preview(table.world.database, found, wanted, by=reach, now=table.later())
    return [(each.can, each.say) for each in outcomes]


def do(table: Table, threads: list[Thread], wanted: Wanted, by: str = ANALYST) -> UUID:
    reach, now = table.reach(by), table.later()
    return table.act(lambda: bulk.carry_out(threads, wanted, by=reach, now=now))


def test_closing_says_of_each_what_becomes_of_it_and_changes_nothing(table: Table) -> None:
    threads = several(table)
    before = kinds(table)

    without, with_reason = (shown(table, threads, Wanted("close", why=each)) for each in ("", "Settled."))

    assert without == [
        (True, "It is closed."),
        (False, "The question has not been answered. Say why you close it."),
        (True, "It is closed."),
    ]
    assert with_reason[1] == (True, "It is closed without an answer, with your reason.")
    assert kinds(table) == before
    with table.world.database.reading():
        assert session().scalar(select(func.count()).select_from(Closure)) == 0
        assert session().scalar(select(func.count()).select_from(Undoable)) == 0


def test_verifying_says_which_have_nothing_to_verify(table: Table) -> None:
    assert shown(table, several(table), Wanted("verify")) == [
        (True, f"The answer of Person of {LEAD} is confirmed."),
        (False, "The question has not been answered yet, so there is no answer to verify."),
        (False, "Only the answer to a question can be verified."),
    ]


def test_giving_to_somebody_says_by_when_and_who_cannot_read_it(table: Table) -> None:
    threads = several(table)
    with table.world.database.reading():
        lead = person_by_email(LEAD).id

    said = shown(table, threads, Wanted("assign", person=lead, due_on=date(2009, 11, 2)))

    assert said[0] == (True, f"Person of {LEAD} sees to it by 2 November 2009.")
    assert said[2] == (False, "This person cannot read the thread, so it cannot be given to them.")


def test_a_label_is_put_on_where_it_is_not_yet(table: Table) -> None:
    threads = several(table)
    do(table, threads[:1], Wanted("label", label="finance"))

    said = shown(table, threads[:2], Wanted("label", label="finance"))

    assert said == [(False, "It has this label already."), (True, "It gets the label “finance”.")]


def test_opening_to_more_readers_names_them(table: Table) -> None:
    threads = several(table)

    said = shown(table, threads, Wanted("widen", audience="everyone"), by=MANAGER)

    assert [can for can, _ in said] == [False, False, True]
    assert said[2][1].startswith(
        "“Everyone in this case, with the PCT” read it from now on. New to it: Person"
    )
    assert said[2][1].endswith("This cannot be undone.")


def test_what_one_may_not_read_is_not_there(table: Table) -> None:
    threads = several(table)

    assert len(shown(table, threads, Wanted("close", why="Done."), by=LEAD)) == 2


def test_what_one_may_not_close_is_left(table: Table) -> None:
    said = shown(table, several(table)[:1], Wanted("close"), by=LEAD)

    assert [can for can, _ in said] == [False]


def test_everything_is_done_in_one_act_and_undone_in_one(table: Table) -> None:
    threads = several(table)
    made = do(table, threads, Wanted("close", why="Settled."))
    after = [life(table, each) for each in threads]
    reach, now = table.reach(ANALYST), table.world.now + table.passed + timedelta(seconds=30)

    undone = table.act(lambda: undoing.undo(made, by=reach, now=now))

    assert after == ["closed", "closed", "closed"]
    assert [life(table, each) for each in threads] == ["answered", "open", "open"]
    assert {each.id for each in undone} == {each.id for each in threads}
    assert batch(table, "closed") == made


def test_labels_are_undone_with_their_batch(table: Table) -> None:
    threads = several(table)[:2]
    made = do(table, threads, Wanted("label", label="finance"))
    reach, now = table.reach(ANALYST), table.world.now + table.passed + timedelta(seconds=30)

    table.act(lambda: undoing.undo(made, by=reach, now=now))

    assert [can for can, _ in shown(table, threads, Wanted("label", label="finance"))] == [True, True]


def test_when_one_cannot_be_done_none_is(table: Table) -> None:
    threads = several(table)
    reach, now = table.reach(ANALYST), table.later()

    said = table.refused(lambda: bulk.carry_out(threads, Wanted("close"), by=reach, now=now))

    assert said == (
        "Nothing was done, because of one thread: The question has not been answered. Say why you close it."
    )
    assert [life(table, each) for each in threads] == ["answered", "open", "open"]


def test_what_is_missing_is_asked_for(table: Table) -> None:
    threads, reach, now = several(table), table.reach(ANALYST), table.later()

    refusals = [
        table.refused(lambda wanted=wanted: bulk.carry_out(threads, wanted, by=reach, now=now))
        for wanted in (Wanted("assign"), Wanted("label"), Wanted("widen"))
    ]

    assert refusals == ["Choose who is to see to them.", "Write the label.", "Choose who is to read them."]


def test_none_and_too_many_are_refused(table: Table) -> None:
    reach = table.reach(ANALYST)

    assert table.refused(lambda: bulk.chosen([], reach)) == "Choose at least one thread."
    many = [UUID(int=each) for each in range(101)]
    assert table.refused(lambda: bulk.chosen(many, reach)) == "Choose up to 100 threads at once."


def test_acts_of_one_page_never_mix_with_those_of_the_next(table: Table) -> None:
    threads = several(table)

    first = do(table, threads[:1], Wanted("close"))
    second = do(table, threads[2:], Wanted("close"))

    with table.world.database.reading():
        reach = table.world.reach(ANALYST)
        found = [[act.thread_id for act in undoable.batch_of(reach, each)] for each in (first, second)]
    assert found == [[threads[0].id], [threads[2].id]]
