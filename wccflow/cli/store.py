"""`wccflow database`, `store`, `audit`, `backup` and `restore`: the care of what is kept."""

import click

from wccflow.base import backups
from wccflow.base.chain import broken_links
from wccflow.base.database import sqlite_warning
from wccflow.base.log import head
from wccflow.base.migrating import differences, upgrade
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import settings_asked, the_house
from wccflow.cycles.invariants import breaches
from wccflow.wiring import open_house


@click.group()
def database() -> None:
    """The database's schema."""


@database.command("upgrade")
def upgrade_() -> None:
    """Bring the database to this version's schema; makes it when there is none."""
    house = open_house(settings_asked())
    upgrade(house.database.engine)
    house.database.engine.dispose()
    answer({"upgraded": True}, ["The database has this version's schema."])


@database.command("check")
def check_schema() -> None:
    """Whether the schema and the models agree."""
    with the_house() as house:
        found = differences(house.database.engine)
    document = {"agrees": not found, "differences": found}
    if found:
        raise No("; ".join(found), document)
    answer(document, ["The schema and the models agree."])


@click.group()
def store() -> None:
    """Everything that is kept."""


@store.command("check")
def check_store() -> None:
    """Try every invariant; each breach in a sentence."""
    with the_house() as house, house.database.reading():
        found = breaches()
        on_sqlite = house.database.engine.dialect.name == "sqlite"
    warnings = [each for each in (sqlite_warning() if on_sqlite else "",) if each]
    document = {
        "clean": not found,
        "breaches": found,
        "warnings": warnings,
    }
    if found:
        raise No("; ".join(found), document)
    answer(document, ["Everything that is kept is sound.", *warnings])


@click.group()
def audit() -> None:
    """The log of everything that happened."""


@audit.command("verify")
def verify() -> None:
    """Prove that no line of the log was changed, removed or slipped in."""
    with the_house() as house, house.database.reading() as session:
        found, lines = list(broken_links(session)), head(session)
    document = {"valid": not found, "lines": lines, "faults": found}
    if found:
        raise No("; ".join(found), document)
    answer(document, [f"All {lines} lines of the log are as they were written."])


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
def backup(file: str) -> None:
    """Copy the database and every filed document into one archive, while the service runs."""
    with the_house() as house:
        kept = backups.backup(house.settings, house.database.engine, file)
    answer(kept, [f"Kept {kept['documents']} documents and the database in {file}."])


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def restore(file: str) -> None:
    """Put a backup into an empty instance; refuses where there is data."""
    restored = backups.restore(settings_asked(), file)
    answer(restored, [f"Restored {restored['documents']} documents and the database from {file}."])
