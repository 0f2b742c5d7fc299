"""Where the definition of a new cycle comes from: a workflow on disk, or a workbook that was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wccflow.base.errors import NotFound, Refused
from wccflow.base.places import workflows_folder
from wccflow.base.work import files, offers
from wccflow.engine.calendars import Calendar
from wccflow.engine.checks import check
from wccflow.engine.content import Element
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.faults import Unsound
from wccflow.engine.framing import home_of
from wccflow.engine.loading import Tables, load, tables_of
from wccflow.evidence.reading.workbooks import Cells, cells
from wccflow.frameworks.layout import LEVELS, WORDS_ONLY
from wccflow.frameworks.models import CycleDraft, FrameworkUpload
from wccflow.frameworks.reading import Offered, Outcome, outcome_of, rates_by

STOCK = "assessment"
PLAIN = (STOCK, "assessment-in-words")  # offered before all others
NOT_SOUND = "The files of this workflow have faults, so no cycle can be opened of it"


@dataclass(frozen=True, slots=True)
class Source:
    """One edition with its dates, ready to be looked at and opened."""

    workflow: Workflow
    definition: Definition
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a workbook: an outcome, or the sentence for which it could not be read at all."""

    outcome: Outcome | None
    refusal: str = ""


def folders() -> list[Path]:
    """The folders of the workflows on disk, by name."""
    return sorted(path.parent for path in workflows_folder().glob("*/workflow.toml"))


def workflows() -> list[Workflow]:
    """The workflows on disk that can be read, by key."""
    found = []
    for folder in folders():
        try:
            found.append(load(folder))
        except Unsound:
            continue
    return found


def workflow(key: str) -> Workflow:
    """The workflow on disk of this key. Raises NotFound, or Refused where its files cannot be read."""
    folder = next((each for each in folders() if each.name == key), None)
    if folder is None:
        raise NotFound
    try:
        return load(folder)
    except Unsound as unsound:
        raise Refused(f"{NOT_SOUND}: {unsound}.") from unsound


def processes() -> dict[str, Tables]:
    """The tables of each workflow into which a framework fits, by key; the plain ones first."""
    found: dict[str, Tables] = {}
    for folder in sorted(folders(), key=lambda each: (each.name not in PLAIN, each.name)):
        tables, faults = tables_of(folder)
        if not faults and home_of(tables):
            found[folder.name] = tables
    return found


def source_of(draft: CycleDraft, upload: FrameworkUpload | None) -> Source:
    """The edition and dates of a draft. Raises Refused with every reason why there are none yet."""
    if draft.workflow:
        found = workflow(draft.workflow)
        _demand_sound(found)
        calendar = found.calendars.get(draft.calendar)
        if calendar is None:
            raise Refused(f"The workflow has no calendar “{draft.calendar}” any more. Choose again.")
        return Source(found, found.editions[calendar.edition], calendar)
    if upload is None:
        raise Refused("Send the workbook of the framework first.")
    sent = sent_as(upload)
    if sent.outcome is None:
        raise Refused(sent.refusal)
    made = sent.outcome.workflow
    if made is None:
        raise Refused(*(f"{fault.at}: {fault.say}" for fault in sent.outcome.faults[:20]))
    definition, calendar = next(iter(made.editions.values())), next(iter(made.calendars.values()))
    return Source(made, definition, calendar)


def sent_as(upload: FrameworkUpload) -> Sent:
    """What became of a workbook. It is read once, behind the limits of the reading child, and remembered."""
    read = _cells(files().path(upload.sha256), upload.file_name)
    if isinstance(read, str):
        return Sent(None, read)
    taken = {folder.name for folder in folders()}
    return Sent(outcome_of(read, processes(), offered=_offered(), taken=taken))


def edition_of(workflow_key: str, edition: str) -> tuple[Definition, Calendar | None]:
    """An edition on disk with the first of its calendars. Raises NotFound."""
    found = workflow(workflow_key)
    if edition not in found.editions:
        raise NotFound
    calendars = [each for each in found.calendars.values() if each.edition == edition]
    return found.editions[edition], calendars[0] if calendars else None


def process_like(definition: Definition, element: Element, known: Mapping[str, Tables]) -> str:
    """The process that an edition goes by already; else the first that rates as this part of it is rated."""
    for key, tables in known.items():
        stages = [tables[f"stages/{stage}.toml"] for stage in tables["workflow.toml"]["stages"]]
        if [state for stage in stages for state in stage["states"]] == list(definition.states):
            return key
    wanted = WORDS_ONLY if definition.scales[element.scale].kind == "narrative" else LEVELS
    return next((key for key, tables in known.items() if rates_by(tables) == wanted), STOCK)


@lru_cache(maxsize=64)
def _cells(path: Path, name: str) -> Cells | str:
    """The cells of a kept file, or why it cannot be read; a file in the store never changes."""
    try:
        return cells(path, name=name)
    except Refused as refusal:
        return refusal.sentences[0]


@lru_cache(maxsize=1)
def _known_names(facts: frozenset[str], effects: frozenset[str], abilities: frozenset[str]) -> Offered:
    return Offered(facts, effects, abilities)


def _offered() -> Offered:
    offered = offers()
    return _known_names(frozenset(offered.facts), frozenset(offered.effects), frozenset(offered.abilities))


def _demand_sound(found: Workflow) -> None:
    names = _offered()
    faults = check(found, facts=names.facts, effects=names.effects, abilities=names.abilities)
    if faults:
        raise Refused(f"{NOT_SOUND}: {'; '.join(str(fault) for fault in faults[:10])}.")
