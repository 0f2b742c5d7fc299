"""Which way leads on, and which back."""

from wccflow.engine.definition import Definition
from wccflow.engine.simulating_ways import Ways


def test_the_way_on_leads_through_every_state_to_publication(definition: Definition) -> None:
    ways, state, events = Ways(definition), definition.initial, []
    while state in ways.forward:
        events.append(ways.forward[state].event)
        state = ways.forward[state].to

    assert state == "published"
    assert events == [
        *("accept", "sign_off", "submit", "begin_analysis", "issue_briefing", "open_panel", "close_panel"),
        *("send_report", "accept_facts", "moderate", "agree", "publish"),
    ]


def test_a_returned_case_goes_on_by_being_submitted_again(definition: Definition) -> None:
    assert Ways(definition).forward["returned"].event == "resubmit"


def test_the_ways_back_need_a_reason_and_end_no_case(definition: Definition) -> None:
    back = {state: [move.event for move in moves] for state, moves in Ways(definition).back.items() if moves}

    assert back == {
        "board_sign_off": ["rework"],
        "submitted": ["reopen"],
        "analysing": ["send_back"],
        "panel_ready": ["reconsider"],
        "panel_in_session": ["postpone"],
        "factual_check": ["amend_report"],
        "calibration": ["question"],
    }


def test_an_item_goes_the_shortest_way_that_is_open_now(definition: Definition) -> None:
    ways, track = Ways(definition), definition.tracks["competency"]

    way = ways.of_items(track, frozenset({"reviewed"}), "analysing")

    assert {state: move.event for state, move in way.items()} == {
        "in_review": "conclude",
        "self_assessed": "take",
        "queried": "answer",
    }
    assert ways.of_items(track, frozenset({"reviewed"}), "preparing") == {}


def test_people_wait_for_no_move_of_the_calendar(definition: Definition) -> None:
    way = Ways(definition).of_items(definition.tracks["document"], frozenset({"frozen"}), "submitted")

    assert way == {}
