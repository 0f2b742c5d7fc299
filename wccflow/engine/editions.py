"""Putting the files of a workflow together: one definition for each edition, with what follows filled in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from wccflow.engine.content import Element, Item, Slot
from wccflow.engine.definition import Definition
from wccflow.engine.faults import nearly
from wccflow.engine.files import (
    CalendarFile,
    ElementFile,
    EvidenceFile,
    ExamplesFile,
    GatesFile,
    HolidaysFile,
    IndicatorsFile,
    PanelFile,
    StageFile,
    TracksFile,
    WorkflowFile,
)
from wccflow.engine.partners import Partners, Question
from wccflow.engine.process import Gate, ItemMove, Move, Stage, State, Track
from wccflow.engine.publishing import Publication
from wccflow.engine.reports import ReportForm
from wccflow.engine.vocabulary import Edition

Report = Callable[[str, str, str], None]
ANY = "any"
_WHOLE = ("gates", "tracks", "panel", "examples", "holidays", "migrations", "partners", "publication")


@dataclass(frozen=True, slots=True)
class Parts:
    """Every file of a workflow, read."""

    workflow: WorkflowFile
    gates: GatesFile
    tracks: TracksFile
    evidence: EvidenceFile
    panel: PanelFile
    examples: ExamplesFile
    holidays: HolidaysFile
    stages: Mapping[str, StageFile]
    elements: Mapping[str, ElementFile]
    calendars: Mapping[str, CalendarFile]
    indicators: IndicatorsFile = field(default_factory=IndicatorsFile)
    partners: Partners = field(default_factory=Partners)
    publication: Publication = field(default_factory=Publication)
    report: ReportForm | None = None  # where it is not told in the workflow's own file

    @property
    def in_order(self) -> list[StageFile]:
        """The stages in the order that the workflow names."""
        return [self.stages[key] for key in self.workflow.stages if key in self.stages]

    @property
    def origins(self) -> dict[str, str]:
        """The file in which each kind of thing, or one thing, stands."""
        found = {name: f"{name}.toml" for name in _WHOLE}
        found |= {"facts": "gates.toml", "slots": "evidence.toml", "line_of_sight": "evidence.toml"}
        found |= {"areas": "indicators.toml", "report": "report.toml"}
        found |= {f"calendars.{key}": f"calendars/{key}.toml" for key in self.calendars}
        for stem, file in self.stages.items():
            keys = [("stages", file.stage.key), *(("states", key) for key in file.states)]
            keys += [("moves", move.event) for move in file.moves]
            keys += [("milestones", key) for key in file.milestones]
            found |= {f"{kind}.{key}": f"stages/{stem}.toml" for kind, key in keys}
        for stem, content in self.elements.items():
            keys = [("elements", content.element.key), *(("items", key) for key in content.items)]
            found |= {f"{kind}.{key}": f"elements/{stem}.toml" for kind, key in keys}
        return found


def editions(parts: Parts, report: Report) -> dict[str, Definition]:
    """The definition of each edition; what cannot be put together is reported by file and key."""
    _stages_named(parts, report)
    _settings_asked(parts, report)
    _twice(parts, report)
    for year, days in parts.holidays.holidays.items():
        if any(str(day.year) != year for day in days):
            report("holidays.toml", f"holidays.{year}", "has days of another year")
    return {key: _definition(parts, edition, report) for key, edition in parts.workflow.editions.items()}


def _stages_named(parts: Parts, report: Report) -> None:
    for key in parts.workflow.stages:
        if key not in parts.stages:
            report(
                "workflow.toml", "stages", f"there is no file stages/{key}.toml{nearly(key, parts.stages)}"
            )
    for stem, file in parts.stages.items():
        if stem not in parts.workflow.stages:
            report(f"stages/{stem}.toml", "", "is not named among the stages of workflow.toml")
        if file.stage.key != stem:
            report(f"stages/{stem}.toml", "stage.key", "should be the name of the file")
    for stem, content in parts.elements.items():
        if content.element.key != stem:
            report(f"elements/{stem}.toml", "element.key", "should be the name of the file")


def _settings_asked(parts: Parts, report: Report) -> None:
    asked = {name for gate in parts.gates.gates.values() for name in gate.need.names}
    places = {f"settings.{name}": name for name in parts.workflow.settings}
    for edition in parts.workflow.editions.values():
        places |= {f"editions.{edition.key}.settings.{name}": name for name in edition.settings}
    for place, name in places.items():
        if name not in asked:
            report("workflow.toml", place, "is asked for by no gate")


def _twice(parts: Parts, report: Report) -> None:
    seen: dict[tuple[str, str], str] = {}
    for file, kind, key in _all_keys(parts):
        if (kind, key) in seen:
            report(file, f"{kind}.{key}", f"stands already in {seen[kind, key]}")
        seen.setdefault((kind, key), file)


def _all_keys(parts: Parts) -> Iterator[tuple[str, str, str]]:
    for stem, file in parts.stages.items():
        name = f"stages/{stem}.toml"
        yield from ((name, "states", key) for key in file.states)
        yield from ((name, "moves", move.event) for move in file.moves)
        yield from ((name, "milestones", key) for key in file.milestones)
    for stem, content in parts.elements.items():
        yield from ((f"elements/{stem}.toml", "items", key) for key in content.items)


def _definition(parts: Parts, edition: Edition, report: Report) -> Definition:
    items = _items(parts, edition, report)
    elements = _elements(parts, edition, items, report)
    slots = _slots(parts, elements, items, report)
    states, workflow = _states(parts), parts.workflow
    return Definition(
        workflow=workflow.key,
        edition=edition.key,
        title=edition.title,
        words=workflow.words,
        abilities=workflow.abilities,
        roles=workflow.roles,
        scales=workflow.scales,
        audiences=workflow.audiences,
        sharing=workflow.sharing,
        stages={file.stage.key: _stage(file) for file in parts.in_order},
        states=states,
        facts=parts.gates.facts,
        gates=_gates(parts, edition, elements, report),
        moves={move.event: _from_any(move, states) for file in parts.in_order for move in file.moves},
        tracks={key: _track(track, elements, slots) for key, track in parts.tracks.tracks.items()},
        milestones={key: one for file in parts.in_order for key, one in file.milestones.items()},
        elements=elements,
        items={key: replace(one, slots=_slots_of(one, slots)) for key, one in items.items()},
        slots=slots,
        panel=parts.panel.made(edition.common),
        settings={**workflow.settings, **edition.settings},
        takes_part=workflow.takes_part,
        report=parts.report or workflow.report,
        dossier_checks=workflow.dossier_checks,
        line_of_sight=parts.evidence.line_of_sight,
        triangulation=workflow.triangulation,
        partners=_partners(parts, items, report),
        areas=parts.indicators.areas,
        publication=parts.publication,
    )


def _states(parts: Parts) -> dict[str, State]:
    return {
        key: replace(state, stage=file.stage.key)
        for file in parts.in_order
        for key, state in file.states.items()
    }


def _stage(file: StageFile) -> Stage:
    return replace(file.stage, states=tuple(file.states))


def _from_any(move: Move, states: Mapping[str, State]) -> Move:
    if ANY not in move.sources:
        return move
    return replace(move, sources=tuple(key for key, state in states.items() if not state.final))


def _items(parts: Parts, edition: Edition, report: Report) -> dict[str, Item]:
    known = {key for content in parts.elements.values() for key in content.items}
    for key in edition.without:
        if key not in known:
            report(
                "workflow.toml",
                f"editions.{edition.key}.without",
                f"there is no item “{key}”{nearly(key, known)}",
            )
    return {
        key: replace(item, element=element)
        for element in edition.elements
        if element in parts.elements
        for key, item in parts.elements[element].items.items()
        if key not in edition.without and item.parent not in edition.without
    }


def _elements(
    parts: Parts, edition: Edition, items: Mapping[str, Item], report: Report
) -> dict[str, Element]:
    parents = {item.parent for item in items.values()}
    found = {}
    for key in edition.elements:
        if key not in parts.elements:
            place = f"editions.{edition.key}.elements"
            report(
                "workflow.toml", place, f"there is no file elements/{key}.toml{nearly(key, parts.elements)}"
            )
            continue
        mine = [item.key for item in items.values() if item.element == key]
        found[key] = replace(
            parts.elements[key].element,
            items=tuple(one for one in mine if one not in parents),
            groups=tuple(one for one in mine if one in parents),
        )
    return found


def _slots(
    parts: Parts, elements: Mapping[str, Element], items: Mapping[str, Item], report: Report
) -> dict[str, Slot]:
    """The slots with what they serve told item by item; what another edition has is passed over."""
    everywhere = {key for content in parts.elements.values() for key in content.items} | set(parts.elements)
    found = {}
    for slot in parts.evidence.slots.values():
        for name in slot.serves:
            if name not in everywhere:
                report(
                    "evidence.toml",
                    f"slots.{slot.key}.serves",
                    f"there is no item or element “{name}”{nearly(name, everywhere)}",
                )
        served = {key for name in slot.serves for key in _rated(name, elements, items)}
        found[slot.key] = replace(slot, serves=tuple(key for key in items if key in served))
    return found


def _partners(parts: Parts, items: Mapping[str, Item], report: Report) -> Partners:
    """The questions with those of their items that the edition has; one that bears on none is left out."""
    everywhere = {key for content in parts.elements.values() for key in content.items}
    found: dict[str, Question] = {}
    for question in parts.partners.questions.values():
        for name in question.items:
            if name not in everywhere:
                say = f"there is no item “{name}”{nearly(name, everywhere)}"
                report("partners.toml", f"questions.{question.key}.items", say)
        kept = tuple(name for name in question.items if name in items)
        if kept or not question.items:
            found[question.key] = replace(question, items=kept)
    return replace(parts.partners, questions=found)


def _rated(name: str, elements: Mapping[str, Element], items: Mapping[str, Item]) -> tuple[str, ...]:
    if name in elements:
        return elements[name].items
    children = tuple(item.key for item in items.values() if item.parent == name)
    return children or ((name,) if name in items else ())


def _slots_of(item: Item, slots: Mapping[str, Slot]) -> tuple[str, ...]:
    return tuple(slot.key for slot in slots.values() if item.key in slot.serves)


def _track(track: Track, elements: Mapping[str, Element], slots: Mapping[str, Slot]) -> Track:
    element = elements.get(track.of)
    items = tuple(slots) if track.of == "slots" else element.items if element else ()
    return replace(track, items=items, moves=tuple(_item_from_any(move, track) for move in track.moves))


def _item_from_any(move: ItemMove, track: Track) -> ItemMove:
    return replace(move, sources=tuple(track.states)) if ANY in move.sources else move


def _gates(
    parts: Parts, edition: Edition, elements: Mapping[str, Element], report: Report
) -> dict[str, Gate]:
    settings: dict[str, int | str] = {**parts.workflow.settings, **edition.settings}
    settings |= {f"{key}.min": one.min for key, one in elements.items()}
    settings |= {f"{key}.max": one.max for key, one in elements.items()}
    settings["panel.size"] = parts.panel.size
    found = {}
    for gate in parts.gates.gates.values():
        for name in gate.need.names:
            if name not in settings:
                report(
                    "gates.toml",
                    f"gates.{gate.key}.need",
                    f"there is no setting “{name}”{nearly(name, settings)}",
                )
        need = gate.need.settled(settings)
        found[gate.key] = replace(gate, need=need)
        if need.names and all(name in settings for name in gate.need.names):
            report("gates.toml", f"gates.{gate.key}.need", f"a setting in it is no number: {need}")
    return found
