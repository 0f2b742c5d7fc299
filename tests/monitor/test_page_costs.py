"""What whole pages ask of the database does not grow with the cases that they list."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.statements import counted
from tests.harness.world import World

STATES = ("preparing", "submitted", "analysing", "panel_ready", "calibration", "published")


@pytest.mark.parametrize(
    ("email", "address"),
    [
        ("manager@q34.example", "/"),
        ("lead@dh.example", "/"),
        ("lead@dh.example", "/cycles"),
        ("lead@dh.example", "/cycles/wcc-test"),
        ("lead@dh.example", "/cycles/wcc-test/5PG"),
        ("lead@dh.example", "/monitor/wcc-test"),
        ("manager@q34.example", "/monitor/wcc-test/Q34"),
        ("manager@q34.example", "/cycles/wcc-test/windows/Q34"),
        ("lead@dh.example", "/calibration/wcc-test"),
        ("lead@dh.example", "/publication/wcc-test"),
    ],
)
def test_a_page_costs_the_same_for_a_case_of_each_state_and_for_three(
    with_cases: Callable[[int], World], client_of: Callable[[str], FlaskClient], email: str, address: str
) -> None:
    world = with_cases(3 + 3 * len(STATES))
    client, codes = client_of(email), [f"T{number:02}" for number in range(3 * len(STATES))]
    cases = dict(zip(codes, STATES * 3, strict=True))
    costs = []

    for many in (dict(list(cases.items())[: len(STATES)]), cases):
        for code, state in many.items():
            world.at(state, code)
        client.get(address)
        with counted(world.database.engine) as sent:
            answer = client.get(address)
        costs.append((answer.status_code, len(sent)))

    assert costs[0] == costs[1]
    assert costs[0][0] == 200
