"""The panel day itself: each member rates alone, the chair reveals, the panel agrees; nothing goes back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.vocabulary import Scale
from wccflow.panels import agenda, queries
from wccflow.panels.fixing import fix_if_complete
from wccflow.panels.models import Agreement, Dissent, Panel, Reveal
from wccflow.panels.room_acts import NOT_NOW, OVER, led, opens_alone, panel_here
from wccflow.panels.rules import same_level
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.actions import rate
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import PANEL, PANEL_MEMBER, element_of
from wccflow.ratings.sharing import reveal as show_cited
from wccflow.ratings.sharing import widen

COMMITTED, REVEALED, AGREED = "panel.committed", "panel.revealed", "panel.agreed"


def commit(
    case: Case,
    item: str,
    value: str,
    rationale: str = "",
    *,
    by: Reach,
    now: datetime,
    seen: int | None = None,
    clauses: Collection[str] | None = None,
) -> Rating:
    """Rate an item alone; until it is revealed nobody else can read the rating, or who has given one.

    `clauses` are the keys of those that are met; None leaves them as they were.
    """
    panel = _rated_alone(case)
    present = queries.people_present(panel)
    if by.person_id not in present:
        raise Refused("Only members who are confirmed and present rate. Ask the chair to confirm your seat.")
    if item in queries.reveals_of(panel):
        raise Refused("The ratings of this item are revealed, so what each gave alone stays as it was.")
    fixed = queries.fixed_items(panel)
    if item in fixed and _has_rated(case, item, by):
        raise Refused("Everybody has rated this item, so what each gave alone stays as it is.")
    made = rate(
        case, item, value, rationale, by=by, now=now, channel=PANEL_MEMBER, seen=seen, clauses=clauses
    )
    if made.number == 1 and made.at == now:
        # Nobody's name: the panel learns how many are in, never whose rating came when.
        _record(panel, COMMITTED, item, audience_of(case, "panel"), by_id=None, now=now)
        if item not in fixed:
            fix_if_complete(case, panel, item, present, now=now)
    return made


def reveal(case: Case, item: str, *, why: str = "", by: Reach, now: datetime) -> Reveal:
    """Show an item's ratings to the whole panel. Raises Refused when some are awaited without a reason."""
    panel = led(case, by)
    if item not in agenda.items_of(definition_of(case)):
        raise NotFound
    if item in queries.reveals_of(panel):
        raise Refused("This item is revealed already.")
    present = queries.people_present(panel)
    given = agenda.given(panel, [item], present)[item]
    awaited = len(present) - len(given)
    if not given:
        raise Refused("Nobody has rated this item yet.")
    if awaited and not why.strip():
        raise Refused(
            f"{awaited} of the members present have not rated this item. Wait, or say why you do not."
        )
    return _reveal(case, panel, item, given, why.strip(), by=by, now=now)


def reveal_ready(case: Case, *, by: Reach, now: datetime) -> list[str]:
    """Reveal, in one act, every item that all members present have rated; gives the items."""
    panel = led(case, by)
    revealed, present = queries.reveals_of(panel), queries.people_present(panel)
    given = agenda.given(panel, agenda.items_of(definition_of(case)), present)
    ready = [item for item, rows in given.items() if item not in revealed and len(rows) == len(present) > 0]
    if not ready:
        raise Refused("There is no item on which everyone's rating is in and not yet revealed.")
    for item in ready:
        _reveal(case, panel, item, given[item], "", by=by, now=now)
    return ready


def reveal_alike(case: Case, *, by: Reach, now: datetime) -> list[str]:
    """Reveal, in one act, every item that is fixed and for which all gave the same level; gives the items."""
    panel = led(case, by)
    waiting = queries.fixed_items(panel) - queries.reveals_of(panel).keys()
    given = agenda.given(panel, agenda.items_of(definition_of(case)))
    alike = [
        item for item, rows in given.items() if item in waiting and same_level([row.value for row in rows])
    ]
    if not alike:
        raise Refused("There is no item any more that waits to be revealed and for which all gave the same.")
    for item in alike:
        _reveal(case, panel, item, given[item], "", by=by, now=now)
    return alike


def agree(
    case: Case,
    item: str,
    value: str,
    reason: str,
    *,
    by: Reach,
    now: datetime,
    dissent: Mapping[UUID, str] | None = None,
    seen: int | None = None,
) -> Agreement:
    """Record what the panel agreed for a revealed item, why, and who does not share it, by name."""
    panel = led(case, by)
    if item not in queries.reveals_of(panel):
        raise Refused("Reveal the members' ratings before you record what was agreed.")
    apart = {person: words.strip() for person, words in (dissent or {}).items() if words.strip()}
    if apart and not apart.keys() <= queries.people_present(panel):
        raise Refused("Only a member who is present can dissent.")
    made = rate(
        case,
        item,
        value,
        reason,
        by=by,
        now=now,
        channel=PANEL,
        seen=seen,
        audience_id=audience_of(case, "review"),
    )
    return _keep(case, panel, made, by=by, now=now, apart=apart, together=False)


def agree_together(case: Case, items: Sequence[str], *, by: Reach, now: datetime) -> list[Agreement]:
    """Agree, in one confirmed act, items for which all gave the same level. Raises Refused otherwise."""
    panel = led(case, by)
    if not items:
        raise Refused("Choose at least one item.")
    revealed, agreed = queries.reveals_of(panel), queries.agreements_of(panel)
    given = agenda.given(panel, items)
    made = []
    for item in items:
        level = same_level([row.value for row in given.get(item, ())])
        if item not in revealed or item in agreed or level is None:
            raise Refused("The ratings have changed since you opened the page. Look at the items again.")
        reason = f"All {len(given[item])} members who rated gave this level."
        row = rate(
            case,
            item,
            level,
            reason,
            by=by,
            now=now,
            channel=PANEL,
            audience_id=audience_of(case, "review"),
        )
        made.append(_keep(case, panel, row, by=by, now=now, apart={}, together=True))
    return made


def scale_of(case: Case, item: str) -> Scale:
    """The scale of an item that panels rate. Raises NotFound."""
    definition = definition_of(case)
    element = element_of(definition, item)
    if element is None:
        raise NotFound
    return definition.scales[element.scale]


def _reveal(
    case: Case, panel: Panel, item: str, given: Sequence[Rating], why: str, *, by: Reach, now: datetime
) -> Reveal:
    audience = audience_of(case, "panel")
    widen(case, given, audience, by=by, now=now)
    show_cited(case, item, audience)
    made = Reveal(panel_id=panel.id, item=item, at=now, by_id=by.person_id, why=why)
    session().add(made)
    session().flush()
    _record(panel, REVEALED, item, audience, by_id=by.person_id, now=now, words=why)
    return made


def _keep(
    case: Case,
    panel: Panel,
    rating: Rating,
    *,
    by: Reach,
    now: datetime,
    apart: Mapping[UUID, str],
    together: bool,
) -> Agreement:
    before = queries.agreements_of(panel).get(rating.item)
    made = Agreement(
        panel_id=panel.id,
        item=rating.item,
        number=before.number + 1 if before else 1,
        rating_id=rating.id,
        at=now,
        by_id=by.person_id,
        together=together,
    )
    session().add(made)
    session().flush()
    session().add_all(
        Dissent(agreement_id=made.id, person_id=each, words=words) for each, words in apart.items()
    )
    session().flush()
    _record(panel, AGREED, rating.item, rating.audience_id, by_id=by.person_id, now=now)
    return made


def _rated_alone(case: Case) -> Panel:
    """The panel of the case in a state in which members rate; held, so that nobody reveals meanwhile."""
    if not opens_alone(case):
        raise Refused(NOT_NOW)
    panel = panel_here(case)
    if panel.frozen_at is not None:
        raise Refused(OVER)
    return panel


def _has_rated(case: Case, item: str, by: Reach) -> bool:
    line = ratings.line_of(PANEL_MEMBER, by.person_id)
    return ratings.standing(case.id, item, PANEL_MEMBER, line) is not None


def _record(
    panel: Panel,
    kind: str,
    item: str,
    audience_id: UUID,
    *,
    by_id: UUID | None,
    now: datetime,
    words: str = "",
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by_id,
        subject_id=panel.id,
        case_id=panel.case_id,
        audience_id=audience_id,
        words=words,
        item=item,
    )
