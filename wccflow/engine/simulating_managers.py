"""What managers do in a rehearsal when cases stand still: hold a stage open, sign an exception."""

from datetime import timedelta
from random import Random

from wccflow.engine.decisions import Refused
from wccflow.engine.simulating_agenda import Agenda, Agendas
from wccflow.engine.simulating_cases import SimulatedCase
from wccflow.engine.simulating_world import World

_URGENT_DAYS = 14
_WHILE_WORKED_ON = 3  # so many times more patience where somebody can still do the work


class Managers:
    """Those who sign together, each overseer's with patience of their own."""

    def __init__(self, world: World, agendas: Agendas) -> None:
        self._world = world
        self._agendas = agendas
        low, high = world.behaviours.managers.patience[:2]
        self._patience = {
            place: Random(f"{world.seed} managers {place}").randint(low, high) for place in world.windows
        }
        self._waited: dict[tuple[str, str], int] = {}
        self._longer: dict[tuple[str, str], int] = {}

    def look(self) -> None:
        """Look at every case that stands still, at the end of a day."""
        if not self._world.signs:
            return
        past: dict[tuple[str, str], None] = {}
        for case in self._world.cases:
            agenda = self._agendas.of(case)
            if isinstance(agenda.answer, Refused):
                stage = self._past_stage(case, agenda.answer)
                if stage:
                    past[case.place, stage] = None
                self._maybe_sign(case, agenda, agenda.answer)
        for place, stage in past:
            self._maybe_hold_open(place, stage)

    def _past_stage(self, case: SimulatedCase, answer: Refused) -> str:
        """The stage that has closed on the case and may be held open late."""
        for refusal in answer.refusals:
            if refusal.kind == "window" and refusal.override:
                window = self._world.windows[case.place][refusal.gate]
                if window.last < self._world.on:
                    return refusal.gate
        return ""

    def _maybe_hold_open(self, place: str, stage: str) -> None:
        rules, world = self._world.behaviours.managers, self._world
        waited = self._waited[place, stage] = self._waited.get((place, stage), 0) + 1
        if waited < rules.window_patience or self._longer.get((place, stage), 0) >= rules.most_extensions:
            return
        closes = world.on + timedelta(days=rules.longer_days)
        world.windows[place][stage] = world.windows[place][stage].changed(closes=closes)
        world.window_version += 1
        self._waited[place, stage] = 0
        self._longer[place, stage] = self._longer.get((place, stage), 0) + 1
        world.note("extended", place, stage, to=closes.isoformat(), number=rules.longer_days)

    def _maybe_sign(self, case: SimulatedCase, agenda: Agenda, answer: Refused) -> None:
        gates = [each for each in answer.refusals if each.kind in ("gate", "unknown")]
        if not gates or any(each.kind == "unknown" or each.override is None for each in gates):
            return
        if not self._is_urgent(case, agenda):
            return
        case.held_days += 1
        worked_on = {job.key for job in agenda.jobs}.intersection(each.gate for each in gates)
        patience = self._patience[case.place] * (_WHILE_WORKED_ON if worked_on else 1)
        if case.held_days >= patience:
            for each in gates:
                if each.override:
                    case.waived[each.gate] = frozenset((*each.override.by, *each.override.countersign))
            case.changed()

    def _is_urgent(self, case: SimulatedCase, agenda: Agenda) -> bool:
        """Whether a milestone is overdue or the stage of the move that waits closes soon."""
        world = self._world
        if any(due.due and due.met is None and due.due < world.on for due in world.dues(case)):
            return True
        stages = agenda.move.stages if agenda.move else ()
        lasts = [
            world.windows[case.place][stage].last for stage in stages if stage in world.windows[case.place]
        ]
        return bool(lasts) and max(lasts) <= world.on + timedelta(days=_URGENT_DAYS)
