"""Whether a workflow is sound: every mistake at once, with its file, so that a bad one is never opened."""

from collections.abc import Callable, Collection, Iterator

from wccflow.engine import (
    check_areas,
    check_content,
    check_dates,
    check_flow,
    check_gates,
    check_lines,
    check_migrations,
    check_model,
    check_names,
    check_offers,
    check_partners,
    check_publication,
    check_report,
    check_roles,
    check_style,
    check_unused,
    check_words,
)
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.findings import Finding
from wccflow.engine.model_check import model
from wccflow.engine.walks import walk

_RULES: tuple[Callable[[Definition], Iterator[Finding]], ...] = (
    check_names.findings,
    check_flow.findings,
    check_roles.findings,
    check_gates.findings,
    check_words.findings,
    check_style.findings,
    check_content.findings,
    check_lines.findings,
    check_partners.findings,
    check_report.findings,
    check_areas.findings,
    check_publication.findings,
    check_unused.findings,
)


def check(
    workflow: Workflow,
    *,
    facts: Collection[str] | None = None,
    effects: Collection[str] | None = None,
    abilities: Collection[str] | None = None,
) -> tuple[Fault, ...]:
    """Every fault, none when sound. What the program offers is held against the files where it is given.

    Situations, days and examples are tried only once every name and every sentence can be read.
    """
    found = list(_found(workflow, facts, effects, abilities))
    if all(_can_be_tried(definition) for definition in workflow.editions.values()):
        for definition in workflow.editions.values():
            found += check_model.findings(definition)
        found += check_dates.findings_of_days(workflow)
        found += _astray(workflow)
    faults = {
        Fault(workflow.file_of(finding.kind, finding.key), finding.path, finding.say) for finding in found
    }
    return tuple(sorted(faults))


def faults_of(
    read: Callable[[], Workflow],
    *,
    facts: Collection[str] | None = None,
    effects: Collection[str] | None = None,
    abilities: Collection[str] | None = None,
) -> tuple[Fault, ...]:
    """Every fault of a workflow that is still to be read: those of reading it with those of its sense."""
    try:
        return check(read(), facts=facts, effects=effects, abilities=abilities)
    except Unsound as unsound:
        half = unsound.workflow
        more = check(half, facts=facts, effects=effects, abilities=abilities) if half is not None else ()
        return tuple(sorted({*unsound.faults, *more}))


def situations(workflow: Workflow) -> int:
    """How many situations of case, items and documents there are, over all editions of a sound workflow."""
    return sum(len(model(definition).situations()) for definition in workflow.editions.values())


def _found(
    workflow: Workflow,
    facts: Collection[str] | None,
    effects: Collection[str] | None,
    abilities: Collection[str] | None,
) -> Iterator[Finding]:
    if not workflow.editions:
        yield Finding("workflow", "", "editions", "there is no edition")
    for definition in workflow.editions.values():
        for rule in _RULES:
            yield from rule(definition)
        yield from check_offers.findings(definition, facts, effects, abilities)
    yield from check_unused.findings_of_all(workflow)
    yield from check_dates.findings(workflow)
    if not workflow.examples:
        say = "there is no example, so nothing shows that the workflow goes as meant"
        yield Finding("examples", "", "", say)
    yield from check_migrations.findings(workflow)


def _can_be_tried(definition: Definition) -> bool:
    """Whether every name stands for something, every sentence can be told, and no part lacks altogether."""
    tracks = definition.tracks.values()
    makers = [move.by for move in definition.moves.values()]
    makers += [move.by for track in tracks for move in track.moves]
    if not (definition.states and all(makers) and all(track.states for track in tracks)):
        return False
    senseless = (*check_gates.findings(definition), *check_words.findings(definition))
    hindering = [finding for finding in senseless if finding.field in ("need", "say")]
    counted = [one for one in check_content.findings(definition) if one.field.startswith("counts")]
    return not (hindering or counted or any(True for _ in check_names.findings(definition)))


def _astray(workflow: Workflow) -> Iterator[Finding]:
    for example in workflow.examples.values():
        for step, say in walk(workflow, example):
            yield Finding("examples", example.key, step, say)
