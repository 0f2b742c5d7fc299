"""`wccflow workflow`: list, check, draw and plan."""

from typing import Any

import click

from wccflow.base import clock
from wccflow.base.places import workflows_folder
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house, workflow_of
from wccflow.cycles import queries
from wccflow.engine.checks import check
from wccflow.engine.drawing import mermaid
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.plans import plan
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
    document = {
        "workflow": key_or_folder,
        "sound": not faults,
        "faults": [{"file": each.file, "key": each.key, "say": each.say} for each in faults],
    }
    if faults:
        raise No("; ".join(f"{each.file}: {each.key} {each.say}" for each in faults), document)
    answer(document, [f"The workflow {key_or_folder} is sound."])


@workflow.command()
@click.argument("key")
@click.option("--case", "case_name", help="Mark where this case stands.")
@click.option("--edition", help="The newest one unless you name another.")
def draw(key: str, case_name: str | None, edition: str | None) -> None:
    """The workflow as a Mermaid drawing."""
    found = workflow_of(key)
    definition = found.editions[edition or max(found.editions)]
    here = None
    if case_name:
        with the_house() as house, house.database.reading():
            case = queries.case(case_name)
            here, definition = case.state, queries.definition_of(case)
    drawing = mermaid(definition, here=here)
    answer({"workflow": key, "mermaid": drawing}, [drawing])


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
    answer({"case": case_name, "to": goal, "steps": [_step(each) for each in steps]}, map(str, steps))


def _step(step: Any) -> dict[str, Any]:
    return {name: getattr(step, name) for name in step.__slots__}


def _faults(key_or_folder: str) -> tuple[Fault, ...]:
    offered = offers()
    try:
        return check(
            workflow_of(key_or_folder),
            facts=offered.facts,
            effects=offered.effects,
            abilities=offered.abilities,
        )
    except Unsound as unsound:
        return unsound.faults
