"""The forecasts of many cases: each from its own trail and those of its overseer's other cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.outlook import Outlook
from wccflow.engine.calendars import Due, Window
from wccflow.engine.definition import Definition
from wccflow.monitor.forecasting import Forecast, Pace, Trail, forecast, pace_of
from wccflow.monitor.histories import History, histories
from wccflow.monitor.steps import Firsts, first_steps
from wccflow.monitor.trails import Past, course, trail
from wccflow.monitor.ways import Goal, goals, next_goal

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is forecast of a case: the milestone, and the day with its interval, or nothing to say yet."""

    due: Due
    forecast: Forecast | None

    def misses(self, on: date) -> bool:
        """Whether a day that is still to come is missed, with three chances in four or more."""
        said, due = self.forecast, self.due.due
        return bool(said and due and on <= due < said.hardly_before)


def forecasts(found: Sequence[Outlook], past: Mapping[UUID, History], on: date) -> dict[UUID, Outcome]:
    """What is forecast of each of these cases that has a milestone before it; constant queries.

    All cases of an overseer must be among them, since its cases are one another's peers.
    """
    pasts = _pasts([each.case for each in found], past, {each.case.id: each for each in found})
    earlier = earlier_pasts([each.case for each in found])
    paces = _Paces(found, pasts, earlier, on)
    outcomes = {}
    for each in found:
        own = pasts[each.case.id]
        goal = None if each.is_over else next_goal(each.definition, each.case.state, each.milestones)
        if goal:
            due = next(due for due in each.milestones if due.key == goal.milestone)
            usual = paces.usual(each.definition, goal)
            said = forecast(course(own, goal, usual, on), paces.of(each.case, usual or goal), on)
            outcomes[each.case.id] = Outcome(due, said)
    return outcomes


class _Paces:
    """The pace of each overseer's cases towards each goal, worked out when it is first asked for."""

    def __init__(
        self,
        found: Sequence[Outlook],
        pasts: Mapping[UUID, Past],
        earlier: Mapping[UUID, list[Past]],
        on: date,
    ) -> None:
        self._on = on
        self._known: dict[tuple[UUID, str], Pace] = {}
        self._goals: dict[str, tuple[Goal, ...]] = {}
        self._peers: dict[UUID, list[Past]] = {key: list(theirs) for key, theirs in earlier.items()}
        for each in found:
            self._peers.setdefault(each.case.overseer_id, []).append(pasts[each.case.id])

    def usual(self, definition: Definition, goal: Goal) -> Goal | None:
        """The way that cases usually take to this goal."""
        known = self._of(definition)
        return next((each for each in known if each.milestone == goal.milestone), None)

    def of(self, case: Case, goal: Goal) -> Pace:
        key = case.overseer_id, goal.milestone
        if key not in self._known:
            self._known[key] = pace_of(list(self._trails(case.overseer_id, goal.milestone)))
        return self._known[key]

    def _trails(self, overseer_id: UUID, milestone: str) -> list[Trail]:
        trails = []
        for past in self._peers[overseer_id]:
            for goal in self._of(past.definition):
                made = trail(past, goal, self._on) if goal.milestone == milestone else None
                trails += [made] if made else []
        return trails

    def _of(self, definition: Definition) -> tuple[Goal, ...]:
        if definition.digest not in self._goals:
            self._goals[definition.digest] = goals(definition)
        return self._goals[definition.digest]


def _pasts(
    cases: Sequence[Case], past: Mapping[UUID, History], known: Mapping[UUID, Outlook]
) -> dict[UUID, Past]:
    steps, windows = first_steps(), cycles.windows(cases)
    return {
        each.id: _past(each, past[each.id], steps.get(each.id, {}), windows[each.id], known.get(each.id))
        for each in cases
    }


def _past(
    case: Case, history: History, steps: Firsts, windows: Mapping[str, Window], known: Outlook | None
) -> Past:
    definition = cycles.definition_of(case)
    lapses = (
        {due.lapse: due.due + A_DAY for due in known.milestones if due.lapse and due.due} if known else {}
    )
    return Past(
        definition=definition,
        state=case.state,
        entered={definition.initial: history.opened, **history.reached},
        here_since=history.here_since,
        steps=steps,
        windows=windows,
        facts=known.facts if known else {},
        lapses=lapses,
    )


def earlier_pasts(cases: Sequence[Case]) -> dict[UUID, list[Past]]:
    """What the same overseers' cases did in the cycle before, where there was one of the same workflow."""
    earlier = _cycle_before(cases[0].cycle) if cases else None
    overseers = {each.overseer_id for each in cases}
    theirs = (
        [each for each in cycles.cases_of(earlier.id) if each.overseer_id in overseers] if earlier else []
    )
    pasts = _pasts(theirs, histories(theirs), {}) if theirs else {}
    found: dict[UUID, list[Past]] = {}
    for each in theirs:
        found.setdefault(each.overseer_id, []).append(pasts[each.id])
    return found


def _cycle_before(cycle: Cycle) -> Cycle | None:
    workflow = pinned(cycle.digest).workflow
    before = [each for each in cycles.cycles() if each.opened_at < cycle.opened_at]
    return next((each for each in before if pinned(each.digest).workflow == workflow), None)
