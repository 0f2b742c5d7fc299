"""How results are published in the demonstration: read first by their own people, answered, released."""

from datetime import date

from wccflow.demonstration.scene import Journey
from wccflow.publication import embargo, releases, responding, sentences
from wccflow.publication.queries import newest_release

NOTE = "Please tell your board, and nobody else, before the day of publication. Say if a word is wrong."
RESPONSE = (
    "{name} welcomes the report. The first recommendation is in hand: the board has named an owner for it, "
    "and will look in public at what was done, each quarter."
)
RELEASED = "The results of the first organisations, sealed and seen by them before."
CONSENTED = "Strategic plan"


def let_them_read(journey: Journey, day: date) -> None:
    """Let organisations read their own final pages, once for the whole cycle."""
    now, cycle = journey.scene.at(day, 9), journey.case.cycle
    if embargo.standing(cycle.id) is None:
        by = journey.by("nation", now)
        embargo.open_to_readers(cycle, begins_at=now, lifts_at=None, note=NOTE, by=by, now=now)


def say_in_public(journey: Journey, day: date) -> None:
    """Let the chief executive say something beside the result, and let sentences of one document be read."""
    now, case = journey.scene.at(day, 14), journey.case
    by = journey.by("chief", now)
    words = RESPONSE.format(name=case.organisation.name)
    responding.respond(case, words, by=by, now=now)
    chosen = [each.id for each in sentences.asked(case) if CONSENTED.casefold() in each.title.casefold()]
    sentences.consent(case, chosen, by=by, now=now)


def sign_release(journey: Journey, day: date) -> None:
    """Sign the first release of the cycle."""
    now, cycle = journey.scene.at(day, 16), journey.case.cycle
    if newest_release(cycle.id) is None:
        by = journey.by("nation", now)
        releases.sign(cycle, note=RELEASED, rankings=[], seen=None, by=by, now=now)
