"""The definition that the workflow's files hold now, to which the cases of a cycle may be brought."""

from wccflow.base.errors import NotFound, Refused
from wccflow.base.places import workflows_folder
from wccflow.cycles.definitions import pinned
from wccflow.cycles.migrating_preview import Target
from wccflow.cycles.models import Cycle
from wccflow.engine.checks import check
from wccflow.engine.definition import Workflow
from wccflow.engine.faults import Unsound
from wccflow.engine.loading import load


def workflow_of(cycle: Cycle) -> Workflow:
    """The workflow of the cycle as its files are now. Raises Refused where they will not do."""
    key = pinned(cycle.digest).workflow
    folder = workflows_folder() / key
    if not (folder / "workflow.toml").is_file():
        raise Refused(
            f"This cycle's workflow, “{key}”, has no files here, so its definition cannot have changed."
        )
    try:
        found = load(folder)
        faults = check(found)
    except Unsound as unsound:
        faults = unsound.faults
    if faults:
        raise Refused("The workflow's files have faults; no case is brought to them before they are mended.")
    return found


def target_of(cycle: Cycle, workflow: Workflow, edition: str = "") -> Target:
    """This edition of the workflow, or the one that the cycle has. Raises NotFound when there is no such."""
    wanted = edition or pinned(cycle.digest).edition
    if wanted not in workflow.editions:
        editions = ", ".join(workflow.editions)
        raise NotFound(f"The workflow has no edition {wanted}; it has {editions}.")
    return Target(workflow.editions[wanted], workflow.migrations)
