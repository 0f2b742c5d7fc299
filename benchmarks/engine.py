"""Decisions and lists of moves a second, and memory of a case, beside two well-known engines in one run."""

import argparse
import gc
import json
import platform
import statistics
import sys
import time
import tracemalloc
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks._timing import table
from wccflow.base.places import workflows_folder

try:
    from benchmarks._ten_states import engines
except ImportError:
    sys.exit("The engines that are measured beside ours are not installed: run ./run bench engine")

SIZES = (152, 10_000)
ROUNDS = {152: 15, 10_000: 1}


def main() -> None:
    """Measure each engine at each size in turn, print, and write the figures to a file when one is named."""
    words = argparse.ArgumentParser(prog="./run bench engine", description=__doc__)
    words.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = words.parse_args()
    measured = [_measured(engine, size) for size in SIZES for engine in engines(workflows_folder())]
    figures = {"at": datetime.now(UTC).isoformat(timespec="minutes"), "python": platform.python_version()}
    print(f"{figures['at']}, Python {figures['python']}, {_versions()}")
    print(
        "Ten states in a row, a gate on each move: every step refused once, then taken. "
        "Medians of rounds, in seconds of the processor.\n"
    )
    print(table(HEAD, [_row(each) for each in measured]))
    print(f"\n{_compared(measured)}")
    if asked.json:
        asked.json.write_text(json.dumps(figures | {"engines": measured}, indent=2) + "\n", encoding="utf-8")


HEAD = ("engine", "cases", "decisions/s", "µs each", "lists of moves/s", "bytes a case")


def _measured(engine: Any, size: int) -> dict[str, Any]:
    decisions, lists = [], []
    for _ in range(ROUNDS[size]):
        cases = engine.begin(size)
        lists.append(size / _seconds(lambda cases=cases: engine.list_moves(cases)))
        made = 2 * 9 * size
        decisions.append(made / _seconds(lambda cases=cases: engine.walk(cases)))
        del cases
        gc.collect()
    return {
        "engine": engine.name,
        "cases": size,
        "decisions_per_second": statistics.median(decisions),
        "lists_per_second": statistics.median(lists),
        "bytes_per_case": _memory(engine, size),
    }


def _seconds(work: Any) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _memory(engine: Any, size: int) -> float:
    gc.collect()
    tracemalloc.start()
    cases = engine.begin(size)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / len(cases)


def _row(each: dict[str, Any]) -> tuple[str, ...]:
    rate = each["decisions_per_second"]
    numbers = (rate, each["lists_per_second"], each["bytes_per_case"])
    decisions, lists, held = (f"{number:,.0f}" for number in numbers)
    return each["engine"], f"{each['cases']:,}", decisions, f"{1e6 / rate:.1f}", lists, held


def _compared(measured: list[dict[str, Any]]) -> str:
    rates = {(each["engine"], each["cases"]): each["decisions_per_second"] for each in measured}
    times = [
        f"{rates['wccflow', size] / rates[other, size]:.1f} times as many as {other} at {size:,} cases"
        for other in ("python-statemachine", "transitions")
        for size in SIZES
    ]
    return f"Decisions a second of wccflow: {', '.join(times)}."


def _versions() -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("python-statemachine", "transitions"))


if __name__ == "__main__":
    main()
