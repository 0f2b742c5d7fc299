"""What gates learn of ratings, in the same number of queries for one case and for three."""

from tests.ratings.conftest import Desk, counted
from wccflow.cycles.queries import cases_of
from wccflow.engine.facts import Tally
from wccflow.ratings import facts
from wccflow.ratings.cards import others, self_assessment
from wccflow.ratings.meeting_cards import board


def test_an_item_counts_as_evidenced_by_a_passage_of_its_own(desk: Desk) -> None:
    version = desk.file()
    desk.cite("1.1", version)
    desk.cite("board_1", version)

    with desk.world.database.reading():
        case = desk.world.case()
        tally = facts.evidenced([case])[case.id]

    assert isinstance(tally, Tally)
    assert (tally.have, tally.total, tally.missing[:2]) == (1, 33, ("1.2", "1.3"))


def test_each_fact_costs_one_query_for_one_case_and_for_three(desk: Desk) -> None:
    with desk.world.database.reading():
        cases = cases_of(desk.world.cycle_id)
        for source in (facts.evidenced, facts.ratified):
            for some in (cases[:1], cases):
                with counted() as sent:
                    found = source(some)

                assert (len(sent), len(found)) == (1, len(some))


def test_the_tiles_show_counts_to_everyone_who_sees_the_case(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")

    with desk.world.database.reading():
        case, reach = desk.world.case(), desk.world.reach("analyst@q34.example")
        shown = [source(case, reach) for source in (self_assessment, others, board)]

    assert [(card.title, card.value) for card in shown if card] == [
        ("Self-assessment", "1/33"),
        ("Governance", "0/16"),
        ("Board", "not yet"),
    ]
