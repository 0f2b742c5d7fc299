"""What becomes of an assessment: how its report is called, who speaks in it, and which parts are written."""

from dataclasses import dataclass, field


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
class ReportForm:
    """The report of a case, and the summary of all of them that the nation writes where it has parts.

    `title` and `author` stand in the middle of sentences; `noun` is the one word for it. Whatever is not told
    is a panel's report.
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

    @property
    def titled(self) -> tuple[str, ...]:
        """The parts under whose titles actions are planned."""
        return tuple(part.key for part in self.parts.values() if part.titled)
