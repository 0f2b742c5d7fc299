"""Labels on threads: shared ones before all readers, flags for oneself alone, found and never leaked."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.test_views import LIST, post
from wccflow.base.models import Event
from wccflow.base.work import session
from wccflow.finding.vocabulary import vocabulary
from wccflow.review import labelling, labels
from wccflow.review.labels import labels_on
from wccflow.review.labels_models import ThreadLabel
from wccflow.review.models import Thread
from wccflow.review.topics import topics

Clients = Callable[[str], FlaskClient]


def put(table: Table, thread: Thread, who: str, words: str, *, private: bool = False) -> None:
    reach, now = table.reach(who), table.later()
    table.act(lambda: labelling.put_labels(thread, words, private=private, by=reach, now=now))


def seen(table: Table, thread: Thread, who: str) -> list[tuple[str, bool]]:
    with table.world.database.reading():
        found = labels_on(table.world.reach(who), [thread.id]).get(thread.id, ())
        return [(each.words, each.is_private) for each in found]


def test_a_shared_label_is_seen_by_the_readers_and_a_flag_by_oneself_alone(table: Table) -> None:
    thread = table.open(LEAD, "Where is year 3?")
    put(table, thread, LEAD, "Finance, board")
    put(table, thread, LEAD, "ask again", private=True)

    assert seen(table, thread, LEAD) == [("board", False), ("Finance", False), ("ask again", True)]
    assert seen(table, thread, CHIEF) == [("board", False), ("Finance", False)]


def test_a_label_has_one_spelling_however_it_is_written(table: Table) -> None:
    first, second = table.open(LEAD, "One."), table.open(LEAD, "Two.")
    put(table, first, LEAD, "Year three")
    put(table, second, CHIEF, "  #YEAR   three ")
    put(table, second, LEAD, "year THREE")

    assert seen(table, second, LEAD) == [("Year three", False)]


def test_labels_are_few_and_short(table: Table) -> None:
    thread, reach, now = table.open(LEAD, "One."), table.reach(LEAD), table.later()

    def refused(words: str) -> str:
        return table.refused(lambda: labelling.put_labels(thread, words, private=False, by=reach, now=now))

    assert refused(" , “ ”,") == "Write a label first, such as “finance”."
    assert refused("x" * 41) == "A label has up to 40 characters. Use fewer words."
    assert refused(",".join(map(str, range(13)))) == "A thread has up to 12 labels. Take one off first."


def test_a_label_is_taken_off_by_who_put_it_on_or_may_close_the_thread(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    put(table, thread, LEAD, "finance")
    put(table, thread, ANALYST, "late")

    def take(who: str, words: str) -> None:
        reach = table.world.reach(who)
        found = labels.labels_on(reach, [thread.id])[thread.id]
        chosen = next(each for each in found if each.words == words)
        row = labels.label_for(reach, thread, chosen.id)
        labelling.take_label(thread, row, by=reach, now=table.later())

    sentence = table.refused(lambda: take(LEAD, "late"))
    table.act(lambda: take(LEAD, "finance"))

    assert sentence == "Only who put this label on, or somebody who may close the thread, can take it off."
    assert seen(table, thread, ANALYST) == [("late", False)]


def test_a_shared_label_leaves_its_line_and_a_flag_none(table: Table) -> None:
    thread = table.open(LEAD, "One.")
    put(table, thread, LEAD, "finance")
    put(table, thread, LEAD, "mine", private=True)

    with table.world.database.reading():
        kinds = session().scalars(select(Event.kind).where(Event.kind.like("thread.%label%"))).all()
    assert list(kinds) == ["thread.labelled"]


def test_labels_that_are_hidden_are_never_offered(table: Table) -> None:
    table.submit()
    thread = table.open(LEAD, "Among us.", audience="organisation")
    put(table, thread, LEAD, "marmalade")
    put(table, thread, LEAD, "plum", private=True)

    def offered(who: str) -> set[str]:
        with table.world.database.reading():
            return {each.written for each in vocabulary(table.world.reach(who))["label"]}

    assert offered(LEAD) & {"marmalade", "plum"} == {"marmalade", "plum"}
    assert offered(CHIEF) & {"marmalade", "plum"} == {"marmalade"}
    assert offered(ANALYST) & {"marmalade", "plum"} == set()


def test_lists_show_the_labels_of_their_threads(table: Table) -> None:
    thread = table.open(LEAD, "One.")
    put(table, thread, LEAD, "finance")

    with table.world.database.reading():
        shown = topics(table.world.reach(LEAD), [table.world.case()])
    assert [[label.words for label in each.labels] for each in shown] == [["finance"]]


def test_labels_are_put_on_and_taken_off_without_javascript(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "One.")
    client, page = client_of(LEAD), f"{thread.address}/labels"

    assert post(client, page, page, label="finance, board")[0] == 303
    assert post(client, f"{thread.address}/flags", page, label="ask again")[0] == 303
    assert "Take off the label finance" in client.get(page).text
    with table.world.database.reading():
        rows = {row.label: row for row in session().scalars(select(ThreadLabel))}
    wrong = post(client, f"{thread.address}/labels/{rows['ask again'].id}", page, _method="DELETE")
    taken = post(client, f"{thread.address}/labels/{rows['board'].id}", page, _method="DELETE")
    unflagged = post(client, f"{thread.address}/flags/{rows['ask again'].id}", page, _method="DELETE")

    assert (wrong[0], taken[0], unflagged[0]) == (404, 303, 303)
    assert [words for words, _ in seen(table, thread, LEAD)] == ["finance"]
    assert "finance" in client.get(LIST).text
