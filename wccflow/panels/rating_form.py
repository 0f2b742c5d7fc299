"""The form by which a member of a panel rates an item alone: the same as on the sheet, with her own draft."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.panels.agenda import Line
from wccflow.people.rights import Reach
from wccflow.ratings import lines
from wccflow.ratings.answers import CitedAnswer
from wccflow.ratings.models import Citation, Rating
from wccflow.ratings.rating_forms import RatingForm, form_by
from wccflow.ratings.rules import DOCUMENTS, PANEL_MEMBER, SELF, TITLES


def form_of(
    case: Case,
    line: Line,
    own: Rating | None,
    cited: Sequence[Citation],
    told: Sequence[CitedAnswer],
    reach: Reach,
) -> tuple[lines.Line, RatingForm]:
    """The item as a sheet has it, and what stands in the form: the member's draft, else what she has kept."""
    on_sheet = lines.Line(
        item=line.item,
        title=line.title,
        scale=line.scale,
        state="",
        is_begun=own is not None,
        ratings={PANEL_MEMBER: own} if own else {},
        cited=[lines.Cited(each, "", "") for each in cited],
        answers=told,
    )
    return on_sheet, form_by(case, on_sheet, PANEL_MEMBER, reach)


def ticked_by(
    line: Line, beside: Mapping[tuple[str, str], Rating], people: Mapping[UUID, str]
) -> list[tuple[str, Collection[str]]]:
    """Who ticks which clauses: the organisation, its reviewers, and the members once it is revealed."""
    rows = ((channel, beside.get((line.item.key, channel))) for channel in (SELF, DOCUMENTS))
    told: list[tuple[str, Collection[str]]] = [(TITLES[channel], row.clauses) for channel, row in rows if row]
    return told + [(people.get(row.by_id, "A member"), row.clauses) for row in line.given]
