"""Publishing: approved for the cycle, made once from what is sealed, checked by its hash."""

import json

import pytest
from sqlalchemy import text

from tests.harness.panel import Sitting
from wccflow.base.errors import NotFound, Refused
from wccflow.calibration import actions as calibration
from wccflow.calibration import sealing
from wccflow.calibration.rules import digest
from wccflow.engine.facts import Fact
from wccflow.publication import actions, checks, facts, queries
from wccflow.publication.models import PublishedResult

NATION = "lead@dh.example"


def prepare(sitting: Sitting) -> None:
    """A case whose rating of 1.1 calibration lowered, agreed, sealed, shown and replied to."""
    sitting.report()
    now = sitting.world.now
    manager, chief = sitting.reach("manager@q34.example"), sitting.reach("chief@5pg.example")
    with sitting.world.database.writing():
        calibration.adjust(sitting.case, "1.1", "2", "Others did more.", by=manager, now=now)
        sealing.seal(sitting.case, by=None, now=now)
        sealing.show(sitting.case, by=None, now=now)
    sitting.world.at("agreed")
    with sitting.world.database.writing():
        calibration.reply(sitting.case, words="We had sent it.", by=chief, now=now)


def publish(sitting: Sitting) -> PublishedResult:
    with sitting.world.database.writing():
        actions.publish(sitting.case, by=None, now=sitting.world.now)
    sitting.world.at("published")
    with sitting.world.database.reading():
        return queries.published("wcc-test", "5PG")


def lifted(sitting: Sitting) -> Fact:
    with sitting.world.database.reading():
        case = sitting.case
        return facts.embargo_lifted([case])[case.id]


def test_the_embargo_is_lifted_by_the_nation_and_can_be_set_again(sitting: Sitting) -> None:
    by, now = sitting.reach(NATION), sitting.world.now
    before = lifted(sitting)
    with sitting.world.database.writing():
        actions.approve(sitting.case.cycle, note="The minister agrees.", by=by, now=now)
    approved = lifted(sitting)

    with sitting.world.database.writing():
        actions.hold(sitting.case.cycle, by=by, now=now)

    assert (before, approved, lifted(sitting)) == (False, True, False)


def test_a_region_cannot_approve_publication(sitting: Sitting) -> None:
    director = sitting.reach("director@q34.example")

    with pytest.raises(NotFound), sitting.world.database.writing():
        actions.approve(sitting.case.cycle, note="We like it.", by=director, now=sitting.world.now)


def test_a_result_that_is_not_sealed_is_not_published(sitting: Sitting) -> None:
    sitting.report()

    with pytest.raises(Refused) as refusal, sitting.world.database.writing():
        actions.publish(sitting.case, by=None, now=sitting.world.now)

    assert str(refusal.value) == "The result is not sealed yet, so it cannot be published."


def test_what_is_published_holds_every_rating_the_change_and_the_reply(sitting: Sitting) -> None:
    prepare(sitting)

    content = json.loads(publish(sitting).content)

    items = [
        item for element in content["elements"] for group in element["groups"] for item in group["items"]
    ]
    assert len(items) == 49
    told = next(each for each in items if each["key"] == "1.1")
    assert told == {
        "key": "1.1",
        "title": "1.1 Reputation as the local leader of the NHS",
        "level": "Level 2",
        "panel": "Level 3",
        "reason": "Others did more.",
        "value": "2",
        "panel_value": "3",
        "says": {
            "statement": "",
            "clauses": [
                "A member of the board answers for it by name.",
                "There is a plan for it, with dates and money.",
                "The PCT knows from its own figures where it stands.",
            ],
            "unverified": True,
        },
        "chain": [{"by": "overseer", "before": "3", "after": "2", "steps": -1}],
        "sentences": [],
        "withheld": "No sentence of a document was cited for this rating.",
    }
    assert content["changes"] == [
        {
            "key": "1.1",
            "item": "1.1 Reputation as the local leader of the NHS",
            "before": "Level 3",
            "after": "Level 2",
            "steps": -1,
            "where": "Regional calibration",
            "reason": "Others did more.",
            "signatures": 1,
        }
    ]
    assert content["replies"] == ["We had sent it."]


def test_nobody_who_sat_on_the_panel_is_named_in_public(sitting: Sitting) -> None:
    prepare(sitting)

    assert "Person of" not in publish(sitting).content


def test_a_result_is_published_once(sitting: Sitting) -> None:
    prepare(sitting)
    publish(sitting)

    with pytest.raises(Refused) as refusal, sitting.world.database.writing():
        actions.publish(sitting.case, by=None, now=sitting.world.now)

    assert str(refusal.value) == "This result is published already."


def test_the_check_finds_a_published_result_that_was_tampered_with(sitting: Sitting) -> None:
    prepare(sitting)
    result = publish(sitting)
    with sitting.world.database.reading():
        before = checks.broken_results()

    with sitting.world.database.writing() as session:
        forged = result.content.replace("Level 2", "Level 4")
        session.execute(
            text("UPDATE published_result SET content = :content, sha256 = :sha256"),
            {"content": forged, "sha256": digest(forged)},
        )

    with sitting.world.database.reading():
        assert before == []
        assert checks.broken_results() == [f"The published result {result.id} is not what was published."]
