"""Targets and gaps, peers that agreed to share, and how others stand without their names."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import Sitting
from wccflow.base.errors import Stale
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.improvement import peers, targets
from wccflow.improvement.targets import Aim
from wccflow.publication.models import PublishedResult

Clients = Callable[[str], FlaskClient]
LEAD = "lead@5pg.example"
PAGE = "/cycles/wcc-test/5PG/profile"


@pytest.fixture
def reported(sitting: Sitting) -> Sitting:
    """An organisation whose report was sent; two items have a level."""
    sitting.agree_rated("1.1", "3.2")
    sitting.close()
    sitting.write("recommendation-1", "Soon.", title="Name an owner for each goal")
    sitting.issue()
    return sitting


def aims(sitting: Sitting, who: str = LEAD) -> list[Aim]:
    reach = sitting.reach(who)
    with sitting.world.database.reading():
        return targets.aims_of(sitting.case, reach)


def aim_at(sitting: Sitting, item: str, value: str, seen: int = 0) -> None:
    by = sitting.reach(LEAD)
    with sitting.world.database.writing():
        targets.set_target(sitting.case, item, value, by=by, now=sitting.world.now, seen=seen)


def publish(case: Case, sitting: Sitting) -> None:
    row = PublishedResult(
        case_id=case.id,
        cycle_id=case.cycle_id,
        content="{}",
        sha256="0" * 64,
        at=sitting.world.now,
        by_id=None,
    )
    session().add(row)


def test_a_target_above_the_level_makes_a_gap(reported: Sitting) -> None:
    aim_at(reported, "1.1", "4")

    found = aims(reported)

    assert [(each.item, each.level, each.target, each.gap) for each in found] == [
        ("1.1", "3", "4", 1),
        ("3.2", "3", "", 0),
    ]
    assert targets.profile(found) == ["1 × Level 3", "1 × Level 4 (world class)"]


def test_nobody_aims_below_the_level_that_holds(reported: Sitting) -> None:
    assert reported.refused(lambda: aim_at(reported, "1.1", "2")) == (
        "Choose the level that the item has, or one above it."
    )


def test_two_who_set_a_target_meet_a_choice(reported: Sitting) -> None:
    aim_at(reported, "1.1", "4")

    with pytest.raises(Stale):
        aim_at(reported, "1.1", "3")


def test_a_peer_is_found_once_it_agreed_and_its_result_is_published(reported: Sitting) -> None:
    world = reported.world
    by = reported.reach(LEAD)
    with world.database.writing():
        made = peers.give(reported.case, "1.1", "Ask our lead.", by=by, now=world.now)
    weak = [Aim("1.1", "1.1", aims(reported)[0].scale, "2", "", 0)]

    def found() -> list[str]:
        with world.database.reading():
            mine = peers.peers_of(world.case("5MX"), weak)
            return [each.words for each in mine.get("1.1", [])]

    before = found()
    with world.database.writing():
        publish(reported.case, reported)
    published = found()
    with world.database.writing():
        peers.end(reported.case, made.id, by=by, now=world.now)

    assert (before, published, found()) == ([], ["Ask our lead."], [])


def test_fewer_than_five_others_are_not_told_of(reported: Sitting) -> None:
    with reported.world.database.writing():
        for code in ("5PG", "5MX", "5J9"):
            publish(reported.world.case(code), reported)

    found = aims(reported)
    with reported.world.database.reading():
        assert peers.how_many(reported.case) == 2
        assert peers.others(reported.case, found) == {}


def test_the_profile_goes_by_plain_forms(reported: Sitting, client_of: Clients) -> None:
    lead = client_of(LEAD)
    proof = token_of(lead.get(PAGE).text)
    aimed = {"_method": "PUT", "version": "0", "value": "4", "csrf_token": proof}
    shared = {"words": "Ask our lead.", "csrf_token": proof}

    assert lead.post(f"{PAGE}/1.1", data=aimed).status_code == 303
    assert lead.post(f"{PAGE}/1.1/offer", data=shared).status_code == 303
    page = " ".join(lead.get(PAGE).text.split())
    assert "That is 1 step above the levels that hold now." in page
    assert "You share this item: Ask our lead." in page
    assert "none are so far" in page
    assert client_of("lead@5mx.example").get(PAGE).status_code == 404
