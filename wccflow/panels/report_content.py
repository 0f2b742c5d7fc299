"""What stands in a report: its parts, its ratings beside the organisation's own, in the template's order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from wccflow.engine.reports import ReportForm
from wccflow.panels.glance import Glance, glance
from wccflow.panels.narrated import ToldElement


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the panel writes; `version` is what its form carries."""

    key: str
    heading: str
    title: str = ""
    text: str = ""
    version: int = 0
    is_titled: bool = False
    is_last: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RatedItem:
    """An agreed rating in words, with its reason, beside what the organisation said of itself."""

    key: str
    title: str
    level: str
    reason: str
    own: str
    steps: int | None  # how far the organisation's own rating lies above the panel's
    dissent: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RatedGroup:
    """The items of one group, with the level that follows for the group where a rule makes one."""

    title: str
    level: str
    items: Sequence[RatedItem]


@dataclass(frozen=True, slots=True)
class RatedElement:
    """The ratings of one element of the assessment."""

    title: str
    groups: Sequence[RatedGroup]
    scale: Sequence[str]  # its levels in order, in words

    @property
    def glance(self) -> Glance:
        """Its ratings at a glance."""
        levels = [(group.title, [item.level for item in group.items]) for group in self.groups]
        return glance(self.title, self.scale, levels)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the report in its order: what it is, its heading, and the parts that stand in it."""

    kind: str
    title: str
    parts: Sequence[Part] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that stands in the report."""

    organisation: str
    overseer: str
    cycle: str
    demonstration: bool
    held_on: date | None
    form: ReportForm
    has_panel: bool
    written: Sequence[Part]
    narratives: Sequence[Part]
    told: Sequence[ToldElement]
    elements: Sequence[RatedElement]
    present: Sequence[tuple[str, str, str]]  # name, seat, part
    absent: Sequence[tuple[str, str, str]]  # name, seat, why
    fixed_at: datetime | None = None
    differing: Sequence[RatedItem] = field(default=())

    @property
    def status(self) -> str:
        """Whether it is a draft or final, such as `Draft report`."""
        return f"{'Final' if self.fixed_at else 'Draft'} {self.form.noun}"

    @property
    def heading(self) -> str:
        """The same with its whole title, such as `Draft report of the panel`."""
        return f"{'Final' if self.fixed_at else 'Draft'} {self.form.title}"

    @property
    def salutation(self) -> str:
        """The sentence with which it begins."""
        return self.form.salutation.format(organisation=self.organisation)

    @property
    def blocks(self) -> list[Block]:
        """Everything in the order of the cycle's template; what has nothing to show is left out."""
        parts = {part.key: part for part in (*self.written, *self.narratives)}
        found = []
        for block in self.form.laid_out(has_panel=self.has_panel):
            mine: Sequence[Part] = ()
            if block.kind == "part":
                mine = [parts[block.of]] if block.of in parts else []
            elif block.kind == "recommendations":
                mine = self.recommendations
            elif block.kind == "narratives":
                mine = self.narratives
            if mine or self._shows(block.kind):
                found.append(Block(block.kind, block.title, mine, block.empty))
        return found

    def _shows(self, kind: str) -> bool:
        """Whether a block that nobody writes has something to show."""
        by_itself = {
            "salutation": True,
            "glance": bool(self.elements),
            "differing": bool(self.elements),
            "ratings": self.has_panel,
            "told": bool(self.told),
            "panel": self.has_panel,
        }
        return by_itself.get(kind, False)

    @property
    def first(self) -> list[Part]:
        """The parts with which it begins."""
        return [part for part in self.written if not part.is_titled and not part.is_last]

    @property
    def recommendations(self) -> list[Part]:
        """The parts with a line of their own, under which actions are planned."""
        return [part for part in self.written if part.is_titled]

    @property
    def last(self) -> list[Part]:
        """The parts with which it ends."""
        return [part for part in self.written if not part.is_titled and part.is_last]

    @property
    def parts(self) -> list[Part]:
        """What is written for it."""
        return [*self.first, *self.narratives, *self.recommendations, *self.last]

    @property
    def unwritten(self) -> list[tuple[str, str]]:
        """The parts that have no words yet, with their headings."""
        return [(part.key, part.heading) for part in self.parts if not part.text]

    @property
    def sections(self) -> list[tuple[str, str]]:
        """What a point of accuracy may be about: every written part, all that is told, and every rating."""
        rated = [item for element in self.elements for group in element.groups for item in group.items]
        return [
            *((part.key, part.heading) for part in self.parts if part.text or part.title),
            *((item.key, item.title) for element in self.told for item in element.items),
            *((item.key, item.title) for item in rated),
        ]

    def prose_of(self, section: str) -> str:
        """The sentences of a section: the words of a part or of an item told, or why a rating is given."""
        for part in self.parts:
            if part.key == section:
                return part.text
        told = (item for element in self.told for item in element.items)
        rated = (item for each in self.elements for group in each.groups for item in group.items)
        found = {item.key: item.text for item in told} | {item.key: item.reason for item in rated}
        return found.get(section, "")

    def text_of(self, section: str) -> str | None:
        """The words of a section; None when there is none of that name."""
        for part in self.parts:
            if part.key == section:
                return f"{part.title}\n{part.text}"
        for item in (each for element in self.told for each in element.items):
            if item.key == section:
                return f"{item.title}\n{item.text}"
        for element in self.elements:
            for rated in (each for group in element.groups for each in group.items):
                if rated.key == section:
                    return f"{rated.title} {rated.level} {rated.reason}"
        return None
