"""When boards meet in the demonstration, and who is to rate the items that are left."""

from datetime import date, timedelta

from wccflow.base import clock
from wccflow.cycles.queries import definition_of
from wccflow.demonstration.scene import Journey
from wccflow.demonstration.texts import words
from wccflow.people.queries import person_by_email
from wccflow.ratings import giving, meetings
from wccflow.ratings.giving import Wanted
from wccflow.ratings.rules import rated_elements


def date_board(journey: Journey, day: date) -> None:
    """Record when the board meets: on the day on which it ratifies, if it comes so far."""
    now = journey.scene.at(day, 10)
    on = journey.scene.day(words("journeys")["board"]["meets"])
    meetings.record(journey.case, on, by=journey.by("lead", now), now=now)


def move_board(journey: Journey, day: date) -> None:
    """Move the meeting of a board that is late to a working day to come."""
    now, told = journey.scene.at(day, 11), words("journeys")["board"]
    (meeting,) = meetings.meetings_of([journey.case.id])[journey.case.id]
    on = clock.today() + timedelta(days=told["days_from_today"])
    while on.weekday() > 4:
        on += timedelta(days=1)
    meetings.move(journey.case, meeting.id, on, told["why"], by=journey.by("lead", now), now=now)


def give_items(journey: Journey, day: date) -> None:
    """Give the items that are left to a colleague: half of them until a day that is over, half to come."""
    now, told = journey.scene.at(day, 12), words("journeys")["giving"]
    definition = definition_of(journey.case)
    items = [item for element in rated_elements(definition) for item in element.items]
    left = items[len(items) - journey.left("items") :]
    to_id, half = person_by_email(journey.address("contributor")).id, len(left) // 2
    for some, days in ((left[:half], told["late"]), (left[half:], told["soon"])):
        due = max(clock.today() + timedelta(days=days), day)
        wanted = Wanted(tuple(some), to_id, due, told["note"])
        giving.give(journey.case, wanted, by=journey.by("lead", now), now=now)
