"""Every single mistake that a script can make in the files of a workflow, by kind."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from benchmarks._sites import Names, Path, Site, at, sites
from wccflow.base.offers import Offers
from wccflow.engine.checks import check
from wccflow.engine.faults import Unsound
from wccflow.engine.loading import Tables, assemble

DROP = "(dropped)"
CAUGHT = ("check", "examples")
_NUMBER = re.compile(r"(?<![\w.])\d+")


@dataclass(frozen=True)
class Mutant:
    """One mistake: its kind, where, and what now stands there."""

    kind: str
    file: str
    path: Path
    value: Any

    def made_in(self, tables: Tables) -> dict[str, Any]:
        """The tables with the mistake in them."""
        table = deepcopy(dict(tables[self.file]))
        holder = at(table, self.path[:-1])
        if self.value == DROP:
            del holder[self.path[-1]]
        else:
            holder[self.path[-1]] = self.value
        return {**tables, self.file: table}

    def __str__(self) -> str:
        return f"{self.file} {'.'.join(map(str, self.path))}: {self.value}"


def mutants(tables: Tables) -> list[Mutant]:
    """All of them, in an order that is always the same."""
    found: list[Mutant] = []
    for site in sites(tables):
        found += _of_site(site, site.value(tables))
    for file, table in tables.items():
        if file.startswith("stages/"):
            found += _of_stage(file, table, Names(tables))
    found += _of_gates(tables["gates.toml"], Names(tables))
    found += _of_tracks(tables["tracks.toml"])
    found += _of_workflow(tables["workflow.toml"])
    found += _of_content(tables)
    return found


def _misspelt(name: str) -> str:
    """Two letters in the middle changed round, or one left out where they are the same."""
    middle = max(1, len(name) // 2)
    turned = name[: middle - 1] + name[middle : middle + 1] + name[middle - 1] + name[middle + 1 :]
    return turned if turned != name else name[:middle] + name[middle + 1 :]


def _of_site(site: Site, value: Any) -> Iterator[Mutant]:
    if isinstance(value, str):
        name = value.removeprefix(site.prefix)
        yield Mutant(f"misspelt {site.kind}", site.file, site.path, site.prefix + _misspelt(name))
        for other in site.known:
            if other != name:
                yield Mutant(f"another {site.kind}", site.file, site.path, site.prefix + other)
        return
    for number, name in enumerate(value):
        path = (*site.path, number)
        yield Mutant(f"misspelt {site.kind}", site.file, path, _misspelt(name))
        for other in site.known:
            if other not in value:
                yield Mutant(f"another {site.kind}", site.file, path, other)
        yield Mutant(f"dropped {site.kind}", site.file, path, DROP)
    for other in site.known if site.kind in ADDED else ():
        if other not in value:
            yield Mutant(f"added {site.kind}", site.file, site.path, [*value, other])


ADDED = ("state in `while`", "role", "gate", "ability", "state", "state of an item")


def _of_stage(file: str, table: Any, names: Names) -> Iterator[Mutant]:
    for number, move in enumerate(table.get("moves", [])):
        yield Mutant("dropped move", file, ("moves", number), DROP)
        for field in ("when", "in", "signed_by", "then"):
            if field in move:
                kind = {"in": "window", "when": "list of gates", "then": "list of effects"}
                yield Mutant(f"dropped {kind.get(field, 'signature')}", file, ("moves", number, field), DROP)
        if "in" not in move:
            for stage in names.stages:
                yield Mutant("added window", file, ("moves", number, "in"), [stage])
        yield _turned("reason", file, ("moves", number), move, "reason_required")
    for key, state in table["states"].items():
        yield Mutant("dropped declaration", file, ("states", key), DROP)
        yield _turned("end", file, ("states", key), state, "final")
    for pair in ("late", "early"):
        if pair in table["stage"]:
            yield Mutant("dropped late or early", file, ("stage", pair), DROP)
            yield _exchanged(file, ("stage", pair), table["stage"][pair])
    for key, milestone in table.get("milestones", {}).items():
        yield from _of_milestone(file, ("milestones", key), milestone, names)


def _of_milestone(file: str, path: Path, milestone: Any, names: Names) -> Iterator[Mutant]:
    yield Mutant("dropped milestone", file, path, DROP)
    for field in ("met", "owner", "due", "remind", "escalate", "lapse"):
        if field in milestone:
            yield Mutant("dropped part of a milestone", file, (*path, field), DROP)
    for due in _other_dues(milestone["due"], names):
        yield Mutant("changed due day", file, (*path, "due"), due)
    for number, days in enumerate(milestone.get("remind", [])):
        for other in (days - 1, days + 1):
            yield Mutant("changed days of a reminder", file, (*path, "remind", number), other)
    if "escalate" in milestone:
        for by in (-1, 1):
            days = milestone["escalate"]["after_days"] + by
            yield Mutant("changed days of a reminder", file, (*path, "escalate", "after_days"), days)


def _other_dues(due: str, names: Names) -> Iterator[str]:
    for number in _NUMBER.finditer(due):
        for other in {0, int(number[0]) - 1, int(number[0]) + 1, int(number[0]) * 2} - {int(number[0])}:
            yield due[: number.start()] + str(other) + due[number.end() :]
    changes = [("start of", "end of"), ("end of", "start of"), (" + ", " - "), (" - ", " + ")]
    changes += [("working days", "days"), ("weeks", "days"), (" days", " weeks"), (" days", " working days")]
    for old, new in changes:
        if old in due and not (old == " days" and "working" in due):
            yield due.replace(old, new)
    for stage in names.stages:
        yield from (due.replace(other, stage) for other in names.stages if other in due and other != stage)


def _of_gates(table: Any, names: Names) -> Iterator[Mutant]:
    file = "gates.toml"
    for key, gate in table["gates"].items():
        fact, _, test = gate["need"].partition(" ")
        path = ("gates", key, "need")
        yield Mutant("dropped declaration", file, ("gates", key), DROP)
        yield Mutant("misspelt fact", file, path, f"{_misspelt(fact)} {test}")
        yield from (Mutant("another fact", file, path, f"{o} {test}") for o in names.facts if o != fact)
        for other in _other_tests(test):
            yield Mutant("changed number or test in a need", file, path, f"{fact} {other}")
        if "who" in gate:
            yield Mutant("dropped list of helpers", file, ("gates", key, "who"), DROP)
        if "override" in gate:
            yield Mutant("dropped override", file, ("gates", key, "override"), DROP)
            yield _exchanged(file, ("gates", key, "override"), gate["override"])
        else:
            pair = {"by": [names.roles[8]], "countersign": [names.roles[9]]}
            yield Mutant("added override", file, ("gates", key, "override"), pair)
    for key, fact in table["facts"].items():
        yield Mutant("dropped declaration", file, ("facts", key), DROP)
        for kind in ("tally", "number", "flag", "date"):
            if kind != fact["type"]:
                yield Mutant("another type of fact", file, ("facts", key, "type"), kind)
        if "due" in fact:
            for due in _other_dues(fact["due"], names):
                yield Mutant("changed due day", file, ("facts", key, "due"), due)


def _other_tests(test: str) -> Iterator[str]:
    numbers = list(_NUMBER.finditer(test))
    for number in numbers:
        for other in {0, int(number[0]) - 1, int(number[0]) + 1} - {int(number[0]), -1}:
            yield test[: number.start()] + str(other) + test[number.end() :]
    changes = {
        "at_least": "at_most",
        "at_most": "at_least",
        "true": "false",
        "set": "reached",
        "reached": "set",
    }
    first = test.split()[0] if test.split()[0] in changes else test.split()[-1]
    if first in changes:
        yield test.replace(first, changes[first])
    if test == "complete":
        yield from ("at_least 1", "at_least 50%", "at_least 100%")


def _of_tracks(table: Any) -> Iterator[Mutant]:
    file = "tracks.toml"
    for key, track in table.get("tracks", {}).items():
        yield Mutant("dropped declaration", file, ("tracks", key), DROP)
        for state in track["states"]:
            yield Mutant("dropped declaration", file, ("tracks", key, "states", state), DROP)
        for number, move in enumerate(track.get("moves", [])):
            yield Mutant("dropped move of an item", file, ("tracks", key, "moves", number), DROP)
            yield _turned("reason", file, ("tracks", key, "moves", number), move, "reason_required")
        for name, count in track.get("counts", {}).items():
            path = ("tracks", key, "counts", name)
            yield Mutant("dropped count", file, path, DROP)
            for only in {"all", "required", "board_approved"} - {count.get("only", "all")}:
                yield Mutant("another choice of items counted", file, (*path, "only"), only)
        if "fixed_in" in track:
            yield Mutant("dropped state of fixed items", file, ("tracks", key, "fixed_in"), DROP)


def _of_workflow(table: Any) -> Iterator[Mutant]:
    file = "workflow.toml"
    for kind in ("roles", "audiences", "scales", "sharing"):
        for key in table[kind]:
            yield Mutant("dropped declaration", file, (kind, key), DROP)
    for number, _ in enumerate(table["abilities"]):
        yield Mutant("dropped declaration", file, ("abilities", number), DROP)
    for key, role in table["roles"].items():
        yield _turned("account", file, ("roles", key), role, "account", default=True)
        yield _turned("automatic role", file, ("roles", key), role, "automatic")
        for scope in ("organisation", "overseer", "panel", "nation"):
            if scope != role["scope"]:
                yield Mutant("another scope", file, ("roles", key, "scope"), scope)
    for key, value in table.get("settings", {}).items():
        for other in _other_tests(str(value)):
            yield Mutant("changed setting", file, ("settings", key), other)


def _of_content(tables: Tables) -> Iterator[Mutant]:
    for key, slot in tables["evidence.toml"].get("slots", {}).items():
        yield Mutant("dropped declaration", "evidence.toml", ("slots", key), DROP)
        yield _turned("slot", "evidence.toml", ("slots", key), slot, "required", default=True)
        yield _turned("slot", "evidence.toml", ("slots", key), slot, "board_approved")
        for number, name in enumerate(slot["serves"]):
            yield Mutant("misspelt item", "evidence.toml", ("slots", key, "serves", number), f"{name}x")
    for key, step in tables["evidence.toml"].get("line_of_sight", {}).get("steps", {}).items():
        for field, what in (("slots", "document"), ("wants", "step")):
            for number, name in enumerate(step.get(field, [])):
                place = ("line_of_sight", "steps", key, field, number)
                yield Mutant(f"misspelt {what}", "evidence.toml", place, _misspelt(name))
    for other in (-1, 1):
        size = tables["panel.toml"]["size"] + other
        yield Mutant("changed setting", "panel.toml", ("size",), size)
    for file, table in tables.items():
        for field in ("min", "max") if file.startswith("elements/") else ():
            for other in (-1, 1) if field in table["element"] else ():
                yield Mutant("changed setting", file, ("element", field), table["element"][field] + other)


def _turned(what: str, file: str, path: Path, table: Any, field: str, *, default: bool = False) -> Mutant:
    now = table.get(field, default)
    return Mutant(f"turned round: {what}", file, (*path, field), not now)


def _exchanged(file: str, path: Path, pair: Any) -> Mutant:
    turned = {"by": pair["countersign"], "countersign": pair["by"]}
    return Mutant("exchanged signatures", file, path, turned)


def one_year(tables: Tables) -> Tables:
    """The same files with the newest edition alone: the others go the same way, and every look costs time."""
    workflow, examples = tables["workflow.toml"], tables["examples.toml"]
    year = max(workflow["editions"])
    kept = {**tables, "workflow.toml": {**workflow, "editions": {year: workflow["editions"][year]}}}
    walks = {key: walk for key, walk in examples["examples"].items() if walk["edition"] == year}
    kept["examples.toml"] = {"examples": walks}
    return {file: table for file, table in kept.items() if table.get("edition", year) == year}


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: told by the check or only by the examples, same as before, or survived."""

    mutant: Mutant
    how: str


def judge(tables: Tables, mutant: Mutant, digests: Sequence[str], offered: Offers) -> Verdict:
    """Load the workflow with the mistake in it, and check it."""
    try:
        workflow = assemble(mutant.made_in(tables))
    except Unsound:
        return Verdict(mutant, "check")
    if [each.digest for each in workflow.editions.values()] == list(digests):
        return Verdict(mutant, "same")
    faults = check(workflow, facts=offered.facts, effects=offered.effects, abilities=offered.abilities)
    if any(fault.file != "examples.toml" for fault in faults):
        return Verdict(mutant, "check")
    return Verdict(mutant, "examples" if faults else "survived")
