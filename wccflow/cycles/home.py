"""Where people talk and act together: a case, or what a later room sets beside the cases of a cycle."""

from typing import Protocol
from uuid import UUID

from wccflow.cycles.models import Cycle
from wccflow.people.models import Organisation
from wccflow.people.rights import Place


class Home(Protocol):
    """What rights, audiences and pages ask of it; a case has all of this."""

    @property
    def id(self) -> UUID:
        """Its id, under which lists and streams know it."""

    @property
    def cycle(self) -> Cycle:
        """The cycle to which it belongs."""

    @property
    def organisation(self) -> Organisation:
        """Whose it is: the organisation of a case."""

    @property
    def overseer(self) -> Organisation:
        """Who oversees it."""

    @property
    def digest(self) -> str:
        """Which definition it follows."""

    @property
    def state(self) -> str:
        """The state by which it is decided what stands open in it."""

    @property
    def place(self) -> Place:
        """Where it stands, for rights and audiences."""

    @property
    def address(self) -> str:
        """The path of its page."""
