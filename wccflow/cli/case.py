"""`wccflow case`: where a case stands, and moving it."""

from collections.abc import Iterator

import click

from wccflow.base import clock
from wccflow.cli.answers import answer
from wccflow.cli.opening import acting_as, drained, the_house
from wccflow.cycles import actions, queries
from wccflow.cycles.obstacles import Given, Obstacle
from wccflow.cycles.picture import Picture, picture
from wccflow.cycles.words import places_for_all


@click.group()
def case() -> None:
    """Look at a case, or move it. A case is named <cycle>/<organisation code>, such as wcc-demo/5PG."""


@case.command()
@click.argument("name")
def show(name: str) -> None:
    """Where a case stands: its moves, open or with every obstacle, and its milestones."""
    with the_house() as house, house.database.reading():
        found = queries.case(name)
        shown = picture(found, None, clock.now(), places_for_all(found))
        answer(shown.as_document(), _lines(shown))


@case.command()
@click.argument("name")
@click.argument("event")
@click.option("--as", "email", required=True, help="Who makes the move.")
@click.option("--reason", default="", help="Why; some moves need it.")
def move(name: str, event: str, email: str, reason: str) -> None:
    """Make a move of a case."""
    with the_house() as house:
        with house.database.writing():
            found = actions.move(
                queries.case(name), event, by=acting_as(email), now=clock.now(), reason=reason
            )
            state = queries.definition_of(found).states[found.state].title
        drained(house)
    answer({"case": name, "event": event, "state": found.state}, [f"{name} is now at “{state}”."])


def _lines(shown: Picture) -> Iterator[str]:
    yield f"{shown.case.organisation.name} ({shown.case.name}) is at “{shown.state}”."
    for each in shown.moves:
        step = each.offer.move
        yield f"  {'open  ' if each.offer.open else 'closed'}  {step.event}: {step.label}"
        for obstacle in each.obstacles:
            yield f"            {obstacle.say}"
            yield from (f"              {line}" for line in _help(obstacle))
    for due in shown.milestones:
        state = f"met {due.met}" if due.met else f"{due.late_days} days late" if due.late_days else "to come"
        yield f"  {due.due or 'no date yet'}  {due.title}: {state}"


def _help(obstacle: Obstacle) -> Iterator[str]:
    """Who can clear it, by when and where, and whose signatures would do instead."""
    if obstacle.who:
        yield f"for the {obstacle.who}"
    if obstacle.until:
        yield obstacle.until
    yield from (f"signed by {each.name} ({each.role})" for each in _signed(obstacle))
    if obstacle.waiver:
        yield obstacle.waiver.say


def _signed(obstacle: Obstacle) -> tuple[Given, ...]:
    return obstacle.waiver.given if obstacle.waiver else ()
