"""What an organisation does in the demonstration before it submits: files, rates itself, asks its board."""

import io
from datetime import date, datetime, timedelta
from uuid import UUID

from wccflow.cycles.queries import definition_of
from wccflow.demonstration.dice import dice
from wccflow.demonstration.documents import file_name, revised, write_document
from wccflow.demonstration.packs import newest_year
from wccflow.demonstration.passages import Library
from wccflow.demonstration.scene import Journey
from wccflow.demonstration.texts import words
from wccflow.demonstration.ticking import ticked
from wccflow.demonstration.years import financial_year
from wccflow.engine.content import Item
from wccflow.evidence import actions as evidence
from wccflow.evidence.arriving import receive
from wccflow.evidence.dates import Dates
from wccflow.indicators import actions as indicators
from wccflow.ratings import actions as ratings
from wccflow.ratings import board, citing
from wccflow.ratings.rules import rated_elements

MOST_BYTES = 10_000_000
YEARS_AIMED = 5


def choose_outcomes(journey: Journey, day: date) -> None:
    """Choose the outcomes of the plan and say where each is to be in five years."""
    now = journey.scene.at(day)
    by = journey.by("lead", now)
    case = journey.case
    fixed = definition_of(case).elements["outcomes"].fixed
    period = financial_year(newest_year(journey.scene))
    for outcome in journey.profile.outcomes:
        if outcome.key not in fixed:
            indicators.choose(case, outcome.key, by=by, now=now)
        indicators.aim(
            case,
            outcome.key,
            period=period,
            baseline=outcome.baseline,
            trajectory=outcome.trajectory[:YEARS_AIMED],
            unit=outcome.unit.strip(),
            polarity="higher_is_better" if outcome.better == "higher" else "lower_is_better",
            national_average=outcome.national,
            upper_quartile=outcome.quartile,
            source="Invented for the demonstration",
            by=by,
            now=now,
        )


def file_documents(journey: Journey, day: date) -> None:
    """File the documents one after another, in the days before."""
    missing = words("journeys")["unfiled"].get(journey.part.target, ())
    kept = [slot for slot in definition_of(journey.case).slots if slot not in missing]
    for number, slot in enumerate(kept):
        now = journey.scene.at(day - timedelta(days=2 * (len(kept) - number)), 11, number)
        file(journey, slot, now=now)


def file(journey: Journey, slot: str, *, now: datetime, note: str = "") -> UUID:
    """File one invented document, or with a note of what changed its second version."""
    seed, edition, profile = journey.scene.seed, journey.scene.edition, journey.profile
    board = journey.board_date
    if note:
        content = revised(slot, profile, seed=seed, edition=edition, board_date=board, note=note)
    else:
        content = write_document(slot, profile, seed=seed, edition=edition, board_date=board)
    received = receive(
        journey.scene.database.files, io.BytesIO(content), name=file_name(slot, profile), max_bytes=MOST_BYTES
    )
    by = journey.by("lead", now)
    told = definition_of(journey.case).slots[slot].required  # of the others nobody has said the day yet
    as_of = now.date() - timedelta(days=7) if told else None
    return evidence.file(journey.case, slot, received, by=by, now=now, note=note, dates=Dates(as_of)).id


def rate_self(journey: Journey, day: date) -> None:
    """Rate every item with its reason, and name the passages that bear it out."""
    case, definition = journey.case, definition_of(journey.case)
    library = Library.of(case.id)
    items = [
        (definition.items[item], definition.scales[element.scale].kind)
        for element in rated_elements(definition)
        for item in element.items
    ]
    kept = items[: len(items) - journey.left("items")]
    by = journey.by("lead", journey.scene.at(day - timedelta(days=len(kept) // 4)))
    for number, (item, kind) in enumerate(kept):
        now = journey.scene.at(day - timedelta(days=(len(kept) - number) // 4), 14, number % 60)
        value, reason = _own(journey, item, kind)
        for version_id, passage in library.best(item, definition):
            citing.cite(case, item.key, version_id=version_id, passage=passage, by=by, now=now)
        met = ticked(journey, item, value, "own")
        ratings.rate(case, item.key, value, reason, by=by, now=now, clauses=met)


def approve_plans(journey: Journey, day: date) -> None:
    """Record that the board approved its plans."""
    case, now = journey.case, journey.scene.at(day)
    by = journey.by("chief", now)
    for slot in definition_of(case).slots.values():
        if slot.board_approved:
            evidence.approve(case, slot.key, on=journey.board_date, by=by, now=now)


def ratify(journey: Journey, day: date) -> None:
    """Make the board's papers and record that it ratified them."""
    made = journey.scene.at(day - timedelta(days=6), 16)
    pack = board.make_pack(journey.case, by=journey.by("lead", made), now=made)
    now = journey.scene.at(day, 16, 30)
    minute = f"Minute 7 of the board meeting of {day.day} {day:%B %Y}: the self-assessment was ratified."
    board.ratify(journey.case, pack.id, met_on=day, minute=minute, by=journey.by("chief", now), now=now)


def own_level(journey: Journey, item: Item) -> int:
    """The level at which the organisation places itself: near its OD plan, some a little high."""
    number = int(item.key.partition(".")[0]) - 1
    now_at = journey.profile.levels[number][0]
    swing = dice(journey.scene.seed, journey.part.code, "own", item.key).choice((-1, 0, 0, 0, 1))
    return min(4, max(1, now_at + swing))


def own_colour(journey: Journey, item: Item) -> str:
    """The colour that the organisation gives itself."""
    return str(
        dice(journey.scene.seed, journey.part.code, "own", item.key).choice(("amber", "green", "green"))
    )


def _own(journey: Journey, item: Item, kind: str) -> tuple[str, str]:
    if kind == "levels":
        level = own_level(journey, item)
        return str(level), journey.writer.self_assessment(item.key, level)
    colour = own_colour(journey, item)
    return colour, journey.writer.governance(item.key, colour)
