"""Slots proposed from a file's name and its first words, each with the reason."""

import pytest

from wccflow.engine.definition import Workflow
from wccflow.evidence.arrivals import terms_of
from wccflow.evidence.proposing import Proposal, propose


def proposed(wcc: Workflow, name: str, *opening: str) -> Proposal:
    definition = wcc.editions["2009-10"]
    return propose(name, opening, definition.slots, terms_of(definition))


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("Strategic Plan 2009-14 FINAL v3.docx", "strategic_plan"),
        ("five_year_strategic_plan.pdf", "strategic_plan"),
        ("FinancialStrategy.docx", "financial_strategy"),
        ("OD plan.docx", "od_plan"),
        ("operational_plan_guidance.md", "operating_plan"),
        ("needs_jsna_briefing_oct_2013.doc", "jsna"),
        ("Board papers March.pdf", "board_papers"),
        ("comms-communications strategy (draft).docx", "communications_strategy"),
        ("risk register.xlsx", "assurance_framework"),
    ],
)
def test_a_files_name_proposes_its_slot(wcc: Workflow, name: str, slot: str) -> None:
    found = proposed(wcc, name)

    assert (found.slot, found.why) == (slot, "its name says so")


@pytest.mark.parametrize("name", ["holiday.jpg", "strategy.docx", "plan.docx", "2009.pdf", ".docx", ""])
def test_a_name_that_says_nothing_or_too_much_proposes_no_slot(wcc: Workflow, name: str) -> None:
    assert proposed(wcc, name) == Proposal()


def test_where_there_are_no_slots_none_is_proposed() -> None:
    assert propose("strategic plan.docx", [], {}) == Proposal()


@pytest.mark.parametrize(
    ("title", "slot"),
    [
        ("Our Joint Strategic Needs Assessment 2009", "jsna"),
        ("ORGANISATIONAL DEVELOPMENT PLAN", "od_plan"),
        ("Communications strategy for the coming years", "communications_strategy"),
        ("Annual operating plan", "operating_plan"),
        ("Our five-year strategic plan", "strategic_plan"),
    ],
)
def test_a_title_proposes_the_slot_where_the_name_says_nothing(wcc: Workflow, title: str, slot: str) -> None:
    found = proposed(wcc, "scan0017.pdf", "NHS Somewhere", title, "November")

    assert (found.slot, found.why) == (slot, f"its title says “{title}”")


def test_a_title_weighs_more_than_a_name(wcc: Workflow) -> None:
    found = proposed(wcc, "OD plan.docx", "Joint strategic needs assessment")

    assert found.slot == "jsna"


def test_one_word_of_a_title_in_running_text_is_chance(wcc: Workflow) -> None:
    found = proposed(
        wcc, "letter.docx", "We met to speak of communications with the board and of other things."
    )

    assert found.slot == ""


def test_a_long_title_is_shown_short_and_running_text_is_no_title(wcc: Workflow) -> None:
    title = "Joint strategic needs assessment " + "neighbourhoods-of-every-kind " * 4

    assert proposed(wcc, "x.docx", title).why.endswith(" …”")
    assert proposed(wcc, "x.docx", f"{title} of {'all our ' * 9} wards").slot == ""


def test_words_that_many_slots_share_propose_nothing(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    terms = dict.fromkeys(definition.slots, ("partners", "engagement"))

    assert propose("a.docx", ["partners and engagement"], definition.slots, terms) == Proposal()


def test_terms_of_one_slot_alone_say_which_words_were_found(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    terms = {"jsna": ("prevalence", "deprived", "mortality", "wards")}

    found = propose("a.docx", ["Prevalence is high; deprived wards; mortality"], definition.slots, terms)

    assert (found.slot, found.why) == ("jsna", "it speaks of prevalence, deprived, mortality")
