"""Reading a workflow's folder: every file in its shape, every fault at once, one definition per edition."""

import tomllib
from collections.abc import Mapping, Sequence
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
    IndicatorsFile,
    MigrationsFile,
    PanelFile,
    StageFile,
    TracksFile,
    WorkflowFile,
)
from wccflow.engine.migration import Migration
from wccflow.engine.partners import Partners
from wccflow.engine.publishing import Publication
from wccflow.engine.reports import ReportForm
from wccflow.engine.shapes import read

T = TypeVar("T")

Tables = Mapping[str, Mapping[str, Any]]

__all__ = ["Fault", "Tables", "Unsound", "assemble", "load", "tables_of"]


def load(folder: Path) -> Workflow:
    """Give the workflow that the folder holds. Raises Unsound with every fault of shape; `check` tests sense.

    A role, state or gate that is named but not there is a matter of sense.
    """
    tables, faults = tables_of(Path(folder))
    return assemble(tables, folder=Path(folder), faults=faults)


def tables_of(folder: Path) -> tuple[dict[str, dict[str, Any]], list[Fault]]:
    """What each file of the folder holds, by its name below it, and a fault for each that is not understood.

    A file that no part of the workflow is read from is a fault, since a misspelt name would go unnoticed. The
    folder `demonstration` is another's, and `rehearsal.toml` is read when somebody rehearses.
    """
    tables: dict[str, dict[str, Any]] = {}
    faults = []
    for path in sorted(folder.rglob("*.toml")):
        file = path.relative_to(folder).as_posix()
        parent = path.parent.relative_to(folder).as_posix()
        if file.startswith("demonstration/") or file == "rehearsal.toml":
            continue
        if file not in _FILES and parent not in ("stages", "elements", "calendars"):
            faults.append(Fault(file, "", "is not a file of a workflow"))
            continue
        try:
            tables[file] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            faults.append(Fault(file, "", f"cannot be read: {error}"))
    return tables, faults


def assemble(tables: Tables, *, folder: Path = Path(), faults: Sequence[Fault] = ()) -> Workflow:
    """Give the workflow that these tables tell, by file; they need not come from files. Raises Unsound."""
    reading = _Reading(tables, list(faults))
    parts, migrations = _parts(reading), _migrations(reading)
    if parts is None or reading.faults:
        raise Unsound(tuple(sorted(set(reading.faults))))
    found = editions(parts, reading.fault)
    holidays = frozenset(day for days in parts.holidays.holidays.values() for day in days)
    workflow = Workflow(
        key=parts.workflow.key,
        title=parts.workflow.title,
        folder=folder,
        editions=found,
        calendars={key: replace(one, holidays=holidays) for key, one in parts.calendars.items()},
        examples=parts.examples.examples,
        migrations=migrations,
        origins=parts.origins,
    )
    if reading.faults:
        raise Unsound(tuple(sorted(set(reading.faults))), workflow)
    return workflow


@dataclass
class _Reading:
    """One reading of a workflow's tables, which gathers faults."""

    tables: Tables
    faults: list[Fault] = field(default_factory=list)

    def fault(self, file: str, key: str, say: str) -> None:
        self.faults.append(Fault(file, key, say))

    def one(self, shape: type[T], file: str, table: Mapping[str, Any] | None = None) -> T | None:
        """The content of a file in its shape, or None after reporting why not."""
        raw = self.tables.get(file)
        if raw is None:
            if not any(fault.file == file for fault in self.faults):
                self.fault(file, "", "is missing")
            return None
        return read(shape, {**(table or {}), **raw}, lambda path, say: self.fault(file, path, say))

    def several(self, shape: type[T], folder: str) -> dict[str, T]:
        """The content of every file of a folder, by the file's stem in order; the stem is the default key."""
        found = {}
        for file in sorted(name for name in self.tables if name.startswith(f"{folder}/")):
            stem = file.removeprefix(f"{folder}/").removesuffix(".toml")
            key = {"key": stem} if shape is CalendarFile else {}
            content = self.one(shape, file, key)
            if content is not None:
                found[stem] = content
        return found


_SINGLE: dict[str, type] = {
    "workflow": WorkflowFile,
    "gates": GatesFile,
    "tracks": TracksFile,
    "evidence": EvidenceFile,
    "panel": PanelFile,
    "examples": ExamplesFile,
    "holidays": HolidaysFile,
}
# The files that a workflow need not have.
_MIGRATIONS = "migrations.toml"
_OPTIONAL: dict[str, type] = {
    "indicators": IndicatorsFile,
    "partners": Partners,
    "publication": Publication,
    "report": ReportForm,
}
_FILES = frozenset({_MIGRATIONS, *(f"{name}.toml" for name in (*_SINGLE, *_OPTIONAL))})


def _parts(reading: _Reading) -> Parts | None:
    single = {name: reading.one(shape, f"{name}.toml") for name, shape in _SINGLE.items()}
    stages = reading.several(StageFile, "stages")
    optional = {
        name: reading.one(shape, f"{name}.toml")
        for name, shape in _OPTIONAL.items()
        if f"{name}.toml" in reading.tables
    }
    elements = reading.several(ElementFile, "elements")
    calendars = reading.several(CalendarFile, "calendars")
    if reading.faults:
        return None
    return Parts(stages=stages, elements=elements, calendars=calendars, **single, **optional)  # type: ignore[arg-type]  # all read


def _migrations(reading: _Reading) -> tuple[Migration, ...]:
    found = reading.one(MigrationsFile, _MIGRATIONS) if _MIGRATIONS in reading.tables else None
    return found.ways if found else ()
