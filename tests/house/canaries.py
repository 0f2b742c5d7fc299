"""A small world full of secrets: each is a word that stands nowhere else, with the people who may read it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from tests.harness.panel import EVERYBODY
from tests.harness.world import BEGAN, HELD, World
from wccflow.cycles import opening
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.people import actions as people
from wccflow.people.queries import organisation
from wccflow.people.rights import Reach

Q34 = frozenset({"analyst@q34.example", "manager@q34.example", "director@q34.example"})
Q30 = frozenset({"analyst@q30.example", "manager@q30.example", "director@q30.example"})
PANEL = frozenset(EVERYBODY)
NATION = frozenset({"lead@dh.example", "observer@dh.example"})
NORTHERN_CHAIR = "chair1@q30.example"
MORE = {"5QC": "Hampshire PCT", "5PE": "Dudley PCT"}

Given = TypeVar("Given")


def those_of(code: str) -> frozenset[str]:
    """Those who work for an organisation."""
    return frozenset(f"{mailbox}@{code.lower()}.example" for mailbox, _ in HELD)


EVERYONE = sorted(
    {*Q34, *Q30, *PANEL, *NATION, NORTHERN_CHAIR}.union(*map(those_of, ("5PG", "5MX", "5J9", *MORE)))
)


@dataclass(slots=True)
class Aviary:
    """The small world, the secrets planted in it, and the ids of what carries them."""

    world: World
    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    def secret(self, name: str, *readers: frozenset[str]) -> str:
        """A new word that only these people may meet."""
        word = f"zqx{name}"
        self.readers[word] = frozenset().union(*readers)
        return word

    def met_in(self, words: set[str]) -> set[str]:
        """The secrets among these words."""
        return words & self.readers.keys()

    def act(self, act: Callable[[], Given]) -> Given:
        """Do something in a unit of work of its own."""
        with self.world.database.writing():
            return act()

    def reach(self, email: str) -> Reach:
        """What this person holds."""
        with self.world.database.reading():
            return self.world.reach(email)

    def keep(self, name: str, identifier: UUID, home: str) -> None:
        """Remember an id under the name by which addresses call it, and whose it is."""
        self.ids.setdefault(name, set()).add(str(identifier))
        self.homes[str(identifier)] = home


def found_more(aviary: Aviary) -> None:
    """Two more organisations, and a panel chair of the other overseer."""
    with aviary.world.database.writing():
        overseer = organisation("Q34")
        made = [
            people.found_organisation(
                code, name=name, level="organisation", parent=overseer, by_id=None, now=BEGAN
            )
            for code, name in MORE.items()
        ]
        for place in made:
            for mailbox, role in HELD:
                email = f"{mailbox}@{place.code.lower()}.example"
                person = people.add_person(email, name=f"Person of {email}", by_id=None, now=BEGAN)
                people.grant(person, role, scope="organisation", scope_id=place.id, by_id=None, now=BEGAN)
        opening.open_cases(cycle_called("wcc-test"), made, by_id=None, now=BEGAN)
