"""A workflow as a Mermaid flowchart, made from the same definition that decides."""

from wccflow.engine.definition import Definition, Move


def mermaid(definition: Definition, here: str | None = None) -> str:
    """The stages as boxes, the states in them, and the moves; dotted ones go back and need a reason.

    A move that is open from every state is told in words below its target instead of being drawn many times.
    """
    lines = ["flowchart TD"]
    for stage in definition.stages.values():
        lines.append(f'  subgraph {stage.key}_stage["{_text(stage.title)}"]')
        lines += [f"    {_box(definition, state)}" for state in stage.states]
        lines.append("  end")
    lines += [_arrow(source, move) for source, move in _drawn(definition)]
    if here is not None:
        lines += ["  classDef here stroke-width:4px,font-weight:bold", f"  class {here} here"]
    return "\n".join(lines) + "\n"


def everywhere(definition: Definition, move: Move) -> bool:
    """Whether a move leaves every state that is not final."""
    return set(move.sources) == {state.key for state in definition.states.values() if not state.final}


def _drawn(definition: Definition) -> list[tuple[str, Move]]:
    return [
        (source, move)
        for move in definition.moves.values()
        if not everywhere(definition, move)
        for source in move.sources
    ]


def _box(definition: Definition, key: str) -> str:
    state = definition.states[key]
    always = [
        move.label for move in definition.moves.values() if move.to == key and everywhere(definition, move)
    ]
    text = "<br>".join([_text(state.title), *(f"from anywhere: {_text(label)}" for label in always)])
    return f'{key}(["{text}"])' if state.final else f'{key}["{text}"]'


def _arrow(source: str, move: Move) -> str:
    line = "-.->" if move.reason_required else "-->"
    return f'  {source} {line}|"{_text(move.label)}"| {move.to}'


def _text(words: str) -> str:
    return words.replace('"', "#quot;").replace("<", "&lt;")
