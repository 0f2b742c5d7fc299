"""What becomes of an assessment: how its report is called, who speaks in it, and which parts are written."""

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal[
    "salutation",
    "part",
    "glance",
    "differing",
    "recommendations",
    "narratives",
    "told",
    "ratings",
    "panel",
]

AGREED = "The panel agreed with the self-assessment on every item that both rated."


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the report that is written for it; a titled one has a line of its own, to plan actions under.

    What is written of single items stands after the parts, or before those that are `last`.
    """

    key: str
    title: str
    titled: bool = False
    last: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """A block of the report in its order: a written part (`of` names it), or what follows from the ratings.

    `title` is its heading, where it has one of its own; `empty` is said where there is nothing to show.
    """

    kind: BlockKind
    of: str = ""
    title: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The report of a case, and the summary of all of them that the nation writes where it has parts.

    `title` and `author` stand in the middle of sentences; `noun` is the one word for it. `turn_days` are the
    working days that the organisation has at least for words of a draft that are new to it. Whatever is not
    told is a panel's report.
    """

    title: str = "report of the panel"
    noun: str = "report"
    author: str = "the panel"
    salutation: str = (
        "The panel thanks the board and the staff of {organisation} for their work in preparing for this "
        "review, and for the openness with which they answered its questions."
    )
    parts: dict[str, ReportPart] = field(
        default_factory=lambda: {
            "impression": ReportPart("impression", "Overall impression"),
            "recommendation-1": ReportPart("recommendation-1", "Recommendation 1", titled=True),
            "recommendation-2": ReportPart("recommendation-2", "Recommendation 2", titled=True),
            "recommendation-3": ReportPart("recommendation-3", "Recommendation 3", titled=True),
        }
    )
    what_it_is: tuple[str, ...] = (
        "This is how a panel of peers and experts found this organisation on one day, from its documents, "
        "its own assessment, and a talk with its board.",
        "It tells how well the organisation does its work, not how well any doctor or hospital does theirs.",
        "The ratings are a snapshot: read the reasons beside them before you compare.",
    )
    how_decided: tuple[str, ...] = (
        "The organisation assessed itself and filed its documents; reviewers read them; each member of the "
        "panel rated alone before the panel talked and agreed.",
        "The region and then the nation compared the ratings with those of other organisations. A rating was "
        "changed only with a reason, and by more than a level only with a second person's signature.",
        "The organisation checked the report for factual accuracy and was shown every change before "
        "publication.",
    )
    summary: dict[str, ReportPart] = field(default_factory=dict)
    blocks: tuple[ReportBlock, ...] = ()
    turn_days: int = 5

    def laid_out(self, *, has_panel: bool) -> tuple[ReportBlock, ...]:
        """Its blocks in order; a form that names none has the order of a panel's report, or of a letter."""
        return self.blocks or (self._of_a_panel() if has_panel else self._of_a_letter())

    def _of_a_panel(self) -> tuple[ReportBlock, ...]:
        return (
            ReportBlock("salutation", title="Thanks"),
            *self._parts(last=False),
            ReportBlock("glance", title="The ratings at a glance"),
            ReportBlock("differing", title="Where the self-assessment and the panel differ", empty=AGREED),
            ReportBlock("recommendations", title="Recommendations"),
            ReportBlock("narratives"),
            ReportBlock("told"),
            *self._parts(last=True),
            ReportBlock("ratings", title="Every rating with its reason"),
            ReportBlock("panel", title="The panel"),
        )

    def _of_a_letter(self) -> tuple[ReportBlock, ...]:
        return (
            ReportBlock("salutation"),
            *self._parts(last=False),
            ReportBlock("recommendations", title="Recommendations"),
            ReportBlock("narratives"),
            ReportBlock("told"),
            *self._parts(last=True),
        )

    def _parts(self, *, last: bool) -> list[ReportBlock]:
        plain = [part for part in self.parts.values() if not part.titled and part.last == last]
        return [ReportBlock("part", of=part.key) for part in plain]

    @property
    def titled(self) -> tuple[str, ...]:
        """The parts under whose titles actions are planned."""
        return tuple(part.key for part in self.parts.values() if part.titled)
