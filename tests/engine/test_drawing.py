"""The drawing of a workflow."""

from wccflow.engine.definition import Definition
from wccflow.engine.drawing import mermaid


def test_every_state_and_every_move_is_drawn(definition: Definition) -> None:
    lines = mermaid(definition).splitlines()

    arrows = [line for line in lines if "-->" in line or "-.->" in line]
    boxes = [line for line in lines if line.startswith("    ")]
    assert lines[0] == "flowchart TD"
    assert len(boxes) == len(definition.states)
    assert len(arrows) == len(definition.moves) - 1  # withdrawing is told in words
    assert '  preparing -->|"Pass to the board"| board_sign_off' in lines
    assert '  analysing -.->|"Return for more evidence"| returned' in lines
    assert (
        '    withdrawn(["Withdrawn (merged or abolished)<br>from anywhere: Withdraw the PCT from the cycle"])'
        in lines
    )


def test_where_the_case_stands_is_marked(definition: Definition) -> None:
    assert mermaid(definition, "returned").splitlines()[-1] == "  class returned here"
