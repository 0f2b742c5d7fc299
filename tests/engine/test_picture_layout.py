"""Where everything of a drawing stands: nothing covers anything else, whatever the workflow."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.engine.pictures import definitions
from wccflow.engine.definition import Definition
from wccflow.engine.drawing import everywhere
from wccflow.engine.loading import load
from wccflow.engine.picture_layout import Area, Layout, layout

WORKFLOWS = sorted(path.parent for path in Path(__file__).parents[2].glob("workflows/*/workflow.toml"))
LAWS = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


def faults(plan: Layout) -> list[str]:
    """Whatever covers something else, or stands outside."""
    things = [("box", box.area) for box in plan.boxes]
    things += [(label.words[0].lines[0], label.area) for label in (*plan.titles, *plan.labels)]
    found = [f"{one} covers {other}" for (one, a), (other, b) in combinations(things, 2) if a.meets(b)]
    found += [f"{name} is outside" for name, area in things if not _inside(area, plan)]
    for line in plan.lines:
        for piece in pairwise(line.corners):
            found += [
                f"{line.way.label} crosses {name}"
                for name, area in things
                if _inner(area).meets(_area(*piece))
            ]
    return found


def _inside(area: Area, plan: Layout) -> bool:
    wide = area.x >= 0 and area.x + area.width <= plan.width
    return wide and area.y >= 0 and area.y + area.height <= plan.height


def _inner(area: Area) -> Area:
    """The area without its edge, at which lines may end."""
    return Area(area.x + 0.5, area.y + 0.5, max(0, area.width - 1), max(0, area.height - 1))


def _area(start: tuple[float, float], end: tuple[float, float]) -> Area:
    (a, b), (c, d) = start, end
    return Area(min(a, c) - 0.1, min(b, d) - 0.1, abs(a - c) + 0.2, abs(b - d) + 0.2)


@pytest.mark.parametrize("folder", WORKFLOWS, ids=lambda folder: folder.name)
def test_nothing_covers_anything_in_the_workflows_that_there_are(folder: Path) -> None:
    for definition in load(folder).editions.values():
        notes = dict.fromkeys(definition.stages, "1 September 2009 to 31 December 2009")
        marks = dict.fromkeys(definition.states, "You are here")

        assert faults(layout(definition)) == []
        assert faults(layout(definition, heading=definition.title, notes=notes, marks=marks)) == []


@LAWS
@given(some.data())
def test_nothing_covers_anything_in_any_workflow(definition: Definition, data: some.DataObject) -> None:
    drawn = data.draw(definitions(definition))

    assert faults(layout(drawn, heading="A heading", marks=dict.fromkeys(drawn.states, "Passed"))) == []


@LAWS
@given(some.data())
def test_every_state_and_every_move_is_drawn_and_always_alike(
    definition: Definition, data: some.DataObject
) -> None:
    drawn = data.draw(definitions(definition))

    plan = layout(drawn)

    assert [box.state for box in plan.boxes] == list(drawn.states)
    drawn_events = {line.way.event for line in plan.lines}
    assert drawn_events == {event for event, move in drawn.moves.items() if not everywhere(drawn, move)}
    assert layout(drawn) == plan


def test_the_way_onward_leads_straight_down(definition: Definition) -> None:
    straight = [line.way.event for line in layout(definition).lines if line.way.side == "straight"]

    assert straight[:4] == ["accept", "sign_off", "submit", "begin_analysis"]


def test_what_a_fault_looks_like_is_seen() -> None:
    assert Area(0, 0, 10, 10).meets(Area(9, 9, 10, 10))
    assert not Area(0, 0, 10, 10).meets(Area(10, 0, 10, 10))
