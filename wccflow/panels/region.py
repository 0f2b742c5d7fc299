"""One overseer's panels in one cycle: where the pool and the timetable belong, and who looks after them."""

from dataclasses import dataclass
from uuid import UUID

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.engine.definition import Definition
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation
from wccflow.people.rights import Place, Reach, holds

MANAGE = "manage_panel"


@dataclass(frozen=True, slots=True)
class Region:
    """A cycle at one overseer."""

    cycle: Cycle
    overseer: Organisation

    @property
    def definition(self) -> Definition:
        """What the cycle has pinned."""
        return pinned(self.cycle.digest)

    @property
    def place(self) -> Place:
        """Where it stands, for rights and audiences."""
        return Place(None, self.overseer.id, None)

    @property
    def address(self) -> str:
        """The path of its timetable."""
        return f"/cycles/{self.cycle.key}/panels/{self.overseer.code}"

    def cases(self) -> list[Case]:
        """Every case of the overseer in this cycle, by the organisation's name."""
        return list(cycles.cases_of(self.cycle.id, self.overseer.id))


def region_called(cycle: str, overseer: str) -> Region:
    """The panels of this overseer in this cycle. Raises NotFound where no panel sits."""
    found = Region(cycles.cycle(cycle), organisation(overseer))
    if found.overseer.level != "overseer" or not found.definition.seats:
        raise NotFound(f"{found.overseer.name} holds no panels in {cycle}.")
    return found


def region_of(case: Case) -> Region:
    """The region in which a case's panel sits."""
    return Region(case.cycle, case.overseer)


def manages(region: Region, reach: Reach) -> bool:
    """Whether this person puts the overseer's panels together."""
    return holds(reach, MANAGE, place=region.place, definition=region.definition)


def demand_manager(region: Region, by: Reach) -> None:
    """Raise NotFound unless this person puts the overseer's panels together."""
    if not manages(region, by):
        raise NotFound
    log.speak_for(by.person_id, by.acts_for(region.place, managing(region)))


def managing(region: Region) -> list[str]:
    """The roles that put the overseer's panels together."""
    roles = region.definition.roles.values()
    return [each.key for each in roles if MANAGE in each.may and each.scope == "overseer"]


def audience(region: Region, *people: UUID) -> UUID:
    """Those who put the overseer's panels together, and these people."""
    tokens = {audiences.token(role, "overseer", region.overseer.id) for role in managing(region)}
    return audiences.ensure("timetable", tokens | {audiences.person_token(each) for each in people})
