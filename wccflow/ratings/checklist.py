"""The clauses of an item beside its scale: which are ticked, what they bear out, what is needed next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from wccflow.engine.clauses import Clause, borne_out, clauses_of, in_order, next_above, wanting
from wccflow.engine.content import Item
from wccflow.engine.vocabulary import Level, Scale

NOTHING_TICKED = "Tick what is so: the level that follows from it is then offered."
HIGHEST = "There is no level above it."


@dataclass(frozen=True, slots=True)
class Tick:
    """One clause: whether it is met, and how many of the passages cited are said to show it."""

    key: str
    words: str
    is_met: bool
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Rung:
    """A level with its clauses."""

    level: Level
    ticks: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The levels that have clauses, the lowest first, and what follows from what is ticked, in sentences."""

    rungs: Sequence[Rung]
    verdict: str
    needs: str
    offered: Level | None  # what the clauses bear out, where it is not chosen already
    unverified: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """How many clauses are ticked, in words."""
        return f"Clauses: {len(self.met)} of {len(self.words)} ticked"

    @property
    def met(self) -> list[str]:
        """The words of the clauses that are met."""
        return [tick.words for rung in self.rungs for tick in rung.ticks if tick.is_met]


def checklist_of(
    scale: Scale,
    item: Item,
    value: str,
    met: Collection[str],
    shown_by: Mapping[str, int] | None = None,
) -> Checklist | None:
    """The checklist of an item that is, or is to be, at this value; None where nothing is asked of it.

    `shown_by` are the passages cited by the key of the clause to which they are attached.
    """
    clauses = clauses_of(scale, item)
    if not clauses:
        return None
    found = borne_out(scale, clauses, met)
    rungs = [_rung(level, clauses, met, shown_by or {}) for level in scale.values]
    chosen = next((each for each in scale.values if each.key == value), None)
    return Checklist(
        rungs=[each for each in sorted(rungs, key=lambda rung: rung.level.rank) if each.ticks],
        verdict=_verdict(scale, clauses, chosen, found, met),
        needs=needs(scale, clauses, (chosen or found), met),
        offered=found if met and found != chosen else None,
        unverified=any(each.level.unverified and each.ticks for each in rungs) and not item.clauses,
        words={each.key: each.words for each in clauses},
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who ticks which clauses: the names, and by level each clause with whether each of them ticks it."""

    names: Sequence[str]
    rungs: Sequence[tuple[Level, Sequence[tuple[str, Sequence[bool]]]]]


def compared(scale: Scale, item: Item, said: Sequence[tuple[str, Collection[str]]]) -> Comparison | None:
    """The clauses of an item beside those who tick any, each with the keys ticked; None where nobody does."""
    clauses = clauses_of(scale, item)
    known = {each.key for each in clauses}
    voices = [(name, met) for name, met in said if known & set(met)]
    if not voices:
        return None
    rungs = [
        (level, [(c.words, [c.key in met for _, met in voices]) for c in clauses if c.level == level.key])
        for level in in_order(scale)
    ]
    return Comparison([name for name, _ in voices], [(level, rows) for level, rows in rungs if rows])


def needs(scale: Scale, clauses: Sequence[Clause], now: Level | None, met: Collection[str]) -> str:
    """What the level above this one would need, in a sentence; nothing where no more is asked for it."""
    above = next_above(scale, now.key if now else "")
    if above is None:
        return HIGHEST if now and now.rank == max(level.rank for level in scale.values) else ""
    lacking = wanting(clauses, above.key, met)
    return (
        f"{above.title} would need: {in_a_row([quoted(each.words) for each in lacking])}." if lacking else ""
    )


def quoted(words: str) -> str:
    """A clause inside a sentence."""
    return f"“{words.strip().rstrip('.')}”"


def in_a_row(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _rung(level: Level, clauses: Sequence[Clause], met: Collection[str], shown_by: Mapping[str, int]) -> Rung:
    ticks = [
        Tick(each.key, each.words, each.key in met, shown_by.get(each.key, 0))
        for each in clauses
        if each.level == level.key
    ]
    return Rung(level, ticks)


def _verdict(
    scale: Scale, clauses: Sequence[Clause], chosen: Level | None, found: Level | None, met: Collection[str]
) -> str:
    known = {each.key for each in clauses} & set(met)
    if not known:
        return NOTHING_TICKED if chosen is None else f"{chosen.title} is chosen, and no clause is ticked."
    if found is None:
        lowest = min(scale.values, key=lambda level: level.rank)
        return f"What is ticked does not bear out even {lowest.title}."
    if chosen is None:
        return f"What is ticked bears out {found.title}."
    if chosen == found:
        return f"What is ticked bears out {found.title}, which is chosen."
    if chosen.rank > found.rank:
        return f"{chosen.title} is chosen, and what is ticked bears out {found.title} only."
    return f"What is ticked bears out {found.title}, and {chosen.title} is chosen."
