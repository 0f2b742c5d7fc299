"""Cases side by side with the names off: the evidence first, the levels second, then a decision."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.calibration import actions, common_queries, fits, proposals, queries
from wccflow.calibration.models import Comparison
from wccflow.calibration.proposals import BORDERLINE, OUTLYING, Proposed
from wccflow.calibration.queries import Held
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import cases_for, definition_of
from wccflow.people.rights import Reach, demand, holds
from wccflow.ratings.rules import in_words, item_in_words

COMPARED = "calibration.compared"
MOST = 6
LOOKED_ANEW = "Somebody has changed this rating since you opened the page. Look at it again."


@dataclass(frozen=True, slots=True)
class Around:
    """Everything that may be looked at side by side, as far as one calibrates."""

    cases: Mapping[UUID, Case]
    held: Mapping[tuple[UUID, str], Held]
    known: Mapping[tuple[UUID, str], Proposed]
    is_blind: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One item in the list: how many of its levels are worth a look, and how many are decided."""

    item: str
    title: str
    cases: int
    outlying: int
    borderline: int
    open: int


def around(cycle: Cycle, reach: Reach) -> Around:
    """What this person may lay side by side. Raises NotFound for whoever calibrates nowhere."""
    seen = cases_for(reach, cycle.id)
    mine = {each.id: each for each in seen if _calibrates(each, reach)}
    if not mine:
        raise NotFound
    held = queries.held(list(mine), reach)
    standing = common_queries.standing_of(cycle)
    blind = bool(standing.opened) and not standing.are_all_in and not common_queries.names_them(cycle, reach)
    results = {} if blind else fits.results_of(fits.newest(cycle.id))
    found = proposals.proposed(results, held, mine, proposals.decided_in(list(mine)))
    return Around(mine, held, {(each.case_id, each.item): each for each in found}, blind)


def lines(found: Around) -> list[Line]:
    """The items with what is worth a look in each, the most open proposals first."""
    items: dict[str, list[UUID]] = {}
    for case_id, item in found.held:
        items.setdefault(item, []).append(case_id)
    made = []
    for item, cases in items.items():
        kinds = [found.known[each, item] for each in cases if (each, item) in found.known]
        made.append(
            Line(
                item=item,
                title=item_in_words(definition_of(found.cases[cases[0]]), item),
                cases=len(cases),
                outlying=sum(each.kind == OUTLYING for each in kinds),
                borderline=sum(each.kind == BORDERLINE for each in kinds),
                open=sum(each.is_open for each in kinds),
            )
        )
    return sorted(made, key=lambda line: (-line.open, -line.outlying, -line.borderline))


def chosen(found: Around, item: str, wanted: Collection[UUID] = ()) -> list[Case]:
    """The cases to lay side by side for an item, in an order that tells nothing of their names.

    Those with an open proposal come first, then outlying and borderline ones, and of the others those that
    are surest, so that there is something to hold them against. Raises NotFound where there are none.
    """
    there = [case_id for case_id, key in found.held if key == item]
    if not there:
        raise NotFound
    if wanted:
        there = [each for each in there if each in wanted]
    picked = sorted(there, key=lambda each: (_rank(found.known.get((each, item))), _shuffled(each, item)))
    return [found.cases[each] for each in sorted(picked[:MOST], key=lambda each: _shuffled(each, item))]


def decide(
    case: Case,
    item: str,
    level: str,
    reason: str,
    *,
    beside: Sequence[UUID],
    seen: int,
    by: Reach,
    now: datetime,
) -> Comparison:
    """Keep what was decided side by side: that the level stands, or that another holds from now on.

    Raises Refused where the reason is missing or somebody changed the level meanwhile.
    """
    demand(by, "adjust", place=case.place, definition=definition_of(case), state=case.state)
    held = queries.held([case.id]).get((case.id, item))
    if held is None:
        raise NotFound
    if len(held.changes) != seen:
        raise Stale(LOOKED_ANEW, mine=reason, theirs=held.final.rationale, version=len(held.changes))
    if not reason.strip():
        raise Refused("Say why, also where the level stands: the reason is kept.")
    scale = proposals.scale_of(case, item)
    if scale is None or level not in {each.key for each in scale.values}:
        raise Refused("Choose a level.")
    changed = None
    if level != held.final.value:
        changed = actions.adjust(case, item, level, reason, by=by, now=now, seen=seen)
    made = Comparison(
        case_id=case.id,
        item=item,
        level=level,
        reason=reason.strip(),
        beside=sorted(each.hex for each in beside),
        adjustment_id=changed.id if changed else None,
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "oversight"),
    )
    session().add(made)
    session().flush()
    _record(case, made, is_changed=changed is not None)
    return made


def in_level_words(case: Case, item: str, level: str) -> str:
    """A level of the item's scale in words."""
    scale = proposals.scale_of(case, item)
    return in_words(scale, level) if scale else level


def letter(place: int) -> str:
    """What a case is called while its name is off."""
    return chr(ord("A") + place)


def _record(case: Case, made: Comparison, *, is_changed: bool) -> None:
    log.record(
        COMPARED,
        at=made.at,
        by_id=made.by_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=made.audience_id,
        words=made.reason,
        item=made.item,
        level=made.level,
        changed=is_changed,
    )


def _calibrates(case: Case, reach: Reach) -> bool:
    return holds(reach, "adjust", place=case.place, definition=definition_of(case))


def _rank(known: Proposed | None) -> tuple[int, float]:
    if known is None:
        return (4, 0.0)
    if known.is_open:
        return (0, -known.probability)
    order = {OUTLYING: 1, BORDERLINE: 2}.get(known.kind, 3)
    return (order, -known.probability)


def _shuffled(case_id: UUID, item: str) -> str:
    return hashlib.sha256(f"{case_id.hex} {item}".encode()).hexdigest()
