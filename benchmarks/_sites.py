"""Every place in the files of a workflow where a name stands, and what else could stand there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wccflow.engine.loading import Tables

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Site:
    """A name or a list of names in a file, where it stands, what kind of name, and the names of that kind."""

    file: str
    path: Path
    kind: str
    known: tuple[str, ...]
    prefix: str = ""

    def value(self, tables: Tables) -> Any:
        """What stands there."""
        return at(tables[self.file], self.path)


def at(table: Any, path: Path) -> Any:
    """The value at a path, or None where there is none."""
    for key in path:
        if isinstance(table, Mapping) and key not in table:
            return None
        table = table[key]  # type: ignore[index]  # a list by number, a table by name
    return table


def sites(tables: Tables) -> Iterator[Site]:
    """All of them, file by file."""
    names = Names(tables)
    for file, table in tables.items():
        if file.startswith("stages/"):
            yield from _stage(file, table, names)
    yield from _gates(tables["gates.toml"], names)
    yield from _tracks(tables["tracks.toml"], names)
    yield from _people(tables["workflow.toml"], names)
    for slot in tables["evidence.toml"].get("slots", {}):
        yield Site("evidence.toml", ("slots", slot, "owners"), "role", names.roles)


class Names:
    """The names of each kind that the files declare."""

    def __init__(self, tables: Tables) -> None:
        workflow, stages = tables["workflow.toml"], [tables[f] for f in tables if f.startswith("stages/")]
        self.roles = tuple(workflow["roles"])
        self.abilities = tuple(workflow["abilities"])
        self.audiences = tuple(workflow["audiences"])
        self.gates = tuple(tables["gates.toml"]["gates"])
        self.facts = tuple(tables["gates.toml"]["facts"])
        self.states = tuple(key for stage in stages for key in stage["states"])
        self.stages = tuple(stage["stage"]["key"] for stage in stages)
        moves = [move for stage in stages for move in stage.get("moves", [])]
        self.moves = tuple(move["event"] for move in moves)
        self.effects = tuple(sorted({effect for move in moves for effect in move.get("then", [])}))


def _stage(file: str, table: Mapping[str, Any], names: Names) -> Iterator[Site]:
    for number, move in enumerate(table.get("moves", [])):
        kinds = {
            "by": ("role", names.roles),
            "signed_by": ("role", names.roles),
            "when": ("gate", names.gates),
        }
        kinds |= {
            "from": ("state", names.states),
            "in": ("stage", names.stages),
            "to": ("target", names.states),
        }
        kinds |= {"then": ("effect", names.effects)}
        yield from (
            Site(file, ("moves", number, field), *kinds[field])
            for field in kinds
            if field in move and move[field] != ["any"]
        )
    for key, state in table["states"].items():
        if "opens" in state:
            yield Site(file, ("states", key, "opens"), "ability", names.abilities)
    for pair in ("late", "early"):
        yield from _signatures(file, ("stage", pair), table["stage"].get(pair), names)
    for key, milestone in table.get("milestones", {}).items():
        yield from _milestone(file, key, milestone, names)


def _milestone(file: str, key: str, milestone: Mapping[str, Any], names: Names) -> Iterator[Site]:
    yield Site(file, ("milestones", key, "owner"), "role", names.roles)
    known = names.states if milestone["met"].startswith("state ") else names.gates
    kind = milestone["met"].partition(" ")[0]
    yield Site(file, ("milestones", key, "met"), kind, known, f"{kind} ")
    if "escalate" in milestone:
        yield Site(file, ("milestones", key, "escalate", "to"), "role", names.roles)
    if "lapse" in milestone:
        yield Site(file, ("milestones", key, "lapse"), "move", names.moves)


def _gates(table: Mapping[str, Any], names: Names) -> Iterator[Site]:
    for key, gate in table["gates"].items():
        if "who" in gate:
            yield Site("gates.toml", ("gates", key, "who"), "role", names.roles)
        yield from _signatures("gates.toml", ("gates", key, "override"), gate.get("override"), names)


def _tracks(table: Mapping[str, Any], names: Names) -> Iterator[Site]:
    file = "tracks.toml"
    for key, track in table.get("tracks", {}).items():
        states = tuple(track["states"])
        for number in range(len(track.get("moves", []))):
            place = ("tracks", key, "moves", number)
            yield Site(file, (*place, "by"), "role", names.roles)
            yield Site(file, (*place, "while"), "state in `while`", names.states)
            yield Site(file, (*place, "from"), "state of an item", states)
            yield Site(file, (*place, "to"), "target of an item", states)
        for name in track.get("counts", {}):
            yield Site(file, ("tracks", key, "counts", name, "states"), "state of an item", states)
        if "fixed_in" in track:
            yield Site(file, ("tracks", key, "fixed_in"), "state of an item", states)


def _people(table: Mapping[str, Any], names: Names) -> Iterator[Site]:
    file = "workflow.toml"
    for key, role in table["roles"].items():
        if "may" in role:
            yield Site(file, ("roles", key, "may"), "ability", names.abilities)
    for key in table["audiences"]:
        yield Site(file, ("audiences", key, "roles"), "role", names.roles)
    for key in table["sharing"]:
        yield Site(file, ("sharing", key), "audience", names.audiences)


def _signatures(file: str, path: Path, pair: object, names: Names) -> Iterator[Site]:
    if pair is not None:
        yield Site(file, (*path, "by"), "role", names.roles)
        yield Site(file, (*path, "countersign"), "role", names.roles)
