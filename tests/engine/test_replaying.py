"""Going again through what happened: the same standing, or the first thing that cannot have been."""

from datetime import date

import pytest

from wccflow.engine.decisions import Moved, Standing, beginning, decide
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.facts import Tally
from wccflow.engine.replaying import (
    CaseMoved,
    Happening,
    Impossible,
    ItemsMoved,
    Migrated,
    Opened,
    replay,
    retrace,
)
from wccflow.engine.walks import satisfying
from wccflow.engine.windows import Calendar

ON = date(2009, 12, 1)


def opened(definition: Definition) -> Opened:
    return Opened(definition.digest, definition.initial)


def accepted() -> CaseMoved:
    return CaseMoved("accept", "invited", "preparing", ON)


def test_a_case_stands_where_its_events_lead(definition: Definition) -> None:
    events = [opened(definition), accepted(), ItemsMoved("competency", ("1.1", "1.2"), "self_assess")]

    found = replay({definition.digest: definition}, events)

    assert found.state == "preparing"
    moved = {item for item, state in found.tracks["competency"].items() if state == "self_assessed"}
    assert moved == {"1.1", "1.2"}


def test_whatever_was_decided_can_be_replayed(definition: Definition, calendar: Calendar) -> None:
    """Every way onward from the first state to an end, as `decide` allows it."""
    facts, everyone = satisfying(definition), frozenset(definition.roles)
    standing, events = beginning(definition), list[Happening]([opened(definition)])
    while not definition.states[standing.state].final:
        move = next(move for move in definition.moves_from[standing.state] if not move.reason_required)
        on = calendar.windows[move.stages[0]].opens if move.stages else ON
        answer = decide(
            definition,
            standing,
            move.event,
            roles=everyone,
            facts=facts,
            on=on,
            windows=calendar.windows,
            signed=everyone,
        )
        assert isinstance(answer, Moved)
        events.append(CaseMoved(answer.event, answer.source, answer.to, on, facts, (), everyone))
        standing = Standing(answer.to, standing.tracks)

    assert replay({definition.digest: definition}, events) == standing


def told(definition: Definition, *events: Happening) -> str:
    with pytest.raises(Impossible) as impossible:
        replay({definition.digest: definition}, events)
    return str(impossible.value)


def test_a_case_is_opened_once_and_first_of_all(definition: Definition) -> None:
    assert told(definition) == "nothing says that the case was opened"
    assert told(definition, accepted()) == "something happened before the case was opened"
    assert told(definition, opened(definition), opened(definition)) == "the case was opened twice"
    assert told(definition, Opened("f" * 64, "invited")) == "the definition ffffffff is not kept"
    assert told(definition, Opened(definition.digest, "published")) == (
        "the case was opened at “published”; a case begins at “invited”"
    )


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        (CaseMoved("fly", "invited", "published", ON), "there is no move called “fly”"),
        (
            CaseMoved("accept", "preparing", "preparing", ON),
            "“Accept the invitation” is said to lead on from “preparing”; the case was at “invited”",
        ),
        (
            CaseMoved("accept", "invited", "published", ON),
            "“Accept the invitation” does not lead from “invited” to “published”",
        ),
        (
            CaseMoved("submit", "invited", "submitted", ON),
            "“Submit for analysis” does not lead from “invited” to “submitted”",
        ),
        (
            CaseMoved("accept", "invited", "preparing", ON, roles=frozenset({"observer"})),
            "“Accept the invitation” was made by somebody who may not make it",
        ),
    ],
)
def test_a_move_that_the_definition_forbids_is_told(
    definition: Definition, move: CaseMoved, sentence: str
) -> None:
    assert told(definition, opened(definition), move) == sentence


def test_the_facts_that_were_seen_must_have_let_the_move_through(definition: Definition) -> None:
    facts = {**satisfying(definition), "documents_required": Tally(8, 9)}
    passed = CaseMoved("sign_off", "preparing", "board_sign_off", ON, facts)

    assert told(definition, opened(definition), accepted(), passed) == (
        "“Pass to the board” was made although the gate “has_documents” did not hold"
    )


def test_a_gate_is_waived_only_where_the_definition_allows_it(definition: Definition) -> None:
    able = next(gate for gate in definition.gates.values() if gate.override and gate.key in _used(definition))
    unable = next(
        gate for gate in definition.gates.values() if not gate.override and gate.key in _used(definition)
    )

    for gate, words in ((able, ""), (unable, "cannot be waived")):
        move = next(move for move in definition.moves.values() if gate.key in move.when)
        happened = CaseMoved(
            move.event, move.sources[0], move.to, ON, satisfying(definition), waived=(gate.key,)
        )
        before = Standing(move.sources[0], beginning(definition).tracks)
        came = Migrated(definition.digest, definition.digest, beginning(definition), before)
        events = (opened(definition), came, happened)
        if words:
            assert words in told(definition, *events)
        else:
            assert replay({definition.digest: definition}, events).state == move.to


def _used(definition: Definition) -> set[str]:
    return {gate for move in definition.moves.values() for gate in move.when}


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        (ItemsMoved("competency", ("c99",), "self_assess"), "competency c99 cannot “self_assess”"),
        (ItemsMoved("competency", ("1.1",), "fly"), "competency 1.1 cannot “fly”"),
        (
            ItemsMoved("competency", ("1.1",), "conclude"),
            "“Conclude the review” is not open for 1.1, which was “unstarted”",
        ),
    ],
)
def test_an_items_move_that_is_forbidden_is_told(
    definition: Definition, items: ItemsMoved, sentence: str
) -> None:
    assert told(definition, opened(definition), accepted(), items) == sentence


def test_an_items_move_needs_its_state_of_the_case(definition: Definition) -> None:
    early = ItemsMoved("competency", ("1.1",), "self_assess")

    assert told(definition, opened(definition), early) == (
        "“Self-assess” is not open while the case is at “invited”"
    )


def test_a_migration_goes_on_from_where_the_case_stood(definition: Definition, wcc: Workflow) -> None:
    smaller = wcc.editions["2008-09"]
    known = {each.digest: each for each in (definition, smaller)}
    came = Migrated(definition.digest, smaller.digest, beginning(definition), beginning(smaller))

    positions = list(retrace(known, [opened(definition), came, accepted()]))

    assert [digest for digest, _ in positions] == [definition.digest, smaller.digest, smaller.digest]
    assert positions[-1][1].state == "preparing"


def test_a_migration_that_does_not_fit_is_told(definition: Definition, wcc: Workflow) -> None:
    smaller = wcc.editions["2008-09"]
    known = {each.digest: each for each in (definition, smaller)}
    first, there = beginning(definition), beginning(smaller)
    lost = Standing("nap", there.tracks)
    strange = Standing("invited", {**there.tracks, "competency": first.tracks["competency"]})
    unknown = Standing(
        "invited", {**there.tracks, "document": dict.fromkeys(there.tracks["document"], "burnt")}
    )

    def refused(before: Standing, after: Standing) -> str:
        events = [opened(definition), Migrated(definition.digest, smaller.digest, before, after)]
        with pytest.raises(Impossible) as impossible:
            replay(known, events)
        return str(impossible.value)

    assert "from where it did not stand" in refused(Standing("preparing", first.tracks), there)
    assert refused(first, lost) == "the case came to “nap”, which its definition does not have"
    assert (
        refused(first, strange) == "the case came to a definition with other items on the track “competency”"
    )
    assert "came to “burnt”, which its definition does not have" in refused(first, unknown)
