"""What people are told of common cases: that one is open, withdrawn, or rated by everybody."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.base import audiences
from wccflow.base.audiences import person_token, token
from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.calibration import common_queries as queries
from wccflow.calibration.common_models import CommonCase
from wccflow.calibration.common_queries import Progress
from wccflow.calibration.common_tasks import address_of
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_of, definition_of
from wccflow.engine.refusals import day
from wccflow.notices.actions import mark_topics_read, settle
from wccflow.notices.queries import waiting_topics
from wccflow.notices.rules import Notice

Roles = frozenset[tuple[str, str, UUID | None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One overseer whose people are still to rate a common case; its cases say who they are."""

    progress: Progress
    cases: Sequence[Case]

    @property
    def common(self) -> CommonCase:
        """What they are to rate."""
        return self.progress.common

    @property
    def topic(self) -> str:
        """What everything that they are told of it is about."""
        return f"{topic_of(self.common)}-{self.progress.overseer.id.hex}"

    @property
    def raters(self) -> Roles:
        """Who may rate it for this overseer."""
        return roles_at(self.cases, queries.RATE_THEM)

    @property
    def until(self) -> str:
        """By which day, in words."""
        return f" by {day(self.common.due_on)}" if self.common.due_on else ""


def asked_in(cycle: Cycle) -> Iterator[Asked]:
    """Every overseer of whom people are missing, for each common case; constant queries."""
    cases: dict[UUID, list[Case]] = {}
    for case in cases_of(cycle.id):
        cases.setdefault(case.overseer_id, []).append(case)
    for each in queries.standing_of(cycle).progress:
        if not (each.own or each.is_done):
            yield Asked(each, cases[each.overseer.id])


def opened(event: Event) -> list[Notice]:
    """Told to whoever may rate it, region by region."""
    found = _of(event)
    if found is None:
        return []
    common, cycle = found
    return [
        Notice(
            f"{common.title} ({cycle.title}) is open: rate it alone{each.until}. "
            f"{each.progress.need} people of {each.progress.overseer.name} are asked.",
            address_of(common, cycle),
            roles=each.raters,
            kind="result",
            topic=each.topic,
            audience_id=readers(each.raters),
        )
        for each in asked_in(cycle)
        if each.common.id == common.id
    ]


def handed_in(event: Event) -> list[Notice]:
    """Whoever has handed in is asked no more, nor is anybody of a region of which enough have."""
    found = _of(event)
    if found is None or event.by_id is None:
        return []
    common, cycle = found
    waiting = waiting_topics(topic_of(common))
    mark_topics_read(event.by_id, waiting, event.at)
    settle(waiting - {each.topic for each in asked_in(cycle)}, event.at)
    return []


def withdrawn(event: Event) -> list[Notice]:
    """Nobody is asked for it any more; whoever has begun it is told why."""
    common = session().get(CommonCase, event.subject_id)
    if common is None:
        return []
    settle(waiting_topics(topic_of(common)), event.at)
    people = frozenset(each.person_id for each in queries.sheets([common.id]))
    cycle = session().get_one(Cycle, common.cycle_id)
    sentence = f"{common.title} ({cycle.title}) is withdrawn and counts no more: {common.withdrawn_why}"
    address = f"/calibration/{cycle.key}/common"
    return [Notice(sentence, address, people, kind="result", audience_id=readers((), people))]


def all_in(event: Event) -> list[Notice]:
    """Told to all who took part, and to those who calibrate: what was given may be seen now."""
    found = _of(event)
    if found is None:
        return []
    _, cycle = found
    sheets = queries.sheets([each.id for each in queries.opened(cycle.id)])
    people = frozenset(each.person_id for each in sheets if each.handed_in_at)
    roles = roles_at(cases_of(cycle.id), ("adjust",))
    sentence = (
        f"Everybody's ratings of the common cases of {cycle.title} are in: see what was given and agreed."
    )
    address = f"/calibration/{cycle.key}/common"
    return [Notice(sentence, address, people, roles, kind="result", audience_id=readers(roles, people))]


def roles_at(cases: Sequence[Case], abilities: Collection[str]) -> Roles:
    """Everybody who has one of these abilities at one of these cases, as roles and places."""
    return frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope))
        for case in cases
        for role in definition_of(case).roles.values()
        if not role.may.isdisjoint(abilities)
    )


def topic_of(common: CommonCase) -> str:
    """How the topics of all notices about a common case begin."""
    return f"common-{common.id.hex}"


def readers(roles: Collection[tuple[str, str, UUID | None]], people: Collection[UUID] = ()) -> UUID:
    """The audience of those who are told."""
    return audiences.ensure(
        "common_case", {token(*each) for each in roles} | {person_token(each) for each in people}
    )


def _of(event: Event) -> tuple[CommonCase, Cycle] | None:
    common = session().get(CommonCase, event.subject_id)
    if common is None or common.withdrawn_at:
        return None
    return common, session().get_one(Cycle, common.cycle_id)
