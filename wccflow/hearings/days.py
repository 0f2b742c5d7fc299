"""What sessions put into a person's calendar: those that have a time and to which she is admitted."""

from datetime import datetime, timedelta

from wccflow.cycles.queries import cases_for
from wccflow.hearings import queries
from wccflow.notices.entries import Entry
from wccflow.people.rights import Reach

AN_HOUR = 60


def days(reach: Reach, now: datetime) -> list[Entry]:
    """Each planned session, for as long as it is meant to take."""
    cases = {each.id: each for each in cases_for(reach)}
    return [
        Entry(
            key=f"session-{each.id}",
            title=f"{each.title}: {cases[each.case_id].organisation.name}",
            begins=each.begins_at,
            ends=each.begins_at + timedelta(minutes=each.minutes or AN_HOUR),
            changed_at=each.opened_at,
            words="Questions and answers, live.",
            address=each.address,
            demonstration=cases[each.case_id].cycle.demonstration,
            busy=True,
        )
        for each in queries.hearings(list(cases), reach)
        if each.begins_at is not None
    ]
