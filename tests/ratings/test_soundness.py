"""What may be kept: values on their scale, clauses that are asked, passages or a reason where needed."""

from dataclasses import replace

import pytest

from tests.ratings.conftest import Desk, counted
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles import definitions
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.clauses import key_of
from wccflow.engine.definition import Definition, Workflow
from wccflow.ratings import actions, queries
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import UNGROUNDED, rated_elements
from wccflow.ratings.soundness import STRANGE, Given

PLAN = "There is a plan for it, with dates and money."
SHOWN = "Partners outside the PCT bear it out."


@pytest.fixture
def needing(desk: Desk, wcc: Workflow) -> Desk:
    """A desk whose definition needs a passage, or a reason, for what is above the lowest level."""
    known = wcc.editions["2009-10"]
    element = replace(known.elements["competencies"], passages="needed")
    changed = replace(known, elements={**known.elements, "competencies": element})
    with desk.world.database.writing():
        pin(desk.world.case(), changed)
    return desk


def pin(case: Case, definition: Definition) -> None:
    """Let a case go by another definition."""
    case.digest = definitions.keep(definition)


def keys(*pairs: tuple[str, str]) -> list[str]:
    return [key_of(level, words) for level, words in pairs]


def rate(desk: Desk, item: str, value: str, **more: object) -> Rating:
    with desk.world.database.writing():
        by = desk.world.reach("lead@5pg.example")
        return actions.rate(desk.world.case(), item, value, "Because.", by=by, now=desk.world.now, **more)  # type: ignore[arg-type]  # names of its own


def test_the_clauses_that_are_met_are_kept_with_the_rating_in_their_words(desk: Desk) -> None:
    made = rate(desk, "1.1", "3", clauses=keys(("2", PLAN), ("3", SHOWN)))

    assert made.clauses == {key_of("2", PLAN): PLAN, key_of("3", SHOWN): SHOWN}


def test_what_is_not_told_stays_as_it_was(desk: Desk) -> None:
    rate(desk, "1.1", "3", clauses=keys(("2", PLAN)), no_passage="It is known to everybody.")
    after = rate(desk, "1.1", "2")

    assert list(after.clauses.values()) == [PLAN]
    assert after.no_passage == "It is known to everybody."


def test_other_ticks_alone_make_a_rating_of_their_own(desk: Desk) -> None:
    first = rate(desk, "1.1", "3", clauses=keys(("2", PLAN)))
    second = rate(desk, "1.1", "3", clauses=[])

    assert (second.number, second.supersedes_id, second.clauses) == (2, first.id, {})
    assert first.clauses == {key_of("2", PLAN): PLAN}


def test_a_clause_that_is_not_asked_is_refused(desk: Desk) -> None:
    assert desk.refused(lambda: rate(desk, "1.1", "3", clauses=["c-0000000000"])) == STRANGE


def test_a_level_above_the_lowest_needs_a_passage_or_a_reason_where_the_definition_says_so(
    needing: Desk,
) -> None:
    assert needing.refused(lambda: rate(needing, "1.1", "2")) == UNGROUNDED
    assert rate(needing, "1.1", "1").number == 1
    assert rate(needing, "1.2", "2", no_passage="The survey is not a document.").number == 1

    needing.cite("1.3", needing.file())

    assert rate(needing, "1.3", "4").number == 1


def test_where_it_does_not_say_so_nothing_is_refused(desk: Desk) -> None:
    assert rate(desk, "1.1", "4").no_passage == ""


def test_every_fault_of_many_is_told_with_its_item_and_nothing_is_kept(desk: Desk) -> None:
    given = [
        Given("1.1", "9", "Because."),
        Given("1.2", "3", "Because."),
        Given("strategy_1", "purple"),
    ]

    with desk.world.database.reading():
        by = desk.world.reach("lead@5pg.example")
    with pytest.raises(Refused) as refusal, desk.world.database.writing():
        actions.rate_many(desk.world.case(), given, by=by, now=desk.world.now)

    assert [each.partition(":")[0] for each in refusal.value.sentences] == [
        "1.1 Reputation as the local leader of the NHS",
        "Vision and goals",
    ]
    with desk.world.database.reading():
        assert queries.ratings([desk.world.case().id]) == []


@pytest.mark.parametrize("again", [False, True])
def test_many_are_kept_in_as_many_queries_as_few(desk: Desk, again: bool) -> None:
    sent = []
    for code, many in (("5PG", 5), ("5MX", 49)):
        desk.world.at("preparing", code)
        for turn in range(2 if again else 1):
            with desk.world.database.writing():
                case, by = desk.world.case(code), desk.world.reach(f"lead@{code.lower()}.example")
                given = all_items(case, turn)[:many] if many == 49 else few(case, turn)
                session().flush()
                with counted() as queries_sent:
                    actions.rate_many(case, given, by=by, now=desk.world.now)
        sent.append(len(queries_sent))
        assert len(given) == many

    assert sent[0] == sent[1]


def all_items(case: Case, turn: int) -> list[Given]:
    """Everything that an organisation rates in this workflow."""
    definition = definition_of(case)
    return [
        Given(item, definition.scales[element.scale].values[1].key, f"Reason {turn}.")
        for element in rated_elements(definition)
        for item in element.items
    ]


def few(case: Case, turn: int) -> list[Given]:
    """Three with levels and two with colours."""
    every = all_items(case, turn)
    return [*every[:3], *every[-2:]]
