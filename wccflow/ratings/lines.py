"""What stands on a sheet: a cited passage, an item with what its channels say, an element with its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wccflow.engine.content import Element, Item
from wccflow.engine.vocabulary import Scale
from wccflow.ratings.answers import CitedAnswer
from wccflow.ratings.models import Citation, Rating
from wccflow.ratings.rolling import rolled_up, rule_of
from wccflow.ratings.rules import DOCUMENTS, SELF, in_words, is_above_lowest, is_told, takes


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited passage and where it stands, in words."""

    citation: Citation
    document: str
    version: str
    note: str = ""  # where it stands in a newer version, in a sentence

    @property
    def where(self) -> str:
        """Document, version and page."""
        page = f", page {self.citation.page}" if self.citation.page else ""
        return f"{self.document}, {self.version}{page}"

    @property
    def place(self) -> str:
        """Document and page, for a reader who has only one version before her; else with the version."""
        if self.note:
            return self.where
        return f"{self.document}, page {self.citation.page}" if self.citation.page else self.document

    @property
    def address(self) -> str:
        """The path of the passage in the reader."""
        return f"/evidence/{self.citation.version_id}/passages/{self.citation.passage}"


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its state, and what the channels say that the person may read."""

    item: Item
    title: str
    scale: Scale
    state: str
    is_begun: bool
    ratings: Mapping[str, Rating]
    cited: Sequence[Cited]
    answers: Sequence[CitedAnswer] = ()

    @property
    def own(self) -> Rating | None:
        """What the organisation says of itself."""
        return self.ratings.get(SELF)

    @property
    def reviewed(self) -> Rating | None:
        """What a reviewer says that the documents show."""
        return self.ratings.get(DOCUMENTS)

    def said(self, channel: str) -> str:
        """A channel's value in words; nothing when there is none."""
        found = self.ratings.get(channel)
        return in_words(self.scale, found.value) if found else ""

    def cited_by(self, channel: str) -> list[Cited]:
        """What one channel cites."""
        return [each for each in self.cited if each.citation.channel == channel]

    @property
    def options(self) -> list[tuple[str, ...]]:
        """The values of the scale, each with its words and what it means for this item."""
        return [
            (level.key, level.title, self.item.descriptors.get(level.key, "") or level.statement)
            for level in self.scale.values
        ]

    @property
    def is_told(self) -> bool:
        """Whether the item is told in words alone."""
        return is_told(self.scale)

    @property
    def lacks(self) -> str:
        """What the organisation still owes for this item, in words; nothing when it is whole.

        Passages are asked for where items have levels.
        """
        if self.is_told:
            return "" if self.own else "nothing is written"
        if self.own is None:
            return "no rating"
        if not self.own.rationale:
            return "no rationale"
        if self.scale.kind == "levels" and not self.cited_by(SELF) and not self.own.no_passage:
            return "no passage cited"
        return ""

    @property
    def is_bare(self) -> bool:
        """Whether the own rating is above the lowest level, cites nothing, and says no reason for that."""
        told = [each for each in self.answers if each.citation.channel == SELF]
        return bool(
            self.own
            and is_above_lowest(self.scale, self.own.value)
            and not (self.cited_by(SELF) or told or self.own.no_passage)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """One element with its lines below their groups, and how many of its items are done."""

    element: Element
    scale: Scale
    groups: Sequence[tuple[Item | None, Sequence[Line]]]
    have: int

    def with_answers(self, told: Mapping[str, Sequence[CitedAnswer]]) -> "Section":
        """The same with the answers that are cited for its items."""
        groups = [
            (group, [replace(line, answers=told.get(line.item.key, ())) for line in lines])
            for group, lines in self.groups
        ]
        return replace(self, groups=groups)

    def rolled(self, group: Item) -> str:
        """The level of a group from what the organisation says of its items, with the rule that makes it."""
        lines = next((lines for each, lines in self.groups if each == group), [])
        values = [line.own.value for line in lines if line.own]
        return rolled_up(self.element, self.scale, values, len(lines))

    @property
    def rule(self) -> str:
        """The rule by which its groups have a level, in a sentence; nothing where they have none."""
        return rule_of(self.element, self.scale)

    @property
    def by_self(self) -> bool:
        """Whether the organisation itself says something of these items."""
        return takes(self.element, SELF)

    @property
    def by_documents(self) -> bool:
        """Whether its assessors say something of them."""
        return takes(self.element, DOCUMENTS)

    @property
    def is_told(self) -> bool:
        """Whether its items are told in words alone."""
        return is_told(self.scale)

    @property
    def lines(self) -> list[Line]:
        """Every line of the section."""
        return [line for _, lines in self.groups for line in lines]
