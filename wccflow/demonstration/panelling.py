"""The panel day of the demonstration: members rate alone, the chair reveals, the panel agrees and reports."""

from collections import Counter
from datetime import date

from wccflow.cycles.queries import definition_of
from wccflow.demonstration import people as invented
from wccflow.demonstration.analysing import seen_level
from wccflow.demonstration.dice import dice
from wccflow.demonstration.preparing import own_colour, own_level
from wccflow.demonstration.scene import Journey
from wccflow.engine.content import Item
from wccflow.panels import actions as panels
from wccflow.panels import agenda, reporting

CHAIR, IMPRESSION = "chair1", "impression"
COLOURS = ("red", "amber", "green")


def rate_alone(journey: Journey, day: date) -> None:
    """Each member gives a rating of each item, alone."""
    case, rated = journey.case, items(journey)
    for mailbox in members(journey):
        by = journey.by(mailbox, journey.scene.at(day, 9))
        for number, item in enumerate(rated):
            now = journey.scene.at(day, 9, number % 60)
            value = given(journey, mailbox, item)
            reason = (
                journey.writer.panel(item.key, int(value), own_level(journey, item))
                if _is_level(value)
                else ""
            )
            panels.commit(case, item.key, value, reason, by=by, now=now)


def agree_ratings(journey: Journey, day: date) -> None:
    """Reveal every item and record what was agreed, with reasons and, here and there, a dissent."""
    case, rated = journey.case, items(journey)
    by = journey.by(CHAIR, journey.scene.at(day, 11))
    kept = rated[: len(rated) - journey.left("agreed")]
    for number, item in enumerate(kept):
        now = journey.scene.at(day, 11 + number // 20, number * 3 % 60)
        panels.reveal(case, item.key, by=by, now=now)
        value = _agreed(journey, item)
        panels.agree(case, item.key, value, _why(journey, item, value), by=by, now=now)


def write_report(journey: Journey, day: date) -> None:
    """Write the impression, the recommendations and the potential for improvement."""
    now = journey.scene.at(day, 14)
    by = journey.by(CHAIR, now)
    writer = journey.writer
    form = definition_of(journey.case).report
    reporting.write(journey.case, IMPRESSION, text=writer.impression(), by=by, now=now)
    for key, said in zip(form.titled, writer.recommendations(), strict=True):
        reporting.write(journey.case, key, title=said.title, text=said.text, by=by, now=now)
    for element in definition_of(journey.case).elements.values():
        if definition_of(journey.case).scales[element.scale].kind == "narrative":
            reporting.write(journey.case, element.key, text=writer.potential(), by=by, now=now)


def agreed_level(journey: Journey, item: Item) -> int:
    """What the panel agrees of a levelled item."""
    return int(_agreed(journey, item))


def _why(journey: Journey, item: Item, value: str) -> str:
    if _is_level(value):
        return journey.writer.panel(item.key, int(value), own_level(journey, item))
    return journey.writer.governance(item.key, value)


def given(journey: Journey, mailbox: str, item: Item) -> str:
    """What a member gives an item, alone."""
    swing = dice(journey.scene.seed, journey.part.code, mailbox, item.key).choice((-1, 0, 0, 0, 0, 1))
    if item.element == "governance":
        place = COLOURS.index(own_colour(journey, item)) + swing
        return COLOURS[min(2, max(0, place))]
    return str(min(4, max(1, seen_level(journey, item) + swing)))


def _agreed(journey: Journey, item: Item) -> str:
    votes = Counter(given(journey, mailbox, item) for mailbox in members(journey))
    return min(votes, key=lambda value: (-votes[value], value))


def members(journey: Journey) -> list[str]:
    """Who sits on the panel, by mailbox."""
    cast = invented.of_overseer(journey.part.overseer, journey.part.overseer)
    return [member.mailbox for member in cast if member.seat]


def items(journey: Journey) -> list[Item]:
    """What the panel rates."""
    definition = definition_of(journey.case)
    return [definition.items[key] for key in agenda.items_of(definition)]


def _is_level(value: str) -> bool:
    return value.isdecimal()
