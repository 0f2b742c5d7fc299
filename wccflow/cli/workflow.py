"""`wccflow workflow`: list, check, draw and plan."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import click

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.places import workflows_folder
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house, workflow_of
from wccflow.cycles import queries
from wccflow.cycles.drawing import whole
from wccflow.engine.checks import faults_of, situations
from wccflow.engine.drawing import mermaid
from wccflow.engine.faults import Fault
from wccflow.engine.picture_svg import svg
from wccflow.engine.plans import Step, plan
from wccflow.engine.refusals import day, either
from wccflow.wiring import offers


@click.group()
def workflow() -> None:
    """Look at the workflows: what they are, whether they are sound, what comes next."""


@workflow.command("list")
def list_() -> None:
    """The workflows that this program can run."""
    folders = sorted(path.parent for path in workflows_folder().glob("*/workflow.toml"))
    found = [workflow_of(folder.name) for folder in folders]
    document = {
        "workflows": [
            {"key": each.key, "title": each.title, "editions": list(each.editions)} for each in found
        ]
    }
    answer(document, [f"{each.key}  {each.title} ({', '.join(each.editions)})" for each in found])


@workflow.command("check")
@click.argument("key_or_folder")
def check_(key_or_folder: str) -> None:
    """Every fault of a workflow's files, each with its file and key."""
    faults = _faults(key_or_folder)
    looked_at = 0 if faults else situations(workflow_of(key_or_folder))
    document = {
        "workflow": key_or_folder,
        "sound": not faults,
        "faults": [{"file": each.file, "key": each.key, "say": each.say} for each in faults],
        "situations": looked_at,
    }
    if faults:
        raise No("; ".join(f"{each.file}: {each.key} {each.say}" for each in faults), document)
    told = f"{looked_at:,} situations of case, items and documents were looked at."
    answer(document, [f"The workflow {key_or_folder} is sound.", told])


@workflow.command()
@click.argument("key")
@click.option("--case", "case_name", help="Mark where this case stands and was.")
@click.option("--edition", help="The newest one unless you name another.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "svg"]),
    default="mermaid",
    help="Words for a Mermaid drawing, or a picture to print; with --json you get both.",
)
def draw(key: str, case_name: str | None, edition: str | None, form: str) -> None:
    """The workflow as a drawing."""
    found = workflow_of(key)
    if edition and edition not in found.editions:
        raise NotFound(f"The workflow has no edition {edition}; it has {', '.join(found.editions)}.")
    definition = found.editions[edition or max(found.editions)]
    here, picture = None, ""
    if case_name:
        with the_house() as house, house.database.reading():
            case = queries.case(case_name)
            here, definition = case.state, queries.definition_of(case)
            picture = whole(case)
    drawings = {"mermaid": mermaid(definition, here=here), "svg": picture or svg(definition, headed=True)}
    answer({"workflow": key, **drawings}, [drawings[form].rstrip("\n")])


@workflow.command("plan")
@click.argument("case_name")
@click.option("--to", "goal", required=True, help="The state to reach.")
def plan_(case_name: str, goal: str) -> None:
    """What has to happen for a case to reach a state, by whom, and what is in the way."""
    with the_house() as house, house.database.reading():
        case = queries.case(case_name)
        steps = plan(
            queries.definition_of(case),
            queries.standing(case),
            goal,
            facts=queries.facts_of([case])[case.id],
            on=clock.today(),
            windows=queries.windows([case])[case.id],
        )
    if steps is None:
        raise No(f"No way leads from where {case_name} stands to {goal}.")
    document = {"case": case_name, "to": goal, "steps": [_step(each) for each in steps]}
    answer(document, [line for each in steps for line in _in_words(each)] or ["The case is there already."])


def _step(step: Step) -> dict[str, Any]:
    names = (field.name for field in fields(Step))
    return {name: getattr(step, name) for name in names} | {
        "blocks": [each._asdict() for each in step.blocks]
    }


def _in_words(step: Step) -> Iterator[str]:
    """One move on the way: whose it is, when it can be made, and what stands in its way."""
    when = f", open {day(step.opens)} to {day(step.closes)}" if step.opens and step.closes else ""
    yield f"{step.label} ({either(step.who)}{when})"
    yield from (f"  not yet: {block.say}" for block in step.blocks)


def _faults(key_or_folder: str) -> tuple[Fault, ...]:
    offered = offers()
    return faults_of(
        lambda: workflow_of(key_or_folder),
        facts=offered.facts,
        effects=offered.effects,
        abilities=offered.abilities,
    )
