"""What every act on a line begins and ends with: the right, whether it may still change, the log's line."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import LineOfSight, Step
from wccflow.evidence import queries as evidence
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.models import Line
from wccflow.line_of_sight.rules import LONGEST_TITLE
from wccflow.people.rights import Reach, can, demand, holds
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS, SELF

FROZEN = (
    "The line of sight is frozen with the documents. "
    "It opens again when the case is given back for more evidence."
)


def sight_of(case: Case) -> LineOfSight:
    """The line of sight that the case's definition asks for. Raises NotFound when it asks for none."""
    sight = definition_of(case).line_of_sight
    if not sight.steps:
        raise NotFound
    return sight


def step_of(case: Case, key: str) -> Step:
    """One step of it. Raises NotFound."""
    found = sight_of(case).steps.get(key)
    if found is None:
        raise NotFound
    return found


def channel_for(case: Case, reach: Reach) -> str:
    """Whose lines the person draws here now: the organisation's, the reviewers', or nobody's."""
    definition = definition_of(case)
    for channel in (SELF, DOCUMENTS):
        if can(reach, ABILITY_OF[channel], place=case.place, definition=definition, state=case.state):
            return "" if channel == SELF and is_frozen(case) else channel
    return ""


def channel_held(case: Case, reach: Reach) -> str:
    """Whose lines the person would draw here, whether or not she may now."""
    own = holds(reach, ABILITY_OF[SELF], place=case.place, definition=definition_of(case))
    return channel_for(case, reach) or (SELF if own else DOCUMENTS)


def demand_drawing(case: Case, channel: str, by: Reach) -> None:
    """Raise NotFound or Refused when the person may not draw lines of this channel here now."""
    sight_of(case)
    demand(by, ABILITY_OF[channel], place=case.place, definition=definition_of(case), state=case.state)
    if channel == SELF and is_frozen(case):
        raise Refused(FROZEN)


def is_frozen(case: Case) -> bool:
    """Whether every document that the organisation has filed is frozen, and its lines with them."""
    filled = {slot for _, slot in evidence.current(evidence.fillings([case.id]))}
    rows = [each for each in evidence.documents(case).values() if each.slot in filled]
    return bool(rows) and all(each.frozen_at is not None for each in rows)


def standing(line: Line) -> Line:
    """The line, while it stands. Raises Refused."""
    if line.withdrawn_at is not None:
        raise Refused("This line was withdrawn. Bring it back first.")
    return line


def named(case: Case, title: str, item: str) -> tuple[str, str | None]:
    """The title of a line and the item it leads to, as they are kept. Raises Refused."""
    items, short = queries.chosen_items(case), " ".join(title.split())
    if item and item not in items:
        raise Refused("Choose one of the outcomes that are chosen, or none yet.")
    short = short or items.get(item, "")
    if not short:
        raise Refused("Say in a few words what the line is about.")
    if len(short) > LONGEST_TITLE:
        raise Refused(f"The words for a line hold up to {LONGEST_TITLE} characters.")
    return short, item or None


def record(
    kind: str, line: Line, *, by: Reach, now: datetime, audience_id: UUID | None = None, **payload: Any
) -> None:
    """The line of the log for what was just done."""
    session().flush()
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=line.id,
        case_id=line.case_id,
        audience_id=audience_id or line.audience_id,
        **payload,
    )
