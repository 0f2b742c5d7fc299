"""`wccflow release`: one file of all that is published of a cycle, and whether such a file is whole."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import click

from wccflow.calibration.rules import canonical, digest
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.publication import files
from wccflow.publication.releases import header_to_build
from wccflow.publication.verifying import verdict_on


@click.group()
def release() -> None:
    """What is published, as one file that anyone can check."""


@release.command()
@click.argument("cycle")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip file to write."
)
@click.option("--label", default="", help="An earlier release, such as 1.1; the newest otherwise.")
def build(cycle: str, out: Path, label: str) -> None:
    """Write the newest release of a cycle; the same release gives the same bytes, always."""
    with the_house() as house, house.database.reading():
        found = cycle_called(cycle)
        header = header_to_build(found, label)
        _safely(out, lambda file: files.write(found, header, file, _progress))
    told = header["release"]
    document = {
        "cycle": cycle,
        "release": told["label"],
        "signed": told["signed"],
        "results": len(header["results"]),
        "file": str(out),
        "bytes": out.stat().st_size,
        "sha256": digest(canonical(header)),
    }
    unsigned = "" if told["signed"] else " Nobody has signed it yet: it is a draft."
    answer(document, [f"Release {told['label']} of {cycle} is in {out}.{unsigned}", document["sha256"]])


@release.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Whether a release is what was published: byte for byte, rating for rating; needs no database."""
    found = verdict_on(file)
    if found.faults:
        raise No(" ".join(found.faults), {"valid": False, "faults": found.faults, "notes": found.notes})
    answer(
        {"valid": True, "faults": [], "notes": found.notes, "sha256": found.sha256},
        [
            "The release is whole, and every rating follows from what its panel agreed.",
            *found.notes,
            f"Its SHA-256 is {found.sha256}: compare it with the one on the public page.",
        ],
    )


def _safely(out: Path, fill: Callable[[IO[bytes]], None]) -> None:
    """Write beside the file and put it in its place when it is whole, so that no half file bears the name."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
        Path(name).chmod(0o644)
        os.replace(name, out)
    finally:
        Path(name).unlink(missing_ok=True)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rwriting results: {done} of {total}", nl=done >= total, err=True)
