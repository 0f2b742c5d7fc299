"""What follows in the demonstration: actions and targets after a result, and later what came of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from wccflow.demonstration.last_year import PastJourney
from wccflow.demonstration.scene import Journey
from wccflow.evidence import queries as evidence
from wccflow.improvement import actions, peers, promises, targets

LEAD, PLAN, LONG_ENOUGH = "lead", "strategic_plan", 80
FIRST_PAGE = 12  # passages of the cover, which say that all is invented
SHARED = "We can show how our lists of partners are kept, and lend who keeps them. Ask our assurance lead."


@dataclass(frozen=True, slots=True)
class Undertaken:
    """An action as it is planned, and in how many days it is due and done (0: never)."""

    title: str
    owner: str
    kind: str
    due: int
    done: int = 0


PLANNED = (
    Undertaken("Name an owner and a day for each goal of the plan", "Director of strategy", "learn", 120, 90),
    Undertaken(
        "Hold one register of partners with three neighbours", "Director of partnership", "share", 180
    ),
)
SAID = (
    ("kept", "Each goal has an owner and a day; the board looks at the list every quarter."),
    ("partly", "Two of the three neighbours joined; the register of the third is being cleaned."),
)


def plan_actions(journey: Journey, day: date) -> None:
    """Plan an action under the first recommendations, aim higher in two items, and share one."""
    now = journey.scene.at(day, 15)
    case, by = journey.case, journey.by(LEAD, now)
    for recommendation, each in zip(actions.recommended(case, by), PLANNED, strict=False):
        made = actions.plan(
            case,
            recommendation,
            title=each.title,
            owner=each.owner,
            kind=each.kind,
            due_on=day + timedelta(days=each.due),
            by=by,
            now=now,
        )
        if each.done and isinstance(journey, PastJourney):
            actions.finish(case, made, by=by, now=now + timedelta(days=each.done))
    aims = targets.aims_of(case, by)
    for aim in [each for each in aims if len(each.choices) > 1][:2]:
        targets.set_target(case, aim.item, aim.choices[1][0], by=by, now=now, seen=0)
    strong = max(aims, key=lambda aim: aim.scale.rank(aim.level), default=None)
    if strong is not None:
        peers.give(case, strong.item, SHARED, by=by, now=now)


def answer_promises(journey: Journey, day: date) -> None:
    """Say what became of last year's actions; the first answer names a passage of the new plan."""
    now = journey.scene.at(day, 16)
    case, by = journey.case, journey.by(LEAD, now)
    found = promises.promises_of(case, by)
    if found is None:
        return
    first = _passage(journey)
    for number, (promise, (outcome, words)) in enumerate(zip(found.rows, SAID, strict=False)):
        passage = first if number == 0 else None
        promises.answer(case, promise.action.id, outcome, words, passage=passage, by=by, now=now)


def _passage(journey: Journey) -> tuple[UUID, str] | None:
    """A paragraph of this year's plan, where it is filed."""
    filled = [each for each in evidence.fillings([journey.case.id]) if each.document.slot == PLAN]
    for each in filled:
        for row in evidence.passages_of(each.version.id):
            if row.kind == "paragraph" and row.ordinal > FIRST_PAGE and len(row.text) > LONG_ENOUGH:
                return each.version.id, row.key
    return None
