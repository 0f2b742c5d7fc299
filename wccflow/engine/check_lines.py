"""Checks that a line of sight can be drawn: its steps name what is there, and lead from one to another."""

from collections.abc import Iterator

from wccflow.engine.check_names import unknown
from wccflow.engine.content import Step
from wccflow.engine.definition import Definition
from wccflow.engine.findings import Finding

KIND = "line_of_sight"


def findings(definition: Definition) -> Iterator[Finding]:
    """Names that stand for nothing, steps that nothing can show, a chain that leads nowhere."""
    line = definition.line_of_sight
    if not line.steps:
        if line != type(line)():
            yield Finding(KIND, "", "steps", "is missing, so nobody would see it")
        return
    if len(line.steps) == 1:
        yield Finding(KIND, "", "steps", "is one step, and one step leads nowhere")
    if line.statement and not line.statement.endswith("."):
        yield Finding(KIND, "", "statement", "should end with a full stop")
    naming = [step.key for step in line.steps.values() if step.names]
    for key in naming[1:]:
        yield Finding(KIND, f"steps.{key}", "names", f"only one step can name items, and “{naming[0]}” does")
    for step in line.steps.values():
        yield from _names(definition, step)
        yield from _step(definition, step)


def _names(definition: Definition, step: Step) -> Iterator[Finding]:
    key = f"steps.{step.key}"
    yield from unknown(step.slots, definition.slots, "document", KIND, key, "slots")
    yield from unknown(step.wants, definition.line_of_sight.steps, "step", KIND, key, "wants")
    if step.names:
        yield from unknown([step.names], definition.elements, "element", KIND, key, "names")


def _step(definition: Definition, step: Step) -> Iterator[Finding]:
    key = f"steps.{step.key}"
    if step.key in step.wants:
        yield Finding(KIND, key, "wants", "wants itself")
    if not step.question.endswith("?"):
        yield Finding(KIND, key, "question", "should end with a question mark")
    if not step.slots:
        yield Finding(KIND, key, "slots", "no document shows it: name those in which to look")
    if not step.terms and not step.names:
        yield Finding(KIND, key, "terms", "no words are given by which a passage could be suggested")
    element = definition.elements.get(step.names)
    scale = definition.scales.get(element.scale) if element else None
    if scale is not None and scale.kind != "number":
        yield Finding(KIND, key, "names", f"nothing of “{step.names}” is chosen: its scale is no number")
