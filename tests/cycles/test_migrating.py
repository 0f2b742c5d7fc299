"""Bringing the running cases of a cycle to a changed definition, and taking that back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cycles.changed import LEAD, NATION, filled, old_world, older
from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.database import Database
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import actions, course, invariants, migrating, queries
from wccflow.cycles.migrating_plan import Plan
from wccflow.cycles.migrating_preview import Target, plan, plan_back
from wccflow.cycles.models import Cycle, Signature, TrackItem
from wccflow.cycles.picture import picture
from wccflow.cycles.reaching import MIGRATED, first_reached
from wccflow.cycles.signatures import signatures
from wccflow.cycles.words import moves_in_words
from wccflow.engine.definition import Workflow
from wccflow.engine.migrating import Migration
from wccflow.notices import reader
from wccflow.notices.queries import notices_of
from wccflow.people.queries import organisation
from wccflow.people.rights import Holding, Reach
from wccflow.ratings.models import RatingDraft
from wccflow.wiring import offers

WAYS = (Migration(edition="2009-10", states={"waiting": "analysing"}),)


@pytest.fixture
def world(database: Database, wcc: Workflow) -> World:
    """The small world on an older definition; 5PG has accepted, and assessed one item."""
    made = old_world(database, wcc)
    with database.writing():
        lead = made.reach(LEAD)
        actions.move(made.case(), "accept", by=lead, now=made.now)
        actions.move_items(made.case(), "competency", ["1.1"], "self_assess", by=lead, now=made.now)
    return made


def cycle_of(world: World) -> Cycle:
    return queries.cycle("wcc-test")


def goal(wcc: Workflow, ways: tuple[Migration, ...] = WAYS) -> Target:
    return Target(wcc.editions["2009-10"], ways)


def planned(world: World, target: Target) -> Plan:
    with world.database.reading():
        return plan(cycle_of(world), target)


def migrate(world: World, target: Target, email: str = NATION, reason: str = "Too strict a gate.") -> Plan:
    with world.database.writing():
        cycle = cycle_of(world)
        seen = plan(cycle, target).fingerprint
        return migrating.migrate(
            cycle, target, by=world.reach(email), reason=reason, seen=seen, now=world.now
        )


def take_back(world: World) -> Plan:
    with world.database.writing():
        back = plan_back(cycle_of(world))
        assert back is not None
        return migrating.undo(
            cycle_of(world), by=world.reach(NATION), reason="Too early.", seen=back.fingerprint, now=world.now
        )


def test_every_running_case_comes_with_all_its_items(world: World, wcc: Workflow) -> None:
    target = goal(wcc)

    migrate(world, target)

    with world.database.reading():
        cases = [world.case(code) for code in ("5PG", "5MX", "5J9")]
        assert {each.digest for each in cases} == {target.definition.digest}
        assert cycle_of(world).digest == target.definition.digest
        assert [each.state for each in cases] == ["preparing", "invited", "invited"]
        standing = queries.standing(cases[0])
        assert standing.tracks["competency"]["1.1"] == "self_assessed"
        assert "old_slot" not in standing.tracks["document"]
        assert list(invariants.cases_astray()) == []


def test_the_line_of_each_case_says_from_what_to_what_and_why(world: World, wcc: Workflow) -> None:
    before = older(wcc.editions["2009-10"]).digest

    migrate(world, goal(wcc))

    with world.database.reading() as session:
        (event,) = log.events_of([world.case().id], MIGRATED)
        assert (event.payload["old"], event.payload["new"]) == (before, wcc.editions["2009-10"].digest)
        standing = {"state": "preparing", "tracks": {"competency": {"1.1": "self_assessed"}}}
        assert (event.payload["before"], event.payload["after"]) == (standing, standing)
        assert (event.words, event.by_id) == ("Too strict a gate.", world.reach(NATION).person_id)
        (whole,) = [each for each in log.events_after(session, 0) if each.kind == "cycle.migrated"]
        assert (whole.payload["cases"], whole.payload["old"]) == (3, before)


def test_a_case_without_a_way_keeps_all_where_they_are(world: World, wcc: Workflow) -> None:
    put(world, "waiting")

    with pytest.raises(Refused) as refused:
        migrate(world, goal(wcc, ()))

    assert refused.value.sentences == (
        "5MX: it stands at “Waiting for the SHA”, which the new definition does not have: "
        "say under states in migrations.toml where a case goes from waiting",
    )
    with world.database.reading():
        assert {world.case(code).digest for code in ("5PG", "5MX")} == {cycle_of(world).digest}


def put(world: World, state: str, code: str = "5MX") -> None:
    """The case at this state, as if a move had led there."""
    world.at(state, code)


def test_a_case_goes_where_the_way_says_and_those_concerned_are_told(world: World, wcc: Workflow) -> None:
    put(world, "waiting")

    migrate(world, goal(wcc))
    reader.drain(world.database)

    with world.database.reading():
        assert world.case("5MX").state == "analysing"
        told = {
            who: [row.sentence for row in notices_of(world.reach(who)) if "brought" in row.sentence]
            for who in ("manager@q34.example", "lead@5mx.example")
        }
    sentence = (
        "Heart of Birmingham PCT was brought to a changed definition and is now at “Plans being analysed”."
    )
    assert told == {"manager@q34.example": [sentence], "lead@5mx.example": []}


def test_the_day_on_which_a_state_was_reached_is_known_by_its_new_name(world: World, wcc: Workflow) -> None:
    put(world, "waiting")

    migrate(world, goal(wcc))

    with world.database.reading():
        reached = first_reached(queries.steps_of([world.case("5MX")])[world.case("5MX").id])
        assert reached == {"analysing": world.now.date()}


def test_nothing_that_somebody_has_said_loses_its_place(world: World, wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    with world.database.writing() as session:
        person = world.reach(LEAD).person_id
        session.add(
            RatingDraft(case_id=world.case().id, item="11.1", channel="self", person_id=person, at=world.now)
        )
    smaller = Target(
        wcc.editions["2008-09"], (Migration(edition="2009-10", to="2008-09", dropped=("old_slot",)),)
    )

    found = planned(world, smaller)

    (stuck,) = found.stuck
    assert stuck.case.organisation.code == "5PG"
    assert stuck.obstacles == (
        "drafts of ratings (1) would lose their place: "
        f"the new definition must keep {definition.items['11.1'].called}",
    )


def test_a_finished_case_stays_as_it_is(world: World, wcc: Workflow) -> None:
    put(world, "withdrawn")

    done = migrate(world, goal(wcc))

    assert done.finished == 1
    with world.database.reading():
        assert world.case("5MX").digest == older(wcc.editions["2009-10"]).digest


def test_what_was_signed_for_and_is_changed_must_be_signed_again(world: World, wcc: Workflow) -> None:
    with world.database.writing():
        manager = world.reach("manager@q34.example").person_id
        for purpose in ("waive has_documents", "move withdraw"):
            made = Signature(
                case_id=world.case().id,
                purpose=purpose,
                person_id=manager,
                role="sha_lead",
                why="Snow.",
                at=world.now,
            )
            session().add(made)

    migrate(world, goal(wcc))

    with world.database.reading():
        assert [each.purpose for each in signatures(world.case(), business_day(world.now))] == [
            "move withdraw"
        ]


def test_only_exactly_what_was_seen_is_carried_out(world: World, wcc: Workflow) -> None:
    seen = planned(world, goal(wcc)).fingerprint
    with world.database.writing():
        actions.move_items(
            world.case(), "competency", ["1.2"], "self_assess", by=world.reach(LEAD), now=world.now
        )

    with pytest.raises(Refused, match="Something has changed since you looked"), world.database.writing():
        migrating.migrate(
            cycle_of(world), goal(wcc), by=world.reach(NATION), reason="Why not.", seen=seen, now=world.now
        )


def test_it_takes_a_reason_and_the_right(world: World, wcc: Workflow) -> None:
    with pytest.raises(Refused, match="Say why"):
        migrate(world, goal(wcc), reason=" ")
    with pytest.raises(NotFound):
        migrate(world, goal(wcc), email="manager@q34.example")


def test_a_second_time_there_is_nothing_to_do(world: World, wcc: Workflow) -> None:
    migrate(world, goal(wcc))

    with pytest.raises(Refused, match="Every running case has this definition already"):
        migrate(world, goal(wcc))


def test_a_stage_without_dates_is_against_it(world: World, wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    stage = replace(definition.stages["outcome"], key="appeal", title="Appeals", states=("published",))
    state = replace(definition.states["published"], stage="appeal")
    changed = replace(
        definition,
        stages={**definition.stages, "appeal": stage},
        states={**definition.states, "published": state},
    )

    assert planned(world, Target(changed, WAYS)).unfit == (
        "The stage “Appeals” has no dates in the calendar of this cycle.",
    )


def test_whoever_may_by_the_new_definition_may_bring_the_cases_there(world: World, wcc: Workflow) -> None:
    with world.database.reading():
        cycle, reach = cycle_of(world), world.reach(NATION)

        assert not migrating.may_migrate(cycle, reach)
        assert migrating.may_migrate(cycle, reach, wcc.editions["2009-10"])


def test_it_takes_the_right_at_every_case(world: World, wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    lead = replace(definition.roles["sha_lead"], may=frozenset({migrating.ABILITY}))
    regional = replace(definition, roles={**definition.roles, "sha_lead": lead})
    with world.database.reading():
        cycle, manager = cycle_of(world), world.reach("manager@q34.example")
        q30 = organisation("Q30").id

        assert not migrating.may_migrate(cycle, manager, regional)
        both = replace(manager, holdings=manager.holdings | {Holding("sha_lead", "overseer", q30)})
        assert migrating.may_migrate(cycle, both, regional)


def test_it_can_be_taken_back_while_nobody_has_moved(world: World, wcc: Workflow) -> None:
    put(world, "waiting")
    with world.database.reading():
        before = queries.standings(queries.cases_of(world.cycle_id))
    migrate(world, goal(wcc))

    take_back(world)

    with world.database.reading():
        assert queries.standings(queries.cases_of(world.cycle_id)) == before
        assert cycle_of(world).digest == older(wcc.editions["2009-10"]).digest
        assert plan_back(cycle_of(world)) is None
        labels = [line["label"] for line in moves_in_words(picture(world.case("5MX"), None, world.now))]
        assert labels[:2] == ["Taken back to the definition before", "Brought to another definition"]


def test_it_cannot_be_taken_back_once_somebody_has_moved(world: World, wcc: Workflow) -> None:
    migrate(world, goal(wcc))
    with world.database.writing():
        lead, later = world.reach("lead@5mx.example"), world.now + timedelta(days=1)
        actions.move(world.case("5MX"), "accept", by=lead, now=later)

    with pytest.raises(Refused) as refused:
        take_back(world)

    assert refused.value.sentences == ("5MX: it has moved since, so the way back is closed",)


def test_what_was_written_of_a_standing_is_read_as_the_same(world: World, wcc: Workflow) -> None:
    with world.database.reading():
        case = world.case()
        definition, standing = queries.definition_of(case), queries.standing(case)

        assert course.read(definition, course.written(definition, standing)) == standing


def test_a_row_that_no_event_led_to_is_told(world: World) -> None:
    with world.database.writing() as session:
        session.add(TrackItem(case_id=world.case().id, track="competency", item="2.1", state="reviewed"))

    with world.database.reading():
        assert list(invariants.cases_astray()) == [
            "wcc-test/5PG: 2.1 of competency is reviewed, but its moves lead to unstarted."
        ]


def test_a_move_that_the_definition_forbids_is_told(world: World) -> None:
    put(world, "published")

    with world.database.reading():
        assert list(invariants.cases_astray()) == [
            "wcc-test/5MX: its history cannot have been: "
            "“Accept the invitation” does not lead from “invited” to “published”."
        ]


def test_a_case_that_stands_elsewhere_than_its_events_lead_is_told(world: World) -> None:
    with world.database.writing():
        world.case().state = "analysing"

    with world.database.reading():
        assert list(invariants.cases_astray()) == [
            "wcc-test/5PG stands at analysing, but its moves lead to preparing."
        ]


@pytest.mark.parametrize("total", [1, 3, 152])
def test_it_costs_the_same_at_one_case_three_and_152(database: Database, wcc: Workflow, total: int) -> None:
    world = filled(database, wcc, total)
    target = Target(older(wcc.editions["2009-10"]))
    with world.database.writing():
        cycle = cycle_of(world)
        seen = plan(cycle, target).fingerprint
        reach = national(world)
        costs = [
            cost(world, lambda: plan(cycle, target)),
            cost(world, lambda: list(invariants.cases_astray())),
        ]
        migrating.migrate(cycle, target, by=reach, reason="Why not.", seen=seen, now=world.now)
    with world.database.reading():
        cycle = cycle_of(world)
        costs.append(cost(world, lambda: plan_back(cycle)))

    assert costs == [len(offers().kept) + 3, 3, len(offers().kept) + 3]


def national(world: World) -> Reach:
    """Somebody of the nation, who is nobody in particular."""
    return Reach(uuid4(), frozenset({Holding("national", "nation", None)}))


def cost(world: World, ask: Callable[[], object]) -> int:
    """How many statements it takes to ask."""
    with counted(world.database.engine) as sent:
        ask()
    return len(sent)
