"""`wccflow ratings`: self-assessments beside what others say."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house
from wccflow.engine.triangulating import Triangulation
from wccflow.triangulation.document import document_of
from wccflow.triangulation.model import footing_of
from wccflow.triangulation.nation import triangulated
from wccflow.triangulation.reading import Faulty, table_of
from wccflow.triangulation.told import Told, footnotes, ranked, told_of

NEVER = "A place in this list is a reason to ask, never an accusation."


@click.group()
def ratings() -> None:
    """What organisations say of themselves, and what others say."""


@ratings.command()
@click.argument("cycle", required=False)
@click.option(
    "--ratings",
    "file",
    type=click.Path(exists=True, dir_okay=False),
    help="Instead of a cycle: a CSV file with the columns organisation, item, channel, value, error.",
)
def triangulate(cycle: str | None, file: str | None) -> None:
    """Set the self-assessments of a cycle beside what partners, documents and panels say.

    Every organisation with its gap, the widest first; of a case that is not submitted nothing counts.
    """
    if (cycle is None) == (file is None):
        raise click.UsageError("Name a cycle, or a file with --ratings: one of the two.")
    found, notes = _of_file(Path(file)) if file else _of_cycle(cycle or "")
    document = document_of(cycle, found, notes)
    answer(document, _lines(found, notes))


def _of_file(path: Path) -> tuple[list[Told], list[str]]:
    rules = Triangulation()
    try:
        table = table_of(path.read_bytes(), rules)
    except Faulty as faulty:
        raise No(str(faulty), {"cycle": None, "organisations": [], "faults": faulty.faults}) from None
    footing = footing_of(table, rules)
    return ranked(told_of(table, footing, rules)), footnotes(footing, rules)


def _of_cycle(key: str) -> tuple[list[Told], list[str]]:
    with the_house() as house, house.database.reading():
        return triangulated(key)


def _lines(found: Sequence[Told], notes: Sequence[str]) -> Iterator[str]:
    if not found:
        yield "Nobody has both rated itself and been rated by others yet."
        return
    for each in found:
        said = each.gap.in_words if each.gap else "nobody else has spoken yet"
        more = f"; {each.flags} of {len(each.items)} items to ask about" if each.flags else ""
        yield f"{each.organisation}  {said}{more}"
    yield from notes
    yield NEVER
