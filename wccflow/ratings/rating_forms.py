"""The forms by which one person may rate one item: by which channel, with what in it, and what is asked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.people.rights import Reach, can
from wccflow.ratings import queries
from wccflow.ratings.checklist import Checklist, checklist_of
from wccflow.ratings.lines import Line
from wccflow.ratings.models import Rating, RatingDraft
from wccflow.ratings.rules import ABILITY_OF, CITING, DOCUMENTS, EXTERNAL, PANEL_MEMBER, SELF, in_words, takes
from wccflow.web.formats import moment

TITLES = {
    SELF: "Our rating",
    DOCUMENTS: "What the documents show",
    EXTERNAL: "Rating from outside",
    PANEL_MEMBER: "My rating",
}
TOLD_TITLES = {SELF: "What we say", DOCUMENTS: "What is written", EXTERNAL: "What is said outside"}
ON_THE_SHEET = (SELF, DOCUMENTS, EXTERNAL)  # a panel rates in its own room
REASONS = {
    SELF: (
        "rationale",
        "Why? What shows it?",
        "The board and, after submission, the assessors read this. "
        "An item counts as self-assessed once it has a rationale.",
    ),
    DOCUMENTS: (
        "note",
        "Why? Which passages show it?",
        "Assessors read this; the organisation does not.",
    ),
    EXTERNAL: (
        "rationale",
        "Who rates it so, where, and why?",
        "For example the regulator and its report. Assessors read this; the organisation does not.",
    ),
    PANEL_MEMBER: ("rationale", "Why?", "For the panel, once the chair has revealed the item."),
}
TOLD_HINTS = {
    SELF: "What is so, what shows it, and what follows from it.",
    DOCUMENTS: (
        "It goes into what the organisation is sent, word for word. Cite the passages on which it rests."
    ),
    EXTERNAL: "What is said, by whom and where.",
}
IDS = {SELF: "rating", DOCUMENTS: "review", EXTERNAL: "external", PANEL_MEMBER: "mine"}
PATHS = {SELF: "", DOCUMENTS: "/review", EXTERNAL: "/external"}


@dataclass(frozen=True, slots=True)
class RatingForm:
    """One form: what stands in it, from a draft if there is one, and what follows from it."""

    channel: str
    kept: Rating | None
    draft: RatingDraft | None
    checklist: Checklist | None
    newer: str  # who has kept another rating since the draft was written, in a sentence
    is_told: bool
    has_passage: bool
    has_levels: bool

    @property
    def id(self) -> str:
        """The id of the form, with which those of its fields begin."""
        return IDS[self.channel]

    @property
    def path(self) -> str:
        """Where below the item's address it is sent."""
        return PATHS.get(self.channel, "")

    @property
    def title(self) -> str:
        """What is asked."""
        return TOLD_TITLES.get(self.channel, TITLES[self.channel]) if self.is_told else TITLES[self.channel]

    @property
    def reason(self) -> tuple[str, str, str]:
        """The field of the reason: its name, its label and its hint."""
        return REASONS[self.channel]

    @property
    def told_hint(self) -> str:
        """The hint of what is told in words."""
        return TOLD_HINTS[self.channel]

    @property
    def version(self) -> int:
        """The number of the rating that stands."""
        return self.kept.number if self.kept else 0

    @property
    def shown(self) -> Rating | RatingDraft | None:
        """What fills the form."""
        return self.draft or self.kept

    @property
    def cites(self) -> bool:
        """Whether it is asked why no passage is cited, where none is."""
        return self.channel in CITING and self.has_levels


def forms_for(case: Case, line: Line, element: Element, reach: Reach) -> list[RatingForm]:
    """The forms for this person, here and now; one query for each."""
    definition = definition_of(case)
    mine = [
        channel
        for channel in ON_THE_SHEET
        if takes(element, channel)
        and can(reach, ABILITY_OF[channel], place=case.place, definition=definition, state=case.state)
    ]
    return [form_by(case, line, channel, reach) for channel in mine]


def form_by(case: Case, line: Line, channel: str, reach: Reach) -> RatingForm:
    """The form by which this person rates an item by one channel, whether or not she may now."""
    kept = line.ratings.get(channel) or queries.standing(
        case.id, line.item.key, channel, queries.line_of(channel, reach.person_id)
    )
    draft = queries.draft(case, line.item.key, channel, reach.person_id)
    shown = draft or kept
    attached = Counter(each.citation.clause for each in line.cited if each.citation.clause)
    value, met = (shown.value, list(shown.clauses)) if shown else ("", [])
    return RatingForm(
        channel=channel,
        kept=kept,
        draft=draft,
        checklist=None if line.is_told else checklist_of(line.scale, line.item, value, met, attached),
        newer=_newer(line, draft, kept, reach),
        is_told=line.is_told,
        has_passage=_rests(line, channel),
        has_levels=bool(line.scale.values),
    )


def _newer(line: Line, draft: RatingDraft | None, kept: Rating | None, reach: Reach) -> str:
    if draft is None or kept is None or kept.at <= draft.at or kept.by_id == reach.person_id:
        return ""
    said = in_words(line.scale, kept.value)
    return f"Somebody else has kept {said} since then, on {moment(kept.at)}: it is shown below."


def _rests(line: Line, channel: str) -> bool:
    """Whether a passage or an answer is cited on which this channel may rest."""
    channels: Sequence[str] = (SELF,) if channel == SELF else CITING
    cited = [
        *(each.citation.channel for each in line.cited),
        *(each.citation.channel for each in line.answers),
    ]
    return any(each in channels for each in cited)
