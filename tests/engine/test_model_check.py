"""Every situation of case, items and documents: boxes say the same as looking at them one by one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from wccflow.engine.definition import Definition, ItemMove, Track
from wccflow.engine.drawing import everywhere
from wccflow.engine.model_check import Local, Model, asks, model, sorts

Situation = tuple[str, tuple[Local, ...]]
VARIANTS = ("as it is", "no answer", "no conclusion", "no way to give documents back", "no second question")


@pytest.fixture(params=VARIANTS)
def variant(request: pytest.FixtureRequest, definition: Definition) -> Definition:
    """The definition, or one in which items come to a standstill."""
    without = {
        "as it is": ("", ""),
        "no answer": ("competency", "answer"),
        "no conclusion": ("competency", "conclude"),
        "no way to give documents back": ("document", "unfreeze"),
        "no second question": ("governance", "rate"),
    }
    track, event = without[request.param]
    return lacking(definition, track, event)


def lacking(definition: Definition, track: str, *events: str) -> Definition:
    if not track:
        return definition
    kept = tuple(move for move in definition.tracks[track].moves if move.event not in events)
    return replace(
        definition, tracks={**definition.tracks, track: replace(definition.tracks[track], moves=kept)}
    )


def one_by_one(definition: Definition) -> dict[Situation, set[Situation]]:
    """Every situation with those that follow it, by walking; withdrawing is marked by an empty case."""
    lanes = tuple(track for track in definition.tracks.values() if track.items)
    found: dict[Situation, set[Situation]] = {}
    new: list[Situation] = [
        (definition.initial, begin) for begin in product(*(sorts(definition, track) for track in lanes))
    ]
    while new:
        here = new.pop()
        if here not in found:
            found[here] = {*item_steps(lanes, here), *case_steps(definition, lanes, here)}
            new += found[here]
    return found


def item_steps(lanes: tuple[Track, ...], here: Situation) -> Iterator[Situation]:
    state, items = here
    for number, track in enumerate(lanes):
        for move in track.moves:
            if state in move.during and items[number].state in move.sources:
                moved = items[number]._replace(state=move.to)
                yield state, (*items[:number], moved, *items[number + 1 :])


def case_steps(definition: Definition, lanes: tuple[Track, ...], here: Situation) -> Iterator[Situation]:
    state, items = here
    for move in definition.moves_from[state]:
        gates = [definition.gates[key] for key in move.when if definition.gates[key].override is None]
        asked = [pair for gate in gates for pair in asks(definition, lanes, gate).items()]
        if all(items[number] in allowed for number, allowed in asked):
            yield move.to, items


def stranded(definition: Definition, found: dict[Situation, set[Situation]]) -> set[Situation]:
    """Those from which no end is reached by moves other than withdrawing."""
    away = {move.to for move in definition.moves.values() if everywhere(definition, move)}
    back: dict[Situation, list[Situation]] = {}
    for here, following in found.items():
        for there in following:
            if there[0] not in away:
                back.setdefault(there, []).append(here)
    ends = [here for here in found if definition.states[here[0]].final]
    ending, new = set(ends), list(ends)
    while new:
        for here in back.get(new.pop(), ()):
            if here not in ending:
                ending.add(here)
                new.append(here)
    return set(found) - ending


def told(found: Model) -> set[Situation]:
    return {(state, each) for state in found.arising for each in found.stranded(state)}


def test_boxes_hold_the_same_situations_as_walking_finds(variant: Definition) -> None:
    assert model(variant).situations() == set(one_by_one(variant))


def test_boxes_strand_the_same_situations_as_walking_does(variant: Definition) -> None:
    assert told(model(variant)) == stranded(variant, one_by_one(variant))


def test_our_definition_strands_nobody(definition: Definition) -> None:
    assert len(model(definition).situations()) > 3000
    assert told(model(definition)) == set()


def test_an_item_without_a_way_on_strands_the_case(definition: Definition) -> None:
    stuck = lacking(definition, "competency", "answer", "self_assess")
    moves = (
        ItemMove("start", ("unstarted",), "self_assessed", ("pct_lead",), "Start", ("preparing",)),
        *stuck.tracks["competency"].moves,
    )
    track = replace(stuck.tracks["competency"], moves=moves)

    found = model(replace(stuck, tracks={**stuck.tracks, "competency": track}))

    assert {items[0].state for state, items in told(found) if state == "analysing"} == {"queried"}


def test_gates_are_met_where_an_item_can_have_come_so_far(definition: Definition) -> None:
    assessed, reviewed = definition.gates["self_assessed"], definition.gates["reviewed"]
    found = model(definition)

    assert found.meets([assessed, reviewed], "analysing")
    assert found.meets([assessed], "submitted")
    assert not found.meets([reviewed], "submitted")
    assert not found.meets([assessed, reviewed], "submitted")


def test_a_definition_without_tracks_is_its_case_alone(definition: Definition) -> None:
    found = model(replace(definition, tracks={}))

    assert found.situations() == {(state, ()) for state in definition.states}
