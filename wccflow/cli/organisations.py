"""`wccflow organisation` and `wccflow person`: who takes part, before there is anybody to sign in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from wccflow.base import clock
from wccflow.base.chain import pending
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import drained, the_house, workflow_of
from wccflow.engine.vocabulary import Role
from wccflow.people import actions, loading, queries
from wccflow.people.models import Organisation

LEVELS = ("nation", "overseer", "organisation")


@click.group()
def organisation() -> None:
    """The nation, its overseers, and the organisations under them."""


@organisation.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--level", type=click.Choice(LEVELS), default="organisation", show_default=True)
@click.option("--under", help="The code of the overseer, or of the nation.")
def add_organisation(code: str, name: str, level: str, under: str | None) -> None:
    """Add an organisation."""
    if level != "nation" and not under:
        raise Refused(f"Say with --under to whom the {level} belongs.")
    with the_house() as house, house.database.writing():
        parent = queries.organisation(under) if under else None
        made = actions.found_organisation(
            code, name=name, level=level, parent=parent, by_id=None, now=clock.now()
        )
    answer({"code": made.code, "name": made.name, "level": level}, [f"{made.name} ({made.code}) is added."])


@organisation.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
def load_organisations(file: Path, dry_run: bool) -> None:
    """Enter organisations from a CSV file: code, name, level, under; valid_from, valid_until, aliases."""
    _loaded(dry_run, lambda: loading.load_organisations(file.read_bytes(), by_id=None, now=clock.now()))


@organisation.command("succeed")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--effective", "given", multiple=True, metavar="CODE=DAY", help="A day that the file lacks.")
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
def succeed(file: Path, given: tuple[str, ...], dry_run: bool) -> None:
    """Note which organisation goes on in which, from a CSV file: code_2009_10, code_2011, effective."""
    days = dict(_day(each) for each in given)
    _loaded(
        dry_run,
        lambda: loading.load_successions(file.read_bytes(), days=days, by_id=None, now=clock.now()),
    )


def _loaded(dry_run: bool, load: Callable[[], loading.Loaded]) -> None:
    """Load all of it or nothing, and tell; the index follows, where no server does it."""
    with the_house() as house:
        with house.database.writing() as unit:
            found = load()
            if dry_run or found.faults:
                pending(unit).clear()
                unit.rollback()
        if not (dry_run or found.faults):
            drained(house)
    document = found.as_document(dry_run=dry_run)
    if found.faults:
        raise No("; ".join(found.faults), document)
    told = "would be" if dry_run else "is"
    lines = [f"{each} {told} new." for each in found.new]
    lines += [f"{each}{' (only tried)' if dry_run else ''}." for each in found.changed]
    answer(document, [*lines, f"{found.same} stand as the file says already."])


def _day(given: str) -> tuple[str, date]:
    code, _, day = given.partition("=")
    try:
        return code.upper(), date.fromisoformat(day)
    except ValueError:
        raise click.BadParameter(f"{given} is not like 5PG=2010-04-01", param_hint="--effective") from None


@click.group()
def person() -> None:
    """People and their roles."""


@person.command("add")
@click.argument("email")
@click.option("--name", required=True)
def add_person(email: str, name: str) -> None:
    """Add a person, who may sign in by a link from `wccflow sign-in-link`."""
    with the_house() as house, house.database.writing():
        made = actions.add_person(email, name=name, by_id=None, now=clock.now())
    answer({"email": made.email, "name": made.name}, [f"{made.name} is added. Give a role next."])


@person.command("grant")
@click.argument("email")
@click.argument("role")
@click.option("--workflow", "key", default="wcc", show_default=True, help="Whose role it is.")
@click.option("--at", "code", help="The code of the organisation or overseer where the role is held.")
def grant_role(email: str, role: str, key: str, code: str | None) -> None:
    """Give a person a role of a workflow, where it is held."""
    kind = _role(key, role)
    with the_house() as house, house.database.writing():
        place = _place(kind, code)
        actions.grant(
            queries.person_by_email(email),
            role,
            scope=kind.scope,
            scope_id=place.id if place else None,
            by_id=None,
            now=clock.now(),
        )
        session().flush()
    where = f" at {place.name}" if place else ""
    answer({"email": email, "role": role, "at": code}, [f"{email} is {kind.title}{where} now."])


def _role(key: str, role: str) -> Role:
    roles = {name: each for one in workflow_of(key).editions.values() for name, each in one.roles.items()}
    given = {name for name, each in roles.items() if each.account and not each.automatic}
    given -= {name for name in given if roles[name].scope == "panel"}  # these come with a seat on a panel
    if role not in given:
        raise Refused(f"There is no role {role} to give. Choose one of these: {', '.join(sorted(given))}.")
    return roles[role]


def _place(kind: Role, code: str | None) -> Organisation | None:
    if kind.scope == "nation":
        return None
    if not code:
        raise Refused(f"Say with --at where {kind.title} is held.")
    place = queries.organisation(code)
    if place.level != kind.scope:
        raise Refused(f"{kind.title} is held at an {kind.scope}; {place.name} is not one.")
    return place
