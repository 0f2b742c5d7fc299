"""A document of 400 pages in the reader, part by part, beside all its passages in one page."""

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert

from benchmarks._instance import instance
from benchmarks._pages import RUNS, WARM, _answered, _client, _largest
from benchmarks._timing import table
from wccflow.app import create_app
from wccflow.base.work import session
from wccflow.evidence.models import PassageRow, Version
from wccflow.evidence.reading.passages import passage_id
from wccflow.wiring import House

PERSON = "lead@5pg.example"
PAGES, ON_A_PAGE, CHAPTERS = 400, 13, 40
WORDS = ("health", "needs", "of", "people", "improve", "services", "plan", "with", "partners", "money")


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(prog="./run bench reader", description=__doc__)
    words.add_argument("--instance", type=Path, default=Path(tempfile.gettempdir()) / "wccflow-bench-reader")
    house = instance(1, words.parse_args().instance).house
    version_id = _largest(house)
    with house.database.writing():
        keys = _grow(session().get_one(Version, version_id))
    print(_page(house, f"/evidence/{version_id}", keys))


def _grow(version: Version) -> list[str]:
    """Give the version so many pages of passages; their names in order."""
    rows = list(_rows(version, random.Random(1)))
    session().execute(delete(PassageRow).where(PassageRow.version_id == version.id))
    session().execute(insert(PassageRow), rows)
    version.passage_count, version.pages = len(rows), PAGES
    return [row["key"] for row in rows]


def _rows(version: Version, chance: random.Random) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = {}
    every = PAGES * ON_A_PAGE // CHAPTERS
    for ordinal in range(PAGES * ON_A_PAGE):
        heading = ordinal % every == 0
        said = " ".join(chance.choices(WORDS, k=60)) + f" {ordinal}."
        text = f"Chapter {ordinal // every + 1}" if heading else said
        yield {
            "version_id": version.id,
            "ordinal": ordinal,
            "key": passage_id(text, seen),
            "kind": "heading" if heading else "paragraph",
            "text": text,
            "heading": None,
            "page": ordinal // ON_A_PAGE + 1,
            "cell": None,
            "level": 1 if heading else None,
            "cells": [],
        }


def _page(house: House, here: str, keys: list[str]) -> str:
    client = _client(create_app(house.settings, house), house, PERSON)
    asked = {
        "the first part": here,
        "a passage in the middle": f"{here}?from={keys[len(keys) // 2]}",
        "words found in half of the passages": f"{here}?find=plan+with",
        "words found once": f"{here}?find={len(keys) - 2}.",
        "all passages in one page": f"{here}/sheet",
    }
    rows = []
    for name, address in asked.items():
        each = _answered(house, client, name, PERSON, address)
        rows.append((name, str(each.statements), f"{each.size / 1000:.0f}", str(each.times)))
    head = ("page", "statements", "kB", "ms, p50 / p95")
    told = f"{PAGES} pages, {len(keys):,} passages, {WARM + RUNS} runs of each, the first {WARM} left out."
    return f"{told}\n\n{table(head, rows)}"


if __name__ == "__main__":
    main()
