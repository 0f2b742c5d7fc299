"""What gates and tiles learn of partners, in the same number of queries for one case and for three."""

from tests.ratings.conftest import Desk, counted
from wccflow.cycles.queries import cases_of
from wccflow.engine.facts import Tally
from wccflow.partners import cards, facts


def test_the_fact_costs_one_query_for_one_case_and_for_three(desk: Desk) -> None:
    with desk.world.database.reading():
        cases = cases_of(desk.world.cycle_id)
        for some in (cases[:1], cases):
            with counted() as sent:
                found = facts.partners_answered(some)

            assert (len(sent), len(found)) == (1, len(some))


def test_nobody_invited_is_nought_of_nought(desk: Desk) -> None:
    with desk.world.database.reading():
        case = desk.world.case()
        assert facts.partners_answered([case])[case.id] == Tally(0, 0)


def test_the_tile_shows_counts_to_everyone_who_sees_the_case(desk: Desk) -> None:
    with desk.world.database.reading():
        card = cards.partners(desk.world.case(), desk.world.reach("analyst@q34.example"))

    assert card is not None
    assert (card.title, card.value) == ("360° feedback", "nobody invited")


def test_a_lead_is_to_invite_partners(desk: Desk) -> None:
    with desk.world.database.reading():
        case = desk.world.case()
        found = cards.tasks(desk.world.reach("lead@5pg.example"), [case], desk.world.now)

    assert [(task.title, task.address) for task in found] == [
        ("Invite partners", "/cycles/wcc-test/5PG/partners")
    ]
