"""Whether moves stand open, and everything that is said when they do not."""

from collections.abc import Mapping
from datetime import date

import pytest

from wccflow.engine.decisions import (
    Moved,
    Refused,
    Standing,
    available,
    decide,
)
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally
from wccflow.engine.walks import satisfying
from wccflow.engine.windows import Calendar, Window

NO_WINDOWS: Mapping[str, Window] = {}


def tried(
    definition: Definition,
    state: str,
    event: str,
    *roles: str,
    on: date = date(2010, 2, 1),
    windows: Mapping[str, Window] = NO_WINDOWS,
    reason: str = "",
    signed: frozenset[str] = frozenset(),
    waived: Mapping[str, frozenset[str]] | None = None,
    **facts: Fact,
) -> Moved | Refused:
    return decide(
        definition,
        Standing(state),
        event,
        roles=frozenset(roles),
        facts={**satisfying(definition), **facts},
        on=on,
        windows=windows,
        reason=reason,
        signed=signed,
        waived=waived,
    )


def refusals(answer: Moved | Refused) -> list[tuple[str, str, str]]:
    assert isinstance(answer, Refused)
    return [(one.kind, one.gate, one.say) for one in answer.refusals]


def test_an_open_move_tells_where_it_leads_and_what_follows(definition: Definition) -> None:
    answer = tried(definition, "invited", "accept", "pct_lead")

    assert answer == Moved("accept", "invited", "preparing", ("open_checklist",))


def test_all_reasons_are_told_not_only_the_first(definition: Definition, calendar: Calendar) -> None:
    answer = tried(
        definition,
        "analysing",
        "send_back",
        "pct_lead",
        on=date(2010, 4, 1),
        windows=calendar.windows,
    )

    assert refusals(answer) == [
        ("role", "", "“Return for more evidence” is for the Plan reviewer or SHA assurance lead"),
        ("reason", "", "“Return for more evidence” needs a reason"),
        ("window", "analysis", "Plan analysis: this stage closed on 31 March 2010"),
    ]


def test_the_reasons_read_as_one_line(definition: Definition) -> None:
    answer = tried(
        definition,
        "panel_ready",
        "open_panel",
        "panel_chair",
        panel_size=4,
        panel_conflicts=1,
        windows={"panel": Window(date(2010, 1, 1), date(2010, 12, 31))},
    )

    assert isinstance(answer, Refused)
    assert answer.sentence == (
        "only 4 of 5 panel members are confirmed; panel members with an unresolved conflict of interest: 1"
    )


def test_a_refusal_says_who_can_help_and_who_may_waive(definition: Definition) -> None:
    answer = tried(definition, "panel_reporting", "send_report", "panel_chair", potential_written=False)

    assert isinstance(answer, Refused)
    assert [(one.who, one.override) for one in answer.refusals] == [(("Panel chair",), None)]


def test_a_long_list_of_what_is_missing_is_cut_short(definition: Definition) -> None:
    missing = tuple(f"{number}.1" for number in range(1, 12))

    answer = tried(
        definition, "preparing", "sign_off", "pct_lead", competencies_self_assessed=Tally(22, 33, missing)
    )

    assert refusals(answer)[0][2] == (
        "11 of 33 sub-competencies have no self-assessment: 1.1, 2.1, 3.1, 4.1, 5.1, 6.1 and 5 more"
    )


def test_a_move_from_elsewhere_is_refused_with_the_way(definition: Definition) -> None:
    answer = tried(definition, "invited", "publish", "pct_lead")

    assert refusals(answer) == [
        ("state", "", "“Publish the result” leads on from “Result agreed”; the case is at “Invited”"),
        ("role", "", "“Publish the result” is for the National calibration team or Cycle calendar"),
    ]


def test_a_move_that_does_not_exist_is_refused(definition: Definition) -> None:
    assert refusals(tried(definition, "invited", "fly", "pct_lead")) == [
        ("state", "", "there is no move called “fly”")
    ]


def test_a_reason_of_blanks_is_no_reason(definition: Definition) -> None:
    assert refusals(tried(definition, "board_sign_off", "rework", "pct_chief", reason="  ")) == [
        ("reason", "", "“Return to the authors” needs a reason")
    ]


def test_a_second_signature_is_asked_for(definition: Definition) -> None:
    unsigned = tried(definition, "analysing", "withdraw", "sha_director", reason="Merged.")
    signed = tried(
        definition, "analysing", "withdraw", "sha_director", reason="Merged.", signed=frozenset({"national"})
    )

    assert [kind for kind, _, _ in refusals(unsigned)] == ["signature"]
    assert isinstance(signed, Moved)


@pytest.mark.parametrize("signed", [frozenset(), frozenset({"sha_lead"}), frozenset({"sha_director"})])
def test_one_signature_waives_nothing(definition: Definition, signed: frozenset[str]) -> None:
    answer = tried(
        definition,
        "preparing",
        "sign_off",
        "pct_lead",
        competencies_evidenced=Tally(32, 33, ("6.1",)),
        waived={"evidenced": signed},
    )

    assert [gate for _, gate, _ in refusals(answer)] == ["evidenced"]


def test_two_signatures_waive_a_gate_and_are_recorded(definition: Definition) -> None:
    answer = tried(
        definition,
        "preparing",
        "sign_off",
        "pct_lead",
        competencies_evidenced=Tally(32, 33, ("6.1",)),
        waived={"evidenced": frozenset({"sha_lead", "sha_director"})},
    )

    assert isinstance(answer, Moved)
    assert answer.waived == ("evidenced",)


def test_a_waiver_that_was_not_needed_is_not_used(definition: Definition) -> None:
    answer = tried(
        definition,
        "preparing",
        "sign_off",
        "pct_lead",
        waived={"evidenced": frozenset({"sha_lead", "sha_director"})},
    )

    assert isinstance(answer, Moved)
    assert answer.waived == ()


def test_a_gate_without_an_override_cannot_be_waived(definition: Definition) -> None:
    everyone = frozenset(definition.roles)

    answer = tried(
        definition,
        "board_sign_off",
        "submit",
        "pct_chief",
        board_ratified=False,
        waived={"board_ratified": everyone},
    )

    assert refusals(answer) == [("gate", "board_ratified", "the board has not ratified the self-assessment")]


def test_what_is_not_known_cannot_be_waived(definition: Definition) -> None:
    answer = tried(
        definition,
        "preparing",
        "sign_off",
        "pct_lead",
        competencies_evidenced=None,
        waived={"evidenced": frozenset({"sha_lead", "sha_director"})},
    )

    assert [(kind, gate) for kind, gate, _ in refusals(answer)] == [("unknown", "evidenced")]


def test_available_gives_the_moves_of_the_state_in_order(definition: Definition) -> None:
    offers = available(
        definition,
        Standing("submitted"),
        roles=frozenset({"sha_lead"}),
        facts=satisfying(definition),
        on=date(2009, 12, 1),
        windows={"preparation": Window(date(2009, 9, 1), date(2009, 12, 31))},
    )

    assert [(offer.move.event, offer.open) for offer in offers] == [
        ("reopen", True),
        ("begin_analysis", False),
        ("withdraw", False),
    ]


def test_a_final_state_offers_nothing(definition: Definition) -> None:
    offers = available(
        definition,
        Standing("published"),
        roles=frozenset(definition.roles),
        facts=satisfying(definition),
        on=date(2010, 7, 30),
        windows={},
    )

    assert offers == []
