"""Whether a workflow is sound: every mistake at once, with its file, so that a bad one is never opened."""

from collections.abc import Callable, Collection, Iterator

from wccflow.engine import check_content, check_dates, check_flow, check_names, check_offers, check_words
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.faults import Fault
from wccflow.engine.findings import Finding
from wccflow.engine.walks import walk

_RULES: tuple[Callable[[Definition], Iterator[Finding]], ...] = (
    check_names.findings,
    check_flow.findings,
    check_words.findings,
    check_content.findings,
)


def check(
    workflow: Workflow,
    *,
    facts: Collection[str] | None = None,
    effects: Collection[str] | None = None,
    abilities: Collection[str] | None = None,
) -> tuple[Fault, ...]:
    """Every fault, none when sound. What the program offers is held against the files where it is given.

    Dates and examples are tried only once every name and every sentence can be read.
    """
    found = list(_found(workflow, facts, effects, abilities))
    if all(_readable(definition) for definition in workflow.editions.values()):
        found += check_dates.findings(workflow)
        found += _astray(workflow)
    faults = {
        Fault(workflow.file_of(finding.kind, finding.key), finding.path, finding.say) for finding in found
    }
    return tuple(sorted(faults))


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


def _readable(definition: Definition) -> bool:
    misworded = (finding for finding in check_words.findings(definition) if finding.field in ("say", "need"))
    return not any(True for _ in check_names.findings(definition)) and not any(True for _ in misworded)


def _astray(workflow: Workflow) -> Iterator[Finding]:
    if not workflow.examples:
        yield Finding(
            "examples", "", "", "there is no example, so nothing shows that the workflow goes as meant"
        )
    for example in workflow.examples.values():
        for step, say in walk(workflow, example):
            yield Finding("examples", example.key, step, say)
