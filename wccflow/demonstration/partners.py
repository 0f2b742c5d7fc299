"""The partners of the demonstration: invited early, and most of them answer."""

from datetime import date, timedelta

from wccflow.cycles.queries import definition_of
from wccflow.demonstration import people as invented
from wccflow.demonstration.dice import dice
from wccflow.demonstration.people import Partner
from wccflow.demonstration.scene import Journey
from wccflow.partners import actions as feedback
from wccflow.partners.rules import DO_NOT_KNOW, questions

SILENT = 3  # of the twelve that are asked


def invite(journey: Journey, day: date) -> None:
    """Invite the partners to give feedback."""
    now = journey.scene.at(day)
    by = journey.by("lead", now)
    for partner in _partners(journey):
        feedback.invite(
            journey.case, kind=partner.group, name=partner.name, email=partner.email, by=by, now=now
        )


def hear(journey: Journey, day: date) -> None:
    """Remind the partners with a new link, by which most of them answer."""
    case, chance = journey.case, dice(journey.scene.seed, journey.part.code, "partners")
    asked = questions(definition_of(case))
    for number, partner in enumerate(chance.sample(_partners(journey), len(_partners(journey)) - SILENT)):
        now = journey.scene.at(day - timedelta(days=number), 12, number)
        by = journey.by("lead", now)
        _, secret = feedback.invite(
            case, kind=partner.group, name=partner.name, email=partner.email, by=by, now=now
        )
        answers = {item.key: _answer(journey, item.key, number) for item, _ in asked}
        said = next((key for key, value in answers.items() if value != DO_NOT_KNOW), asked[0][0].key)
        words = journey.writer.partner(f"{said.removeprefix('c')}.1", _rank(answers[said]), number)
        feedback.reply(secret, answers, words, now=now)


def _answer(journey: Journey, group: str, number: int) -> str:
    """A level near the organisation's own, a little lower; some partners do not know."""
    chance = dice(journey.scene.seed, journey.part.code, "partner", group, number)
    if chance.random() < 0.15:
        return DO_NOT_KNOW
    own = journey.profile.levels[int(group.removeprefix("c")) - 1][0]
    return str(min(4, max(1, own + chance.choice((-1, 0, 0, 0, 1)))))


def _rank(answer: str) -> int:
    return 2 if answer == DO_NOT_KNOW else int(answer)


def _partners(journey: Journey) -> list[Partner]:
    return list(invented.partners(journey.part.code, journey.profile.place))
