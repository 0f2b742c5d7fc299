"""Checks that whatever is declared is used somewhere: what nobody uses is a mistake made elsewhere."""

from collections.abc import Iterator

from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.findings import Finding


def findings(definition: Definition) -> Iterator[Finding]:
    """Gates and facts that nothing uses, and tracks in which nothing moves."""
    gates = {key for move in definition.moves.values() for key in move.when}
    gates |= {one.met.name for one in definition.milestones.values() if one.met.kind == "gate"}
    for key in definition.gates:
        if key not in gates:
            yield Finding("gates", key, "", "stands at no move and no milestone")
    facts = {gate.fact for gate in definition.gates.values()}
    facts |= {one.due.name for one in definition.milestones.values() if one.due.anchor == "fact"}
    facts |= {kind.due.name for kind in definition.facts.values() if kind.due and kind.due.anchor == "fact"}
    for key in definition.facts:
        if key not in facts:
            yield Finding("facts", key, "", "is tested by no gate and dates no milestone")
    for track in definition.tracks.values():
        if not track.moves:
            yield Finding("tracks", track.key, "moves", "nothing moves in it")


def findings_of_all(workflow: Workflow) -> Iterator[Finding]:
    """What no edition uses: scales, elements, and slots that serve nothing."""
    editions = workflow.editions.values()
    scales = {element.scale for each in editions for element in each.elements.values()}
    scales |= {question.scale for each in editions for question in each.partners.questions.values()}
    served = {slot.key for each in editions for slot in each.slots.values() if slot.serves}
    for definition in editions:
        for key in definition.scales:
            if key not in scales:
                yield Finding("scales", key, "", "nothing is rated by it")
        for key in definition.slots:
            if key not in served:
                yield Finding("slots", key, "serves", "serves no item, so nobody would look into it")
    elements = {key for each in editions for key in each.elements}
    for kind, _, key in (name.partition(".") for name in workflow.origins):
        if kind == "elements" and key and key not in elements:
            yield Finding("elements", key, "", "belongs to no edition")
