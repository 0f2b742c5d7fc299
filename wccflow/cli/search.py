"""`wccflow search` and `wccflow index`: finding, and the care of the index."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from wccflow.cli.answers import No, answer, style
from wccflow.cli.opening import acting_as, the_house
from wccflow.finding import indexing
from wccflow.finding.queries import MOST, find
from wccflow.finding.rules import KINDS
from wccflow.search.indexer import Progress
from wccflow.search.snippets import as_text

LINE_EVERY = 500


@click.command()
@click.argument("query")
@click.option("--as", "email", required=True, help="Whose search it is.")
@click.option("--kind", type=click.Choice(list(KINDS)), default="passages", show_default=True)
@click.option("--limit", type=click.IntRange(1, MOST), default=10, show_default=True)
def search(query: str, email: str, kind: str, limit: int) -> None:
    """Search over the cases in which the person holds a role."""
    with the_house() as house, house.database.reading():
        found = find(query, reach=acting_as(email), index=house.index, kind=kind, limit=limit)
    lines = [f"{hit.organisation} {hit.document or ''}: {as_text(hit.pieces)}" for hit in found.hits]
    answer(found.as_document(), [f"{found.total} found for {', '.join(found.understood)}", *lines])


@click.group()
def index() -> None:
    """The search index, which is made from the database."""


@index.command()
def verify() -> None:
    """Compare the index with the database, entry by entry."""
    with the_house() as house, _telling("comparing documents and threads") as told:
        verdict = indexing.verify(house.database, house.index, told)
    document = {
        "documents": verdict.documents,
        "missing": verdict.missing,
        "extra": verdict.extra,
        "stale": verdict.stale,
    }
    sentence = ", ".join(f"{count} {name}" for name, count in document.items())
    if not verdict.sound:
        raise No(f"The index differs from the database: {sentence}. Run: wccflow index rebuild", document)
    answer(document, [f"The index agrees with the database: {sentence}."])


@index.command()
def rebuild() -> None:
    """Make the index anew from the database."""
    with the_house() as house, _telling("indexing documents and threads") as told:
        count = indexing.rebuild(house.database, house.index, told)
    answer({"documents": count}, [f"The index holds {count} documents, threads and cases."])


@contextmanager
def _telling(what: str) -> Iterator[Progress]:
    """Tells how far it has come: a running count on a terminal, else a line now and then; --json is quiet."""
    running = sys.stderr.isatty() and not style.as_json

    def told(done: int) -> None:
        if running:
            click.echo(f"\r{what}: {done}", nl=False, err=True)
        elif done % LINE_EVERY == 0 and not style.as_json:
            click.echo(f"{what}: {done}", err=True)

    try:
        yield told
    finally:
        if running:
            click.echo(err=True)
