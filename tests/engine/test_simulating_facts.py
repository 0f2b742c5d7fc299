"""Facts that are played."""

from datetime import date
from random import Random

from wccflow.engine.definition import Definition
from wccflow.engine.facts import Tally
from wccflow.engine.simulating_behaviours import Behaviours, PlayedFact
from wccflow.engine.simulating_facts import is_played, played, spec_of

MONDAY, LATER = date(2010, 1, 4), date(2010, 3, 1)
NO_HOLIDAYS: frozenset[date] = frozenset()


def test_a_tally_fills_part_by_part(definition: Definition) -> None:
    fact = played(definition, "panel_skills", PlayedFact("panel_skills", total=3), Random(1))
    for _ in range(2):
        fact.finish(MONDAY, Random(1), NO_HOLIDAYS)

    assert fact.value(MONDAY) == Tally(2, 3, ("no. 3",))
    assert fact.waiting(MONDAY) == 1


def test_a_part_that_waits_counts_when_it_comes(definition: Definition) -> None:
    fact = played(definition, "board_ratified", PlayedFact("board_ratified", waits=(3, 3)), Random(1))
    fact.finish(MONDAY, Random(1), NO_HOLIDAYS)

    before = fact.value(MONDAY)
    changed = fact.settle(date(2010, 1, 7))

    assert (before, changed, fact.value(date(2010, 1, 7))) == (False, True, True)
    assert fact.waiting(MONDAY) == 0


def test_a_part_that_never_comes_keeps_the_tally_short(definition: Definition) -> None:
    fact = played(definition, "responses_360", PlayedFact("responses_360", total=2, never=1), Random(1))
    for _ in range(2):
        fact.finish(MONDAY, Random(1), NO_HOLIDAYS)

    assert (fact.value(LATER), fact.waiting(LATER)) == (Tally(0, 2, ("no. 1", "no. 2")), 0)


def test_open_questions_rise_and_fall(definition: Definition) -> None:
    fact = played(definition, "queries_open", PlayedFact("queries_open", rises=8), Random(3))
    fact.rise(MONDAY, Random(3), NO_HOLIDAYS, 0.4)

    raised = fact.value(LATER)
    while fact.waiting(LATER):
        fact.finish(LATER, Random(3), NO_HOLIDAYS)

    assert isinstance(raised, int)
    assert raised > 0
    assert fact.value(LATER) == 0


def test_a_number_is_brought_to_where_its_gate_wants_it(definition: Definition) -> None:
    fact = played(definition, "panel_size", spec_of(definition, "panel_size", {}), Random(1))

    assert fact.total == 5
    assert fact.value(MONDAY) == 0


def test_each_case_of_a_place_is_a_part_of_what_they_share(definition: Definition) -> None:
    spec = PlayedFact("sha_cases_moderated", shared="overseer", total="cases")
    fact = played(definition, "sha_cases_moderated", spec, Random(1))
    fact.done["PCT 2"] = None

    assert fact.value(MONDAY, ("PCT 1", "PCT 2")) == Tally(1, 2, ("PCT 1",))


def test_a_date_is_not_known_until_it_is_chosen(definition: Definition) -> None:
    fact = played(definition, "panel_date", PlayedFact("panel_date"), Random(1))

    assert fact.value(MONDAY) is None


def test_a_flag_of_the_nation_is_shared_by_all_without_being_told_so(definition: Definition) -> None:
    shared = {name: spec_of(definition, name, Behaviours().facts).shared for name in definition.facts}

    assert [name for name, how in shared.items() if how != "case"] == ["embargo_lifted"]


def test_only_what_nothing_else_tells_is_played(definition: Definition) -> None:
    told = [name for name in definition.facts if not is_played(definition, name)]

    assert told == [
        *("documents_required", "documents_board_approved", "competencies_self_assessed"),
        *("governance_self_assessed", "competencies_reviewed", "competencies_panel_rated"),
        *("governance_rated", "reply_until"),
    ]
