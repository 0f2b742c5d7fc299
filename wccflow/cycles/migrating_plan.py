"""What bringing a cycle's running cases to another definition does: who comes, who cannot and why."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wccflow.cycles import course
from wccflow.cycles.models import Case, Cycle, Signature
from wccflow.engine.decisions import Standing, beginning
from wccflow.engine.definition import Definition

Items = dict[tuple[str, str], str]

_NUMBER = re.compile(r" \(\d+\)")  # how many, which differs from case to case


@dataclass(frozen=True, slots=True)
class Coming:
    """One case: where it stands, where it would stand (None when it cannot come), and why it cannot.

    `signatures` are those that would have to be given again, `states` the states that are called otherwise.
    """

    case: Case
    old: Definition
    new: Definition
    before: Standing
    after: Standing | None
    obstacles: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)

    @property
    def state_before(self) -> str:
        """Where it stands, in words."""
        return self.old.states[self.before.state].title

    @property
    def state_after(self) -> str:
        """Where it would stand, in words; nothing when that is not known."""
        return self.new.states[self.after.state].title if self.after else ""

    @property
    def where(self) -> str:
        """Where it stands and where it would, in one phrase."""
        same = self.state_before == self.state_after
        return self.state_before if same else f"{self.state_before} → {self.state_after}"

    @property
    def changes(self) -> tuple[str, ...]:
        """What is otherwise afterwards besides the state, in words."""
        if self.after is None:
            return ()
        before, after = items_of(self.before), items_of(self.after)
        found = [
            _counted(len(after.keys() - before.keys()), "begins", "begin"),
            _counted(len(before.keys() - after.keys()), "goes", "go"),
            _counted(
                sum(before[place] != after[place] for place in before.keys() & after.keys()),
                "stands otherwise",
                "stand otherwise",
            ),
            "signatures for what is changed must be given again" if self.signatures else "",
        ]
        return tuple(words for words in found if words)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole, for a preview and then to be carried out exactly as it was previewed.

    `undoes` names the migration that it takes back, `finished` counts the cases that stay as they are.
    """

    cycle: Cycle
    definition: Definition
    comings: tuple[Coming, ...]
    unfit: tuple[str, ...] = ()
    finished: int = 0
    undoes: str | None = None

    @property
    def stuck(self) -> tuple[Coming, ...]:
        """The cases that cannot come."""
        return tuple(coming for coming in self.comings if coming.obstacles)

    @property
    def reasons(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each reason why cases cannot come, with the organisations that it holds; the commonest first."""
        found: dict[str, list[str]] = {}
        for one in self.stuck:
            for say in one.obstacles:
                found.setdefault(_NUMBER.sub("", say), []).append(one.case.organisation.name)
        by_count = sorted(found.items(), key=lambda each: -len(each[1]))
        return tuple((say, tuple(names)) for say, names in by_count)

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to do."""
        return not self.comings and self.cycle.digest == self.definition.digest

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Everything against it, in sentences; nothing when it can be carried out."""
        if self.is_same:
            return ("Every running case has this definition already.",)
        each = (f"{one.case.organisation.code}: {say}" for one in self.stuck for say in one.obstacles)
        return (*self.unfit, *each)

    @property
    def fingerprint(self) -> str:
        """What names exactly this plan: if anything has happened since, there is another."""
        content: list[Any] = [self.definition.digest, self.cycle.digest, self.undoes]
        for one in self.comings:
            after = course.written(one.new, one.after) if one.after else None
            before = course.written(one.old, one.before)
            content.append([one.case.name, one.case.version, one.new.digest, before, after])
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]

    def as_document(self) -> dict[str, Any]:
        """The plan as `cycle migrate --json` gives it."""
        return {
            "cycle": self.cycle.key,
            "old": self.cycle.digest,
            "new": self.definition.digest,
            "edition": self.definition.edition,
            "obstacles": list(self.obstacles),
            "finished": self.finished,
            "cases": [_document(one) for one in self.comings],
        }


def items_of(standing: Standing) -> Items:
    """Each item of each track with its state."""
    return {
        (track, item): state for track, states in standing.tracks.items() for item, state in states.items()
    }


def moved_items(definition: Definition, standing: Standing) -> Items:
    """The items that stand elsewhere than they begin."""
    first = items_of(beginning(definition))
    return {place: state for place, state in items_of(standing).items() if first[place] != state}


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} item{'' if count == 1 else 's'} {one if count == 1 else several}" if count else ""


def _document(coming: Coming) -> dict[str, Any]:
    return {
        "case": coming.case.name,
        "from": coming.before.state,
        "to": coming.after.state if coming.after else None,
        "obstacles": list(coming.obstacles),
        "changes": list(coming.changes),
    }
