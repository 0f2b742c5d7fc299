"""What lies before many cases at once: the open moves of a whole nation in a constant number of queries."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cycles.changed import filled
from tests.harness.statements import counted, forget
from wccflow.base.database import Database
from wccflow.cycles import queries
from wccflow.cycles.outlook import outlooks
from wccflow.engine.definition import Workflow

ON = date(2009, 11, 20)


@pytest.mark.parametrize("total", [1, 3, 152])
def test_the_open_moves_of_a_nation_cost_the_same_for_one_case_and_152(
    database: Database, wcc: Workflow, total: int
) -> None:
    world = filled(database, wcc, total)
    database.offers = replace(database.offers, facts={})  # the rooms' own, each tried at many cases below
    with database.reading():
        cases = queries.cases_of(world.cycle_id)
        outlooks(cases, ON)
        forget()
        with counted(database.engine) as sent:
            found = outlooks(cases, ON)

    assert [[offer.move.event for offer in each.offers] for each in found] == [["accept", "withdraw"]] * total
    assert len(sent) == 6


def test_what_the_rooms_tell_of_cases_costs_the_same_for_three_cases_and_152(
    database: Database, wcc: Workflow
) -> None:
    world = filled(database, wcc, 152)
    costs = []
    with database.reading():
        cases = queries.cases_of(world.cycle_id)
        outlooks(cases, ON)
        for some in (cases[:1], cases[:3], cases):
            forget()
            with counted(database.engine) as sent:
                outlooks(some, ON)
            costs.append(len(sent))

    assert len(set(costs)) == 1
