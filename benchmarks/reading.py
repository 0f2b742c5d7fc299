"""What the reader and the libraries beside it read, in one run: files, recall, throughput, hostile files."""

import argparse
import json
import platform
import tempfile
from collections import Counter
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks._reading_files import honest, hostile, long
from benchmarks._reading_libraries import CONTENDERS, OURS, Contender, family_of
from benchmarks._reading_oracle import visible, words
from benchmarks._reading_trial import (
    CRASH,
    ERROR,
    HANG,
    MEMORY,
    MEMORY_MB,
    READ,
    REFUSED,
    SECONDS,
    SILENT,
    Trial,
    tried,
)
from benchmarks._timing import table

MEASURED = ("python-docx", "openpyxl", "python-pptx", "pypdfium2", "pypdf", "lxml", "cryptography")
HEAD = (
    "library",
    "files",
    "read",
    "no text",
    "refused",
    "errors",
    "hangs",
    "crashes",
    "memory",
    "recall",
    "pages/s",
)
HEAD += ("passages/s", "s", "MB")
PAIR = ("pypdfium2", "pypdf")
# A file whose name is of a family may be of another by its content: each family is held to its own kind.
WALKED = {"docx": "docx", "xlsx": "xlsx", "pptx": "pptx"}

Results = dict[str, dict[Path, Trial]]


def main() -> None:
    """Measure every family of the corpus with everyone who reads it, then the hostile files."""
    told = argparse.ArgumentParser(prog="./run bench reading", description=__doc__)
    told.add_argument("corpus", type=Path, nargs="?", help="a folder of files; a small set is made without")
    told.add_argument("--json", type=Path, help="also write the figures to this file")
    told.add_argument("--families", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    told.add_argument("--no-hostile", action="store_true", help="leave the hostile files out")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        files = _files(asked.corpus) if asked.corpus else honest(folder)
        print(f"{_when()}\n{len(files)} files; {MEMORY_MB} MB and {SECONDS:.0f} s for each.\n")
        figures = {family: _family(family, files) for family in asked.families}
        print("Long files, each read once: 400 pages, and as many words without pages.\n")
        figures |= {f"long {family}": _family(family, long(folder)) for family in ("pdf", "docx")}
        traps = {} if asked.no_hostile else _hostile(hostile(folder))
    if asked.json:
        figures_and_traps = {"when": _when(), "families": figures, "hostile": traps}
        asked.json.write_text(json.dumps(figures_and_traps, indent=2) + "\n", encoding="utf-8")


def _files(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix != ".tsv")


def _when() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in MEASURED)
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M}, Python {platform.python_version()}, {versions}"


def _family(family: str, files: list[Path]) -> list[dict[str, Any]]:
    """The table of one family, printed."""
    mine = [path for path in files if family_of(path) == family]
    if not mine:
        return []
    results = {each.name: _tried(each, mine) for each in CONTENDERS[family]}
    wanted = {path: _wanted(family, path, results) for path in mine}
    rows = [_row(name, trials, wanted) for name, trials in results.items()]
    print(f"{family}\n\n{table(HEAD, [[str(row[key]) for key in HEAD] for row in rows])}\n")
    print(_together(results) + _refusals(results[OURS]), flush=True)
    return rows


def _tried(contender: Contender, files: list[Path]) -> dict[Path, Trial]:
    return {path: tried(contender.library, path, keeps_limits=contender.keeps_limits) for path in files}


def _wanted(family: str, path: Path, results: Results) -> Counter[str] | None:
    """The words that a file shows: by our own walk, or of a PDF those on which both libraries agree."""
    if family in WALKED:
        return visible(path, WALKED[family])
    if family != "pdf":
        return None
    texts = [trial.said.text for name in PAIR if (trial := results[name][path]).said is not None]
    return words(texts[0]) & words(texts[1]) if len(texts) == len(PAIR) else None


def _row(name: str, trials: dict[Path, Trial], wanted: dict[Path, Counter[str] | None]) -> dict[str, Any]:
    outcomes = Counter(trial.outcome for trial in trials.values())
    read = [trial for trial in trials.values() if trial.said is not None]
    seconds = sum(trial.seconds for trial in read) or 1e-9
    pages = sum(trial.said.pages or 0 for trial in read if trial.said)
    passages = sum(trial.said.passages or 0 for trial in read if trial.said)
    counts = dict(
        zip(
            HEAD[2:9],
            (outcomes[each] for each in (READ, SILENT, REFUSED, ERROR, HANG, CRASH, MEMORY)),
            strict=True,
        )
    )
    has_pages = any(family_of(path) in ("pdf", "pptx") for path in trials)
    return {
        "library": name,
        "files": len(trials),
        **counts,
        "recall": _recall(trials, wanted),
        "pages/s": f"{pages / seconds:,.0f}" if pages and has_pages else "–",
        "passages/s": f"{passages / seconds:,.0f}" if passages else "–",
        "s": f"{sum(trial.seconds for trial in trials.values()):.1f}",
        "MB": max(trial.megabytes for trial in trials.values()),
    }


def _recall(trials: dict[Path, Trial], wanted: dict[Path, Counter[str] | None]) -> str:
    """The share of the visible words of the files that were read that come out of them."""
    found = total = 0
    for path, trial in trials.items():
        want = wanted[path]
        if trial.said is not None and want:
            found += sum((want & words(trial.said.text)).values())
            total += sum(want.values())
    return f"{100 * found / total:.1f} %" if total else "–"


def _together(results: Results) -> str:
    """How many files either of the two PDF libraries reads, beside ours."""
    if not set(PAIR) <= set(results):
        return ""
    either = {path for name in PAIR for path, trial in results[name].items() if trial.opened}
    ours = {path for path, trial in results[OURS].items() if trial.opened}
    return f"Either of {' and '.join(PAIR)}: {len(either)}; of these {len(either & ours)} by {OURS}.\n"


def _refusals(trials: dict[Path, Trial]) -> str:
    kinds = Counter(trial.why for trial in trials.values() if trial.outcome == REFUSED)
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    return f"Refused: {told}.\n" if told else ""


def _hostile(files: list[Path]) -> dict[str, dict[str, str]]:
    """What came of each hostile file, printed."""
    found: dict[str, dict[str, str]] = {}
    for path in files:
        trials = {
            each.name: tried(each.library, path, keeps_limits=each.keeps_limits) for each in _once(path)
        }
        found[path.name] = {name: _in_words(trial) for name, trial in trials.items()}
    rows = [
        (name, by[OURS], "; ".join(f"{who}: {what}" for who, what in by.items() if who != OURS) or "–")
        for name, by in found.items()
    ]
    print(f"hostile\n\n{table(('file', OURS, 'others'), rows)}\n")
    return found


def _once(path: Path) -> tuple[Contender, ...]:
    """Everyone who reads such a file, ourselves as shipped alone."""
    return tuple(each for each in CONTENDERS[family_of(path)] if not each.name.startswith(f"{OURS},"))


def _in_words(trial: Trial) -> str:
    why = f" ({trial.why})" if trial.why else ""
    return f"{trial.outcome}{why}, {trial.seconds:.1f} s, {trial.megabytes} MB"


if __name__ == "__main__":
    main()
