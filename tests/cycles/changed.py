"""A world whose cycle was opened on an older definition than the one that the workflow's files hold now."""

from dataclasses import replace

from tests.harness.world import BEGAN, World, populate
from wccflow.base.database import Database
from wccflow.cycles import migrating, opening, queries
from wccflow.cycles.migrating import ABILITY
from wccflow.cycles.migrating_preview import Target, plan
from wccflow.engine.definition import Definition, State, Workflow
from wccflow.people import actions as people
from wccflow.people.models import Organisation

LEAD, NATION = "lead@5pg.example", "lead@dh.example"


def older(definition: Definition) -> Definition:
    """As it may have been before: a state and a document more, a gate otherwise, no right to migrate."""
    waiting = State("waiting", "Waiting for the SHA", "Preparing", "analysis")
    analysis = definition.stages["analysis"]
    slot = replace(definition.slots["jsna"], key="old_slot", title="Old plan", required=False)
    document = definition.tracks["document"]
    gate = replace(definition.gates["has_documents"], say="{short} documents are missing")
    national = replace(definition.roles["national"], may=definition.roles["national"].may - {ABILITY})
    return replace(
        definition,
        abilities=tuple(each for each in definition.abilities if each != ABILITY),
        roles={**definition.roles, "national": national},
        states={**definition.states, "waiting": waiting},
        stages={**definition.stages, "analysis": replace(analysis, states=(*analysis.states, "waiting"))},
        slots={**definition.slots, "old_slot": slot},
        tracks={**definition.tracks, "document": replace(document, items=(*document.items, "old_slot"))},
        gates={**definition.gates, "has_documents": gate},
    )


def renamed(definition: Definition) -> Definition:
    """The same with another title of one document."""
    slot = replace(definition.slots["jsna"], title="Needs of the population")
    return replace(definition, slots={**definition.slots, "jsna": slot})


def come_to(world: World, definition: Definition) -> None:
    """Bring every case of the world to this definition."""
    with world.database.writing():
        cycle, target = queries.cycle("wcc-test"), Target(definition)
        seen = plan(cycle, target).fingerprint
        by = world.reach(NATION)
        migrating.migrate(cycle, target, by=by, reason="Plainer words.", seen=seen, now=world.now)


def old_world(database: Database, wcc: Workflow) -> World:
    """The small world, opened before the definition was changed."""
    before = older(wcc.editions["2009-10"])
    with database.writing():
        cycle = populate(replace(wcc, editions={**wcc.editions, "2009-10": before}))
    return World(database, cycle.id)


def filled(database: Database, wcc: Workflow, total: int) -> World:
    """A cycle of the present definition with so many cases of one overseer."""
    with database.writing():
        nation = _found("DH", "nation", None)
        overseer = _found("Q34", "overseer", nation)
        members = [_found(f"T{number:02}", "organisation", overseer) for number in range(total)]
        cycle = opening.open_cycle(
            "wcc-test",
            title="A cycle",
            definition=wcc.editions["2009-10"],
            calendar=wcc.calendars["2009-10"],
            by_id=None,
            now=BEGAN,
        )
        opening.open_cases(cycle, members, by_id=None, now=BEGAN)
    return World(database, cycle.id)


def _found(code: str, level: str, parent: Organisation | None) -> Organisation:
    return people.found_organisation(
        code, name=f"Place {code}", level=level, parent=parent, by_id=None, now=BEGAN
    )
