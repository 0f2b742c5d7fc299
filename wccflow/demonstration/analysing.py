"""What an overseer's people do in the demonstration between submission and briefing."""

from datetime import date, datetime, timedelta
from uuid import UUID

from wccflow.coverage.queries import items_of
from wccflow.cycles.queries import definition_of
from wccflow.demonstration import people as invented
from wccflow.demonstration.conversation import Talk, talks
from wccflow.demonstration.dice import dice
from wccflow.demonstration.gaps import lifted
from wccflow.demonstration.passages import Library
from wccflow.demonstration.preparing import file, own_colour, own_level
from wccflow.demonstration.scene import Journey
from wccflow.demonstration.ticking import ticked
from wccflow.engine.content import Item
from wccflow.evidence import actions as evidence
from wccflow.evidence import queries as evidence_queries
from wccflow.evidence.reading.reader import read
from wccflow.evidence.settling import settle_reading
from wccflow.panels import seating
from wccflow.people.queries import person_by_email
from wccflow.people.rights import Reach
from wccflow.ratings import actions as ratings
from wccflow.ratings.citing import verify
from wccflow.ratings.queries import citations as cited_for
from wccflow.ratings.rules import DOCUMENTS, rated_elements
from wccflow.reading_plan import actions as reading_plan
from wccflow.reading_plan.queries import entries
from wccflow.review import actions as review
from wccflow.review import assigning
from wccflow.review.anchoring import Anchor

THREADS = 9
FOUND = (*("supports",) * 7, *("partly",) * 3, "contradicts", "absent", "", "", "")
MINUTES, READ_ALREADY = 60, 4
MENDED = "The third year's totals agree with the other plan now."
QUESTION, ORGANISATION = "question", "organisation"


def seat_panel(journey: Journey, day: date) -> None:
    """Set the day, seat chair and members with their skills, and let each confirm."""
    case, now = journey.case, journey.scene.at(day)
    by = journey.by("manager", now)
    seating.set_day(case, journey.panel_on, room="Meeting room 1", by=by, now=now)
    seats = definition_of(case).panel.seats
    for member in invented.of_overseer(journey.part.overseer, journey.part.overseer):
        if not member.seat:
            continue
        person = person_by_email(member.email)
        seating.note_skills(person, set(seats[member.seat].skills))
        chairs = member.mailbox.startswith("chair")
        seat_one = seating.seat_chair if chairs else seating.seat_member
        seat = seat_one(case, person, member.seat, by=by, now=now)
        later = journey.scene.at(day + timedelta(days=2))
        seating.confirm(case, seat, by=journey.by(member.mailbox, later), now=later)


def give_to_read(journey: Journey, day: date) -> None:
    """Give the case to the analyst to read; the firm of the other one sells to the first of them."""
    now = journey.scene.at(day, 9)
    by = journey.by("manager", now)
    if journey.left("interests"):
        other = journey.by("external", now)
        what = "the firm advises them on their financial strategy"
        assigning.declare(
            other.person_id, journey.case.organisation, what, firm="An invented firm", by=other, now=now
        )
    assigning.assign(journey.case, journey.by("analyst", now).person_id, by=by, now=now)


def discuss(journey: Journey, day: date) -> None:
    """Ask and answer about passages; what is left open is left for people to try."""
    library = Library.of(journey.case.id)
    held = talks(
        journey.profile,
        seed=journey.scene.seed,
        edition=journey.scene.edition,
        board_date=journey.board_date,
    )
    found = [(talk, library.find(talk.slot, talk.passage)) for talk in held]
    placed = [(talk, place) for talk, place in found if place is not None][:THREADS]
    unanswered = journey.left("questions")
    for number, (talk, place) in enumerate(placed):
        open_still = talk.kind == QUESTION and unanswered > 0
        unanswered -= open_still
        _hold(journey, talk, place, day + timedelta(days=number // 2), answered=not open_still)


def want_documents(journey: Journey, day: date) -> None:
    """Name the plans that the organisation is to mend."""
    now = journey.scene.at(day)
    for slot in ("strategic_plan", "financial_strategy"):
        why = "The third year's totals must agree with the other plan."
        evidence.want(journey.case, slot, why=why, by=journey.by("analyst", now), now=now)


def mend_plans(journey: Journey, day: date) -> None:
    """File what was asked for again, with sentences changed, and let the board approve it anew."""
    documents = evidence_queries.documents(journey.case).values()
    wanted = sorted(each.slot for each in documents if each.wanted_at is not None)
    for number, slot in enumerate(wanted):
        now = journey.scene.at(day, 11, number)
        version_id = file(journey, slot, now=now, note=MENDED)
        version = evidence_queries.version_by_id(version_id)
        path = journey.scene.database.files.path(version.sha256)
        settle_reading(version_id, read(path, name=version.file_name), now=journey.scene.at(day, 11, 30))
        chief = journey.by("chief", now)
        evidence.approve(journey.case, slot, on=day, by=chief, now=journey.scene.at(day, 16, number))


def review_items(journey: Journey, day: date) -> None:
    """Rate what the documents show of each item, and conclude its review."""
    case, definition = journey.case, definition_of(journey.case)
    items = [
        (definition.items[item], definition.scales[element.scale].kind)
        for element in rated_elements(definition, DOCUMENTS)
        if definition.scales[element.scale].values
        for item in element.items
    ]
    kept = items[: len(items) - journey.left("reviews")]
    by = journey.by("analyst", journey.scene.at(day))
    for number, (item, kind) in enumerate(kept):
        now = journey.scene.at(day + timedelta(days=number // 8), 13, number % 60)
        value, note = _seen(journey, item, kind)
        met = ticked(journey, item, value, "seen")
        ratings.review_item(case, item.key, value, note, by=by, now=now, clauses=met)
        _read_cited(journey, item.key, by, now)
    if journey.left("plans"):
        _plan_reading(journey, day)


def seen_level(journey: Journey, item: Item) -> int:
    """The level that the documents bear out: the organisation's own, or one less."""
    swing = dice(journey.scene.seed, journey.part.code, "seen", item.key).choice((0, 0, -1, 0, -1))
    return min(4, max(1, own_level(journey, item) + swing - lifted(journey)))


def _read_cited(journey: Journey, item: str, by: Reach, now: datetime) -> None:
    """Say what the passages cited for an item show; some are left for people to try."""
    case = journey.case
    for number, cited in enumerate(cited_for([case.id], items=[item])):
        stance = dice(journey.scene.seed, journey.part.code, "found", item, str(number)).choice(FOUND)
        if stance:
            verify(cited, case, stance=stance, by=by, now=now)


def _plan_reading(journey: Journey, day: date) -> None:
    """Plan what the analyst reads next, and read the first of it."""
    now = journey.scene.at(day + timedelta(days=8), 14)
    case, by = journey.case, journey.by("analyst", now)
    items = items_of(definition_of(case))
    made = reading_plan.make([(case, items)], MINUTES, by=by, now=now, case=case)
    for entry, _ in entries([made.id], by)[made.id][:READ_ALREADY]:
        reading_plan.mark(entry, reading_plan.READ, now=now)


def _seen(journey: Journey, item: Item, kind: str) -> tuple[str, str]:
    if kind == "levels":
        level = seen_level(journey, item)
        return str(level), journey.writer.reviewer(item.key, level)
    colour = own_colour(journey, item)
    return colour, journey.writer.governance(item.key, colour)


def _hold(journey: Journey, talk: Talk, place: tuple[UUID, str], day: date, *, answered: bool) -> None:
    case = journey.case
    anchor = Anchor(version_id=place[0], passage=place[1])
    turns = talk.turns if answered else talk.turns[:1]
    first = journey.scene.at(day, 10, 5)
    spoken_with = any(turn.side == ORGANISATION for turn in talk.turns)
    thread = review.open_thread(
        case,
        kind=talk.kind,
        body=turns[0].body,
        by=journey.by("analyst", first),
        now=first,
        anchor=anchor,
        audience=definition_of(case).sharing["shared"] if spoken_with else "",
    )
    for number, turn in enumerate(turns[1:], start=1):
        now = journey.scene.at(day + timedelta(days=number), 11, 20)
        who = "lead" if turn.side == ORGANISATION else "analyst"
        review.comment(thread, body=turn.body, by=journey.by(who, now), now=now)
    if talk.kind == QUESTION and answered:
        now = journey.scene.at(day + timedelta(days=len(turns)), 16)
        review.close(thread, by=journey.by("analyst", now), now=now, why="Answered.")
