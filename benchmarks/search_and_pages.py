"""Search beside SQLite FTS5, and every page, on the demonstration: one run, one machine, nothing asserted."""

import argparse
import json
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks._instance import Instance, instance
from benchmarks._pages import RUNS, Pages, pages
from benchmarks._searches import LIMIT, QUERIES, ROUNDS, Searches, searches
from benchmarks._timing import Memory, memory


def main() -> None:
    """Measure and print; write the figures to a file when one is named."""
    asked = _words()
    made = instance(asked.organisations, asked.instance)
    before = memory()
    seen = pages(made.house)
    between = memory()
    found = searches(made.house)
    figures = _figures(made, asked.organisations, (before, between, memory()), seen, found)
    print(_page(figures, found, seen))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _words() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="./run bench search_and_pages", description=__doc__)
    words.add_argument("--organisations", type=int, default=152, help="how large a demonstration (152)")
    words.add_argument("--instance", type=Path, help="where it is kept; a temporary folder by default")
    words.add_argument("--json", type=Path, help="also write the figures to this file")
    return words.parse_args()


def _figures(
    made: Instance, organisations: int, held: tuple[Memory, Memory, Memory], seen: Pages, found: Searches
) -> dict[str, Any]:
    settings = made.house.settings
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "organisations": organisations,
        "made_in_seconds": made.made_in,
        "passages": found.passages,
        "database_bytes": (settings.instance / "wccflow.sqlite3").stat().st_size,
        "files_bytes": _size(settings.files_folder),
        "index_bytes": _size(settings.index_folder),
        "fts5_bytes": found.fts5_bytes,
        "fts5_built_in_seconds": round(found.built_seconds, 1),
        "memory": [{"own_bytes": own, "files_bytes": files} for own, files in held],
        "searches": found.as_document(),
        "pages": seen.as_document(),
    }


def _page(figures: dict[str, Any], found: Searches, seen: Pages) -> str:
    made = figures["made_in_seconds"]
    size = {name: f"{figures[name] / 1e6:.0f} MB" for name in figures if name.endswith("_bytes")}
    held = [
        f"{each['own_bytes'] / 1e6:.0f} + {each['files_bytes'] / 1e6:.0f} MB" for each in figures["memory"]
    ]
    origin = f"was made in {made:.0f} s" if made else "was there already"
    return "\n".join(
        [
            f"{figures['organisations']} organisations, {found.passages} passages; {figures['at']}, "
            f"Python {figures['python']}, SQLite {figures['sqlite']}",
            f"The demonstration {origin}; database {size['database_bytes']}, files {size['files_bytes']}",
            f"Index {size['index_bytes']}; FTS5 {size['fts5_bytes']}, built in {found.built_seconds:.1f} s",
            f"Memory, own and of files: {held[0]} at first, {held[1]} after the pages, {held[2]} after all",
            "",
            f"Search: ms, p50 / p95 of {QUERIES * ROUNDS} runs ({QUERIES} queries, {ROUNDS} times in turn), "
            f"{LIMIT} hits with their snippets and three facets",
            "",
            str(found),
            "",
            f"Pages: ms, p50 / p95 of {RUNS} whole answers, signed in",
            "",
            str(seen),
        ]
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
