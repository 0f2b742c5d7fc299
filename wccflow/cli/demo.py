"""`wccflow demo`: the demonstration, with a sign-in link for each kind of person."""

import sys

import click

from wccflow.base import clock
from wccflow.cli.answers import answer, style
from wccflow.cli.opening import drained, leading, the_house
from wccflow.cycles.queries import cycles
from wccflow.demonstration import cycle
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link
from wccflow.wiring import House

SHOWN = (
    ("lead@5pg.example", "prepares and files for an organisation"),
    ("chief@5pg.example", "ratifies and signs off for it"),
    ("analyst@q34.example", "reads the plans and asks"),
    ("manager@q34.example", "runs the cycle for a region"),
    ("director@q34.example", "signs and moderates for it"),
    ("chair1@q34.example", "chairs a panel"),
    ("panel1@q34.example", "sits on a panel"),
    ("lead@dh.example", "calibrates and publishes for the nation"),
    ("observer@dh.example", "reads"),
)


@click.command()
@click.option("--organisations", type=int, default=12, show_default=True, help="Up to 152.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same demonstration.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is any cycle already.")
def demo(organisations: int, seed: int, if_empty: bool) -> None:
    """Make the demonstration cycle wcc-demo, and print sign-in links."""
    with the_house() as house:
        if not (if_empty and _has_cycles(house)):
            _build(house, organisations, seed)
            indexed = drained(house, _indexing)
            _show("indexing lines of the log", indexed, indexed)
        links = _links(house)
    document = {"cycle": "wcc-demo", "links": dict(links)}
    roles = dict(SHOWN)
    lines = ["Sign in as one of these people (each link works once, for 24 hours):", ""]
    lines += [f"  {email:22} {roles[email]}\n    {link}" for email, link in links]
    answer(document, lines if links else [])


def _build(house: House, organisations: int, seed: int) -> None:
    with leading(house) as pause:

        def told(what: str, done: int, total: int) -> None:
            _show(what, done, total)
            pause()

        cycle.build(house.database, organisations=organisations, seed=seed, progress=told)


def _has_cycles(house: House) -> bool:
    with house.database.reading():
        return bool(cycles())


def _links(house: House) -> list[tuple[str, str]]:
    if not cycle.exists(house.database):
        return []
    with house.database.writing():
        made = [(email, make_link(person_by_email(email), clock.now())) for email, _ in SHOWN]
    return [(email, f"{house.settings.base_url}/sign-in?link={secret}") for email, secret in made]


def _indexing(done: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rindexing documents and threads: {done}", nl=False, err=True)


def _show(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{what}: {done} of {total}", nl=done >= total, err=True)
    elif done >= total and not style.as_json:
        click.echo(f"{what}: {total}", err=True)
