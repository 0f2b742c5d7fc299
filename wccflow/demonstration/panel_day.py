"""The panel day that is on in the demonstration, with all that its room holds; and a panel before its day."""

from datetime import date

from wccflow.demonstration import panelling
from wccflow.demonstration.scene import Journey
from wccflow.demonstration.texts import words
from wccflow.panels import actions as panels
from wccflow.panels import feedback, leading, notes, queries, questions, timing

EARLY_MEMBERS, EARLY_ITEMS = 3, 14


def rate_early(journey: Journey, day: date) -> None:
    """Some members have rated some items alone, before the day."""
    for mailbox in panelling.members(journey)[:EARLY_MEMBERS]:
        by = journey.by(mailbox, journey.scene.at(day, 9))
        for number, item in enumerate(panelling.items(journey)[:EARLY_ITEMS]):
            value = panelling.given(journey, mailbox, item)
            panels.commit(journey.case, item.key, value, by=by, now=journey.scene.at(day, 9, number))


def hold_day(journey: Journey, day: date) -> None:
    """Who leads what, questions asked and waiting, a note, feedback prepared; and the third part is on."""
    told, case, now = words("panel_day"), journey.case, journey.scene.at(day, 12)
    chair, member = journey.by(panelling.CHAIR, now), journey.by("panel1", now)
    leading.share_out(case, by=chair, now=now)
    questions.open_queue(case, by=chair, now=now)
    asked = [
        questions.ask(case, row["words"], by=member, now=now, item=row["item"]) for row in told["question"]
    ]
    for row, question in zip(told["question"], asked, strict=True):
        questions.claim(case, question, by=member, now=now)
        if "answer" in row:
            questions.take(case, question, by=chair, now=now)
            said = {"words": row["answer"], "given_by": row["given_by"]}
            questions.answer(case, question, **said, by=chair, now=now)
    for row in told["feedback"]:
        feedback.write(case, row["kind"], row["words"], by=member, now=now)
    panel = queries.panel_of(case)
    if panel is not None:
        notes.write(case, panel, told["note"], by=member, now=now)
        for place in told["parts"]:
            timing.begin(case, timing.point_called(case, panel, place), by=chair, now=now)
