"""What search can find of threads, and through which audience."""

from dataclasses import replace

from tests.cycles.changed import come_to
from tests.harness.statements import counted
from tests.review.conftest import ANALYST, LEAD, Table
from tests.review.test_labelling import put
from tests.search.oracle import MemoryIndex
from wccflow.base import log
from wccflow.cycles.queries import definition_of
from wccflow.review import actions, entries
from wccflow.review.offers import ENTRIES
from wccflow.search.grammar import parse
from wccflow.search.indexer import Indexer
from wccflow.search.port import Audiences, Change, Put, Remove


def changes(table: Table) -> list[Change]:
    """What the last event about threads changes."""
    with table.world.database.reading() as reading:
        last = log.events_of([table.world.case().id], *ENTRIES)[-1]
        return list(ENTRIES[last.kind](reading, last))


def test_a_thread_is_found_by_all_its_words(table: Table) -> None:
    thread = table.open(LEAD, "The board asked.", on=table.file(), title="Money")
    table.say(thread, LEAD, "And again.")

    (put,) = changes(table)

    assert isinstance(put, Put)
    (entry,) = put.entries
    assert (put.audience, put.group, entry.kind) == (thread.audience_id, str(thread.id), "threads")
    assert entry.text == "Money\nrelease £4.1m\nThe board asked.\nAnd again."
    found = {name: entry.fields[name] for name in ("organisation", "cycle", "slot", "page", "label")}
    assert found == {
        "organisation": "5PG",
        "cycle": "wcc-test",
        "slot": "strategic_plan",
        "page": "3",
        "label": "Comment",
    }


def test_a_thread_is_found_by_its_shared_labels_and_by_nobodys_flags(table: Table) -> None:
    thread = table.open(LEAD, "One.")
    put(table, thread, LEAD, "mine", private=True)
    put(table, thread, LEAD, "finance")

    (made,) = changes(table)

    assert isinstance(made, Put)
    assert made.entries[0].fields["label"] == "Comment\nfinance"


def test_an_aside_is_found_only_by_those_it_is_for(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    aside = table.say(thread, LEAD, "Secret.", audience="organisation")

    found = {change.audience: change for change in changes(table)}

    assert set(found) == {thread.audience_id, aside.audience_id}
    texts = {
        change.audience: [each.text for each in change.entries]
        for change in found.values()
        if isinstance(change, Put)
    }
    assert texts == {thread.audience_id: ["Where?"], aside.audience_id: ["Secret."]}


def test_a_widened_thread_leaves_its_old_readers_index(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    table.act(lambda: actions.widen(thread, audience="everyone", by=table.reach(ANALYST), now=table.later()))

    gone, put = changes(table)

    assert gone == Remove(thread.audience_id, str(thread.id))
    assert isinstance(put, Put)
    assert put.audience != thread.audience_id


def test_a_thread_whose_words_are_gone_is_found_no_more(table: Table) -> None:
    thread = table.open(LEAD, "Regretted.")
    said = table.say(thread, LEAD, "Kept.")
    table.act(lambda: actions.delete(said, thread, by=table.reach(LEAD), now=table.later()))
    (put,) = changes(table)

    assert isinstance(put, Put)
    assert [each.text for each in put.entries] == ["Regretted."]


def test_everything_is_put_once_for_each_audience(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    aside = table.say(thread, LEAD, "Secret.", audience="organisation")
    table.open(ANALYST, "A note.")

    with table.world.database.reading() as reading:
        puts = list(entries.everything(reading))

    assert [put.audience for put in puts] == sorted(put.audience for put in puts)
    assert len(puts) == 3
    assert {put.group for put in puts if put.audience == aside.audience_id} == {str(thread.id)}


def test_a_thread_is_found_by_what_a_changed_definition_calls_its_document(table: Table) -> None:
    table.open(LEAD, "The board asked.", on=table.file(), title="Money")
    with table.world.database.reading():
        definition = definition_of(table.world.case())
    slot = replace(definition.slots["strategic_plan"], title="Plan for five years")

    come_to(table.world, replace(definition, slots={**definition.slots, "strategic_plan": slot}))

    (put,) = changes(table)
    assert isinstance(put, Put)
    assert put.entries[0].fields["document"] == "Plan for five years"


def test_a_thread_is_read_once_however_much_was_said_in_it_meanwhile(table: Table) -> None:
    thread = table.open(LEAD, "One.")
    cost, texts = [], []
    for count in (1, 12):
        index = MemoryIndex()
        for number in range(count):
            table.say(thread, LEAD, f"Number {number} of {count}.")
        with table.world.database.reading() as reading:
            events = log.events_of([table.world.case().id], *ENTRIES)[-count:]
            index.apply((), watermark=events[0].seq - 1)
            with counted(table.world.database.engine) as sent:
                Indexer(index, ENTRIES).drain(reading)
            cost.append(len(sent))
            found = index.search(
                parse(f'"of {count}"', fields={}),
                Audiences(frozenset({thread.audience_id})),
                kind="threads",
                limit=5,
            )
            texts.append([hit.key for hit in found.hits])

    assert cost[0] == cost[1]
    assert texts == [[str(thread.id)]] * 2
