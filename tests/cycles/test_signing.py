"""Two people together make an exception: who may, how long a signature waits, and how it is taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import countersigning, signing
from wccflow.cycles.models import Signature
from wccflow.cycles.picture import MoveShown, picture
from wccflow.cycles.queries import cases_for, definition_of
from wccflow.cycles.signatures import signatures
from wccflow.engine.facts import Tally
from wccflow.engine.refusals import sentence_of

MANAGER, DIRECTOR = "manager@q34.example", "director@q34.example"
WAIVE = "waive evidenced"


@pytest.fixture
def preparing(world: World) -> World:
    """The case is at a state from which a gate that may be waived leads on."""
    world.at("preparing")
    return world


def sign(world: World, who: str, role: str, purpose: str = WAIVE) -> Signature:
    with world.database.writing():
        by = world.reach(who)
        return signing.sign(world.case(), purpose, role=role, by=by, why="Snow.", now=world.now)


def sign_off(world: World, who: str) -> MoveShown:
    with world.database.reading():
        shown = picture(world.case(), world.reach(who), world.now)
        return next(each for each in shown.moves if each.offer.move.event == "sign_off")


def gates(move: MoveShown) -> list[str]:
    return [each.gate for each in move.obstacles]


def test_two_signatures_take_an_obstacle_away(preparing: World) -> None:
    before = gates(sign_off(preparing, MANAGER))
    sign(preparing, MANAGER, "sha_lead")
    one = gates(sign_off(preparing, MANAGER))
    sign(preparing, DIRECTOR, "sha_director")

    assert before == one
    assert gates(sign_off(preparing, MANAGER)) == [each for each in before if each != "evidenced"]


def test_an_exception_in_force_stays_in_sight_with_both_who_signed(preparing: World) -> None:
    sign(preparing, MANAGER, "sha_lead")
    one = sign_off(preparing, MANAGER).exceptions
    sign(preparing, DIRECTOR, "sha_director")

    (exception,) = sign_off(preparing, MANAGER).exceptions

    assert one == ()
    assert [each.why for each in exception.given] == ["Snow.", "Snow."]


def test_an_obstacle_names_who_has_signed_and_who_still_can(preparing: World) -> None:
    sign(preparing, MANAGER, "sha_lead")

    found = next(each for each in sign_off(preparing, DIRECTOR).obstacles if each.gate == "evidenced")

    assert found.waiver is not None
    assert [(each.name, each.why) for each in found.waiver.given] == [(f"Person of {MANAGER}", "Snow.")]
    assert found.waiver.remaining == ("SHA director of commissioning",)


def test_nobody_signs_the_same_twice(preparing: World) -> None:
    sign(preparing, MANAGER, "sha_lead")

    with pytest.raises(Refused, match="You have signed this already"):
        sign(preparing, MANAGER, "sha_lead")


def test_a_signature_that_helps_nothing_is_refused(preparing: World) -> None:
    for purpose in ("waive has_documents", "waive nothing", "move sign_off", "nonsense"):
        with pytest.raises(Refused, match="nothing here for your signature"):
            sign(preparing, MANAGER, "sha_lead", purpose)


def test_a_role_that_is_not_held_cannot_sign(preparing: World) -> None:
    with pytest.raises(NotFound):
        sign(preparing, MANAGER, "sha_director")


def test_a_withdrawn_signature_counts_no_more_and_may_be_given_again(preparing: World) -> None:
    made = sign(preparing, MANAGER, "sha_lead")

    with preparing.database.writing():
        signing.withdraw_signature(preparing.case(), made.id, by=preparing.reach(MANAGER), now=preparing.now)

    with preparing.database.reading():
        assert signatures(preparing.case(), preparing.now.date()) == []
    assert sign(preparing, MANAGER, "sha_lead").withdrawn_at is None


def test_only_its_maker_withdraws_a_signature(preparing: World) -> None:
    made = sign(preparing, MANAGER, "sha_lead")

    with preparing.database.writing():
        case, by = preparing.case(), preparing.reach(DIRECTOR)
        with pytest.raises(NotFound):
            signing.withdraw_signature(case, made.id, by=by, now=preparing.now)


def test_a_signature_lapses_after_four_weeks(preparing: World) -> None:
    sign(preparing, MANAGER, "sha_lead")
    signed = preparing.now.date()

    with preparing.database.reading():
        held = [len(signatures(preparing.case(), signed + timedelta(days=days))) for days in (0, 28, 29)]
    assert held == [1, 1, 0]


def test_whoever_could_countersign_finds_it_among_her_work(preparing: World) -> None:
    sign(preparing, MANAGER, "sha_lead")

    told = {who: titles(preparing, who) for who in (MANAGER, DIRECTOR, "lead@5pg.example")}

    what = "an exception about sub-competencies with at least one evidence passage"
    assert told == {
        MANAGER: [(f"A second signature: {what}", True)],
        DIRECTOR: [(f"Countersign: {what}", False)],
        "lead@5pg.example": [],
    }


def titles(world: World, who: str) -> list[tuple[str, bool]]:
    with world.database.reading():
        reach = world.reach(who)
        found = countersigning.tasks(reach, cases_for(reach), world.now)
        return [(each.title, each.waiting) for each in found]


def test_what_waits_for_signatures_costs_the_same_for_one_case_and_for_several(preparing: World) -> None:
    reach = preparing.reach

    with preparing.database.reading():
        director = reach(DIRECTOR)
        cases = cases_for(director)
        costs = []
        for some in (cases[:1], cases):
            with counted(preparing.database.engine) as sent:
                countersigning.tasks(director, some, preparing.now)
            costs.append(len(sent))
    assert costs[0] == costs[1]


def test_a_signature_is_given_and_withdrawn_on_the_page(
    preparing: World, client_of: Callable[[str], FlaskClient]
) -> None:
    sign(preparing, DIRECTOR, "sha_director")

    html = client_of(MANAGER).get("/cycles/wcc-test/5PG").text

    assert "For the PCT assurance lead or PCT contributor: Person of editor@5pg.example" in html
    assert "Sign an exception" in html


def test_nobody_invited_is_said_instead_of_nothing_of_nothing(world: World) -> None:
    with world.database.reading():
        gate = definition_of(world.case()).gates["partners_heard"]

    assert sentence_of(gate, Tally(0, 0)) == "no partner has been invited yet"
    assert sentence_of(gate, Tally(1, 5)) == "1 of 5 partners have answered; 60% are needed"
