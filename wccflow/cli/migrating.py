"""`wccflow cycle migrate`: bring the running cases of a cycle to a changed definition."""

from collections.abc import Iterator

import click

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import acting_as, drained, the_house
from wccflow.cycles import migrating, queries
from wccflow.cycles.migrating_plan import Plan
from wccflow.cycles.migrating_preview import plan, plan_back
from wccflow.cycles.migrating_target import target_of, workflow_of
from wccflow.cycles.models import Cycle
from wccflow.people.rights import Reach


@click.command()
@click.argument("key")
@click.option("--as", "email", required=True, help="Who does it.")
@click.option("--edition", default="", help="Another edition than the one that the cycle has.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--undo", is_flag=True, help="Take the last migration back, as long as nobody has moved since.")
@click.option("--reason", default="", help="Kept with every case; needed unless it is a dry run.")
def migrate(key: str, email: str, edition: str, dry_run: bool, undo: bool, reason: str) -> None:
    """Bring every running case of a cycle to the definition in the workflow's files: all, or none."""
    with the_house() as house:
        with house.database.reading() if dry_run else house.database.writing():
            found, by = queries.cycle(key), acting_as(email)
            planned = _back(found, by) if undo else _onward(found, by, edition)
            document, lines = planned.as_document() | {"dry_run": dry_run}, list(_lines(planned, dry_run))
            if planned.obstacles:
                raise No("; ".join(planned.obstacles), document)
            if not dry_run:
                _carry_out(found, by, edition, undo, reason, planned.fingerprint)
        drained(house)
    answer(document, lines)


def _onward(cycle: Cycle, by: Reach, edition: str) -> Plan:
    target = target_of(cycle, workflow_of(cycle), edition)
    migrating.demand(cycle, by, target.definition)
    return plan(cycle, target)


def _back(cycle: Cycle, by: Reach) -> Plan:
    migrating.demand(cycle, by)
    planned = plan_back(cycle)
    if planned is None:
        raise Refused("There is no migration of this cycle that could be taken back.")
    return planned


def _carry_out(cycle: Cycle, by: Reach, edition: str, undo: bool, reason: str, seen: str) -> None:
    now = clock.now()
    if undo:
        migrating.undo(cycle, by=by, reason=reason, seen=seen, now=now)
    else:
        target = target_of(cycle, workflow_of(cycle), edition)
        migrating.migrate(cycle, target, by=by, reason=reason, seen=seen, now=now)


def _lines(planned: Plan, dry_run: bool) -> Iterator[str]:
    count = len(planned.comings)
    done = "would be" if dry_run else "were" if count != 1 else "was"
    yield f"{count} case{'' if count == 1 else 's'} {done} brought to {planned.definition.digest[:12]}."
    for one in planned.comings:
        yield "  ".join(["", one.case.name, one.where, *one.changes])
