"""A deputy of the chair: named for a time once the day is over, and the log says for whom."""

from datetime import timedelta

import pytest

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound
from wccflow.cycles.words import names_spoken
from wccflow.panels import deputies, reporting

MANAGER = "manager@q34.example"


def name(
    sitting: Sitting, email: str = MEMBERS[0], by: str = MANAGER, days: int = 7, why: str = "Ill."
) -> None:
    reach = sitting.reach(by)
    until = business_day(sitting.world.now) + timedelta(days=days)
    with sitting.world.database.writing():
        deputies.name_deputy(sitting.case, email=email, until=until, why=why, by=reach, now=sitting.world.now)


@pytest.fixture
def closed(sitting: Sitting) -> Sitting:
    """A panel whose day is over."""
    sitting.close()
    return sitting


def test_a_deputy_writes_and_the_log_says_for_whom(closed: Sitting) -> None:
    name(closed)
    deputy = closed.reach(MEMBERS[0])

    with closed.world.database.writing():
        reporting.write(closed.case, "impression", text="A good board.", by=deputy, now=closed.world.now)

    with closed.world.database.reading():
        events = log.events_of([closed.case.id], reporting.WRITTEN)
        assert list(names_spoken(events).values()) == [f"Person of {MEMBERS[0]} for Person of {CHAIR}"]


def test_before_the_day_is_over_a_seat_is_personal(sitting: Sitting) -> None:
    with pytest.raises(NotFound):
        name(sitting)


def test_only_the_chair_and_who_puts_panels_together_name_one(closed: Sitting) -> None:
    with pytest.raises(NotFound):
        name(closed, by=MEMBERS[1])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"email": "nobody@nowhere.example"},
            "Nobody with the address nobody@nowhere.example is known here.",
        ),
        ({"email": CHAIR}, "Nobody deputises for herself."),
        ({"email": "lead@5pg.example"}, "belongs to"),
        ({"days": -1}, "That day is over already."),
        ({"days": 200}, "A deputy of a chair is for 92 days at most."),
        ({"why": " "}, "Say why the chair needs a deputy"),
    ],
)
def test_a_deputy_that_would_not_do_is_refused_in_plain_words(
    closed: Sitting, given: dict[str, str | int], said: str
) -> None:
    assert said in closed.refused(lambda: name(closed, **given))  # type: ignore[arg-type]


def test_a_deputation_ends_before_its_day(closed: Sitting) -> None:
    name(closed)
    chair = closed.reach(CHAIR)
    with closed.world.database.writing():
        (held,) = deputies.deputies_of(closed.case, closed.world.now)
        deputies.end(closed.case, held.id, by=chair, now=closed.world.now)

    with closed.world.database.reading():
        assert deputies.deputies_of(closed.case, closed.world.now) == []
