"""Reading a workflow's folder: every file in its shape, every fault at once, one definition per edition."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from wccflow.engine.definition import Workflow
from wccflow.engine.editions import Parts, editions
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.files import (
    CalendarFile,
    ElementFile,
    EvidenceFile,
    ExamplesFile,
    GatesFile,
    HolidaysFile,
    PanelFile,
    StageFile,
    TracksFile,
    WorkflowFile,
)
from wccflow.engine.shapes import read

T = TypeVar("T")

__all__ = ["Fault", "Unsound", "load"]


def load(folder: Path) -> Workflow:
    """Give the workflow that the folder holds. Raises Unsound with every fault of shape; `check` tests sense.

    A role, state or gate that is named but not there is a matter of sense.
    """
    reading = _Reading(Path(folder))
    reading.strangers()
    parts = _parts(reading)
    if parts is None or reading.faults:
        raise Unsound(tuple(sorted(set(reading.faults))))
    found = editions(parts, reading.fault)
    if reading.faults:
        raise Unsound(tuple(sorted(set(reading.faults))))
    holidays = frozenset(day for days in parts.holidays.holidays.values() for day in days)
    return Workflow(
        key=parts.workflow.key,
        title=parts.workflow.title,
        folder=reading.folder,
        editions=found,
        calendars={key: replace(one, holidays=holidays) for key, one in parts.calendars.items()},
        examples=parts.examples.examples,
        origins=parts.origins,
    )


@dataclass
class _Reading:
    """One reading of a folder, which gathers faults."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)

    def fault(self, file: str, key: str, say: str) -> None:
        self.faults.append(Fault(file, key, say))

    def strangers(self) -> None:
        """Report files that no part of the workflow is read from: a misspelt name would go unnoticed.

        The folder `demonstration` is another's.
        """
        known = {f"{name}.toml" for name in _SINGLE}
        for path in sorted(self.folder.rglob("*.toml")):
            file = path.relative_to(self.folder).as_posix()
            if file.startswith("demonstration/"):
                continue
            parent = path.parent.relative_to(self.folder).as_posix()
            if file not in known and parent not in ("stages", "elements", "calendars"):
                self.fault(file, "", "is not a file of a workflow")

    def one(self, shape: type[T], file: str, table: Mapping[str, Any] | None = None) -> T | None:
        """The content of a file in its shape, or None after reporting why not."""
        raw = self.table(file)
        if raw is None:
            return None
        return read(shape, {**(table or {}), **raw}, lambda path, say: self.fault(file, path, say))

    def several(self, shape: type[T], folder: str) -> dict[str, T]:
        """The content of every file of a folder, by the file's stem in order; the stem is the default key."""
        found = {}
        for path in sorted((self.folder / folder).glob("*.toml")):
            key = {"key": path.stem} if shape is CalendarFile else {}
            content = self.one(shape, f"{folder}/{path.name}", key)
            if content is not None:
                found[path.stem] = content
        return found

    def table(self, file: str) -> dict[str, Any] | None:
        try:
            return tomllib.loads((self.folder / file).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.fault(file, "", "is missing")
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.fault(file, "", f"cannot be read: {error}")
        return None


_SINGLE: dict[str, type] = {
    "workflow": WorkflowFile,
    "gates": GatesFile,
    "tracks": TracksFile,
    "evidence": EvidenceFile,
    "panel": PanelFile,
    "examples": ExamplesFile,
    "holidays": HolidaysFile,
}


def _parts(reading: _Reading) -> Parts | None:
    single = {name: reading.one(shape, f"{name}.toml") for name, shape in _SINGLE.items()}
    stages = reading.several(StageFile, "stages")
    elements = reading.several(ElementFile, "elements")
    calendars = reading.several(CalendarFile, "calendars")
    if reading.faults:
        return None
    return Parts(stages=stages, elements=elements, calendars=calendars, **single)  # type: ignore[arg-type]  # all read
