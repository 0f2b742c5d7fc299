"""The partners of the demonstration: invited early, and most of them answer."""

from dataclasses import replace
from datetime import date, timedelta

from wccflow.cycles.queries import definition_of
from wccflow.demonstration import people as invented
from wccflow.demonstration.dice import dice
from wccflow.demonstration.gaps import lifted
from wccflow.demonstration.people import Partner
from wccflow.demonstration.scene import Journey
from wccflow.demonstration.texts import words
from wccflow.engine.definition import Definition
from wccflow.partners import actions, answering, counting, outcomes, surveys
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
    _load_survey(journey, day)
    if not counting.waiting_count(case):
        return
    now = journey.scene.at(day + timedelta(days=1))
    counting.count_now(case, by=journey.by("lead", now), now=now)


def tell(journey: Journey, day: date) -> None:
    """Tell the partners what came of their answers; they read it once the result is published."""
    now = journey.scene.at(day, 15)
    said = str(words("feedback")["outcome"]["words"]).strip()
    outcomes.tell(journey.case, said, by=journey.by("lead", now), seen=0, now=now)


def _load_survey(journey: Journey, day: date) -> None:
    """Load what a survey on paper brought, where there was one."""
    told = words("feedback")["survey"]
    if journey.part.code not in told["of"]:
        return
    case, now = journey.case, journey.scene.at(day, 14)
    definition = definition_of(case)
    rows = [
        ",".join(
            (
                journey.part.code,
                str(number),
                told["kind"],
                asked.key,
                _answer(journey, definition, asked, number),
            )
        )
        for number in range(50, 50 + told["respondents"])
        for asked in questions(definition, told["kind"])
    ]
    content = "\n".join(["organisation,respondent,kind,question,answer", *rows]).encode()
    by = journey.by("lead", now)
    surveys.load(case, content, source=told["source"], dry_run=False, by=by, now=now)


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
    """Those who are asked; one of them speaks with every organisation of the overseer, by one mailbox."""
    several = words("feedback")["several"]
    email = several["email"].format(overseer=journey.case.overseer.code.lower())
    return [
        replace(each, email=email, name=several["name"])
        if each.email.startswith(f"{several['mailbox']}@")
        else each
        for each in invented.partners(journey.part.code, journey.profile.place)
    ]
