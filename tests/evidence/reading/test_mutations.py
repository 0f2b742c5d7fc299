"""Files of every family with bytes turned, cut, doubled and exchanged: always a reading or one sentence."""

import io
import json
import os
import random
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.evidence.reading.files import paragraph, pdf, shown, table, word
from tests.evidence.reading.test_slides import shape, show, slide
from wccflow.base.errors import Refused
from wccflow.evidence.reading.child import DEEPEST_CALLS, _answer
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.reader import read

MUTANTS = 60
LIMITS = Limits(seconds=20, memory_mb=512)
TEXTS = {
    "a.html": "<html><body><h1>Plan</h1><table><tr><td>a<td>b</table><p>words &amp; more</body></html>",
    "a.md": "# Plan\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "a.csv": 'year,spend\n2009,"12,5"\n2010,13\n',
    "a.txt": "Words of a plan.\n\nMore words – with a dash.\n",
    "a.rtf": r"{\rtf1\ansi Words of a plan.\par More.}",
}
Mutate = Callable[[random.Random, bytearray], None]


def turned(dice: random.Random, data: bytearray) -> None:
    for _ in range(dice.randint(1, 8)):
        data[dice.randrange(len(data))] = dice.randrange(256)


def cut(dice: random.Random, data: bytearray) -> None:
    start = dice.randrange(len(data))
    del data[start : start + dice.randint(1, max(1, len(data) // 4))]


def doubled(dice: random.Random, data: bytearray) -> None:
    start = dice.randrange(len(data))
    data[start:start] = data[start : start + dice.randint(1, 400)] * dice.randint(1, 20)


def exchanged(dice: random.Random, data: bytearray) -> None:
    one, other = sorted(dice.randrange(len(data)) for _ in range(2))
    length = min(dice.randint(1, 60), len(data) - other)
    data[one : one + length], data[other : other + length] = (
        data[other : other + length],
        data[one : one + length],
    )


def inside(mutate: Mutate) -> Mutate:
    """The same to the largest part of a package, so that it comes past the zip's own checks."""

    def change(dice: random.Random, data: bytearray) -> None:
        if not data.startswith(b"PK"):
            return mutate(dice, data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {each.filename: bytearray(archive.read(each)) for each in archive.infolist()}
        mutate(dice, parts[dice.choice(sorted(name for name, part in parts.items() if part))])
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        data[:] = made.getvalue()
        return None

    return change


MUTATIONS = (turned, cut, doubled, exchanged)


def made(folder: Path, name: str) -> Path:
    """A small good file of a family."""
    if name == "a.docx":
        return word(folder / name, paragraph("Words.") + table(("a", "b"), ("1", "2")))
    if name == "a.pdf":
        return pdf(folder / name, shown((72, 700, "Words."), (200, 700, "12.5")), shown((72, 700, "More.")))
    if name == "a.pptx":
        return show(folder / name, slide(shape("Words."), shape("More.")))
    if name == "a.xlsx":
        return book(folder / name)
    (folder / name).write_text(TEXTS[name])
    return folder / name


def book(path: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (("Year", "Spend"), (2009, 12.5), (2010, "=B2*2")):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    workbook.save(path)
    return path


def mutants(folder: Path, name: str) -> list[Path]:
    good, dice = made(folder, name).read_bytes(), random.Random(name)
    written = []
    for number in range(MUTANTS):
        data, mutation = bytearray(good), MUTATIONS[number % len(MUTATIONS)]
        (inside(mutation) if number % 2 else mutation)(dice, data)
        path = folder / f"{number}" / name
        path.parent.mkdir()
        path.write_bytes(data)
        written.append(path)
    return written


def answers(paths: list[Path]) -> Iterator[tuple[Path, Any]]:
    """What the child says of each, all asked in one process; whoever ends it is asked alone by the reader."""
    waiting = list(paths)
    while waiting:
        said = _batch(waiting)
        for line in said:
            yield waiting.pop(0), json.loads(line)
        if waiting:
            fatal = waiting.pop(0)
            yield fatal, _alone(fatal)


def _batch(paths: list[Path]) -> list[bytes]:
    hears, says = os.pipe()
    child = os.fork()
    if not child:
        os.close(hears)
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.setrecursionlimit(DEEPEST_CALLS)
        for path in paths:
            task = {"path": str(path), "name": path.name, "limits": asdict(LIMITS), "again": False}
            answer = _answer(task | {"what": "passages", "asked": None}, LIMITS)
            os.write(says, json.dumps(answer).encode() + b"\n")
        os._exit(0)
    os.close(says)
    with os.fdopen(hears, "rb") as pipe:
        lines = pipe.read().splitlines()
    os.waitpid(child, 0)
    return lines


def _alone(path: Path) -> dict[str, Any]:
    try:
        return read(path, name=path.name, limits=LIMITS).as_document()
    except Refused as refusal:
        return {"refused": str(refusal)}


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.xlsx", "a.pdf", *TEXTS])
def test_a_mutant_is_a_reading_or_a_sentence(tmp_path: Path, name: str) -> None:
    told = list(answers(mutants(tmp_path, name)))

    assert len(told) == MUTANTS
    for path, answer in told:
        sentence = answer.get("refused")
        if sentence is None:
            reading = Reading.from_document(answer)
            assert reading.passages or reading.warnings, path
        else:
            assert sentence[0].isupper(), path
            assert sentence.endswith("."), path
