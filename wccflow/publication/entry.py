"""The door of the nation's pages of publication: the cycle asked for, for whoever publishes it."""

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.people import visitor
from wccflow.publication import actions


def publishable(cycle: str) -> Cycle:
    """The cycle of this key, for those who publish it. Raises NotFound for everybody else."""
    found = cycle_called(cycle)
    if not actions.may_approve(found, visitor.reach()):
        raise NotFound
    return found
