"""The partners of the demonstration: invited early, and most of them answer."""

from datetime import date, timedelta

from wccflow.cycles.queries import definition_of
from wccflow.demonstration import people as invented
from wccflow.demonstration.dice import dice
from wccflow.demonstration.gaps import lifted
from wccflow.demonstration.people import Partner
from wccflow.demonstration.scene import Journey
from wccflow.engine.definition import Definition
from wccflow.partners import actions, answering, counting
from wccflow.partners.rules import DO_NOT_KNOW, Asked, items_of_question, questions

SILENT = 3  # of the twelve that are asked


def invite(journey: Journey, day: date) -> None:
    """Invite the partners to give feedback."""
    now = journey.scene.at(day)
    by = journey.by("lead", now)
    for partner in _partners(journey):
        actions.invite(
            journey.case, kind=partner.group, name=partner.name, email=partner.email, by=by, now=now
        )


def hear(journey: Journey, day: date) -> None:
    """Remind the partners with a new link, by which most of them answer."""
    case, chance = journey.case, dice(journey.scene.seed, journey.part.code, "partners")
    definition = definition_of(case)
    for number, partner in enumerate(chance.sample(_partners(journey), len(_partners(journey)) - SILENT)):
        now = journey.scene.at(day - timedelta(days=number), 12, number)
        by = journey.by("lead", now)
        _, secret = actions.invite(
            case, kind=partner.group, name=partner.name, email=partner.email, by=by, now=now
        )
        mine = questions(definition, partner.group)
        answers = {each.key: _answer(journey, definition, each, number) for each in mine}
        known = next((each for each in mine if answers[each.key] != DO_NOT_KNOW), mine[0])
        item, rank = items_of_question(definition, known.key)[0], _rank(known, answers[known.key])
        answering.reply(secret, answers, journey.writer.partner(item, rank, number), now=now)
    if not counting.waiting_count(case):
        return
    now = journey.scene.at(day + timedelta(days=1))
    counting.count_now(case, by=journey.by("lead", now), now=now)


def _answer(journey: Journey, definition: Definition, asked: Asked, number: int) -> str:
    """An answer near the organisation's own level, a little lower; some partners do not know."""
    chance = dice(journey.scene.seed, journey.part.code, "partner", asked.key, number)
    if chance.random() < 0.15:
        return DO_NOT_KNOW
    item = items_of_question(definition, asked.key)[0]
    own = journey.profile.levels[int(item.partition(".")[0]) - 1][0]
    rank = min(4, max(1, own - lifted(journey) + chance.choice((-1, 0, 0, 0, 1))))
    return next(level.key for level in asked.scale.values if level.rank == rank)


def _rank(asked: Asked, answer: str) -> int:
    return 2 if answer == DO_NOT_KNOW else asked.scale.rank(answer)


def _partners(journey: Journey) -> list[Partner]:
    return list(invented.partners(journey.part.code, journey.profile.place))
