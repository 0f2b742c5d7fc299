"""What tests of lines of sight have in common: a plan in two documents, and lines drawn through it."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from tests.harness.world import World
from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.evidence import actions as evidence
from wccflow.evidence import freezing
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.line_of_sight import actions, queries, sharing
from wccflow.line_of_sight.models import Line, StepFinding, StepPassage

NEED = "One mother in four smokes in pregnancy, compared with one in seven as the national average."
GOAL = "Our goal is that no more than one mother in six smokes in pregnancy by 2013."
INITIATIVE = "We will commission a stop smoking service for pregnant women in every ward."
MONEY = "We will invest £0.4m in stop smoking services for pregnancy in each year of the plan."
PLAN = (NEED, GOAL, INITIATIVE)
MATTER = "smoking_in_pregnancy"
LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


@dataclass(slots=True)
class Sight:
    """Draws lines through the plan of 5PG, whose case is preparing."""

    world: World
    files: FileStore
    filed: dict[str, Version] = field(default_factory=dict)

    def file(self, slot: str, *texts: str, code: str = "5PG") -> Version:
        """A document in a slot whose passages are these texts."""
        content = io.BytesIO(f"{slot} {len(self.filed)} {texts}".encode())
        with self.world.database.writing():
            by = self.world.reach(f"lead@{code.lower()}.example")
            received = receive(self.files, content, name=f"{slot}.txt", max_bytes=1_000_000)
            made = evidence.file(self.world.case(code), slot, received, by=by, now=self.world.now)
            settle_reading(made.id, _reading(texts), now=self.world.now)
        self.filed[slot] = made
        return made

    def draw(self, title: str = "", item: str = "", *, who: str = LEAD, code: str = "5PG") -> Line:
        """A line of this person."""
        with self.world.database.writing():
            by = self.world.reach(who)
            return actions.draw(self.world.case(code), title=title, item=item, by=by, now=self.world.now)

    def show(
        self, line: Line, step: str, text: str, *, slot: str = "strategic_plan", who: str = LEAD
    ) -> StepPassage:
        """The passage with this text, for a step."""
        with self.world.database.writing():
            return actions.show(
                self.line(line.id, who),
                self.world.case(),
                step,
                version_id=self.filed[slot].id,
                passage=passage_id(text, {}),
                by=self.world.reach(who),
                now=self.world.now,
            )

    def find(self, line: Line, step: str, stance: str, why: str = "", *, who: str = ANALYST) -> StepFinding:
        """What a reviewer finds of a step."""
        with self.world.database.writing():
            by, found = self.world.reach(who), self.line(line.id, who)
            case = self.world.case()
            return actions.find(found, case, step, stance=stance, why=why, by=by, now=self.world.now)

    def line(self, line_id: UUID, who: str = LEAD) -> Line:
        """The line as it is now."""
        return queries.line(self.world.reach(who), line_id)

    def whole(self, item: str = "life_expectancy") -> Line:
        """A line of which every step is shown."""
        self.file("strategic_plan", *PLAN)
        self.file("financial_strategy", MONEY)
        made = self.draw("Smoking in pregnancy", item)
        for step, text in (("need", NEED), ("goal", GOAL), ("initiative", INITIATIVE)):
            self.show(made, step, text)
        self.show(made, "money", MONEY, slot="financial_strategy")
        return made

    def share(self) -> None:
        """Let those who assess read what the organisation has drawn and filed, as submitting does."""
        with self.world.database.writing():
            freezing.share(self.world.case(), by=None, now=self.world.now)
            sharing.share(self.world.case(), by=None, now=self.world.now)

    def refused(self, act: Callable[[], object]) -> str:
        """The sentence with which the act is refused."""
        with pytest.raises(Refused) as refusal:
            act()
        return str(refusal.value)


@pytest.fixture
def sight(world: World, files: FileStore) -> Sight:
    """A plan through which 5PG draws its lines."""
    world.at("preparing")
    return Sight(world, files)


def _reading(texts: tuple[str, ...]) -> Reading:
    seen: dict[str, int] = {}
    rows = [
        Passage(passage_id(text, seen), "paragraph", text, "Plan", page)
        for page, text in enumerate(texts, start=1)
    ]
    return Reading("docx", len(texts), tuple(rows), ())
