"""Workflows of every shape, for trying what is drawn of them."""

from dataclasses import replace

from hypothesis import strategies as some

from wccflow.engine.definition import Definition, Move, Stage, State

WORDS = some.text("abc mMiW é’-–", min_size=1, max_size=60).filter(str.strip)


@some.composite
def definitions(draw: some.DrawFn, model: Definition) -> Definition:
    """The model with other stages, states and moves: any number of them, leading anywhere, with any words."""
    sizes = draw(some.lists(some.integers(0, 4), min_size=1, max_size=4).filter(any))
    stages, states = {}, {}
    for number, size in enumerate(sizes):
        keys = tuple(f"state_{number}_{one}" for one in range(size))
        stages[f"stage_{number}"] = Stage(f"stage_{number}", draw(WORDS), keys)
        for key in keys:
            states[key] = State(key, draw(WORDS), "Public", f"stage_{number}", draw(some.booleans()))
    moves = {}
    for number in range(draw(some.integers(0, 12))):
        sources = draw(some.lists(some.sampled_from(list(states)), min_size=1, max_size=4, unique=True))
        moves[f"move_{number}"] = Move(
            event=f"move_{number}",
            sources=tuple(sources),
            to=draw(some.sampled_from(list(states))),
            by=tuple(draw(some.lists(some.sampled_from(list(model.roles)), max_size=3, unique=True))),
            label=draw(WORDS),
            reason_required=draw(some.booleans()),
        )
    return replace(model, stages=stages, states=states, moves=moves)
