"""Reading one file: the door of this package for the rest of the house."""

import time
from dataclasses import replace
from pathlib import Path

from wccflow.base.errors import Refused
from wccflow.evidence.reading import legacy, sentences
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Passage, Reading
from wccflow.evidence.reading.process import Crashed, Told, ask_child

__all__ = ["Limits", "Passage", "Reading", "read"]

STANDARD = Limits()


def read(path: Path, *, name: str, limits: Limits = STANDARD, told: Told | None = None) -> Reading:
    """What a file says; raises Refused with one plain sentence where it cannot be read in time.

    `told` hears now and then how many pages of how many are read.
    """
    _weigh(path, limits)
    deadline = time.monotonic() + limits.seconds
    try:
        return _read(path, name, limits, deadline, told)
    except Refused as refusal:
        kind = legacy.kind_refused(refusal.sentences[0])
        if kind is None:
            raise
    return _read_older(path, kind, limits, deadline, told)


def _read(path: Path, name: str, limits: Limits, deadline: float, told: Told | None) -> Reading:
    try:
        answer = ask_child(path, name, limits, again=False, deadline=deadline, told=told)
    except Crashed as crash:
        answer = _second_opinion(path, name, limits, deadline, str(crash))
    return Reading.from_document(answer)


def _read_older(path: Path, kind: str, limits: Limits, deadline: float, told: Told | None) -> Reading:
    """What an older file says, by way of a newer one; it is told that it was converted, and of macros."""
    notices = [sentences.converted(kind)]
    if legacy.has_macros(path):
        notices.append(sentences.MACROS)
    with legacy.converted(path, kind, limits, deadline=deadline) as newer:
        reading = _read(newer, newer.name, limits, deadline, told)
    # Its pictures are in the newer file, which is gone.
    return replace(reading, kind=kind, warnings=(*notices, *reading.warnings), pictures=())


def _weigh(path: Path, limits: Limits) -> None:
    """Refuse a file that need not be opened."""
    if not path.is_file():
        raise Refused(sentences.ABSENT)
    size = path.stat().st_size
    if size == 0:
        raise Refused(sentences.EMPTY)
    if size > limits.max_megabytes << 20:
        raise Refused(sentences.TOO_LARGE)


def _second_opinion(
    path: Path, name: str, limits: Limits, deadline: float, otherwise: str
) -> dict[str, object]:
    """Ask a fresh child, who reads with other means where there are any, in the time that is left."""
    try:
        return ask_child(path, name, limits, again=True, deadline=deadline)
    except Crashed as crash:
        raise Refused(otherwise) from crash
