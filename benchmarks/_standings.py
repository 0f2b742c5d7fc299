"""The figures of a race as tables: what was built, how long each class took, and what was asked of us."""

from collections.abc import Sequence

from benchmarks._classes import SCOPES
from benchmarks._corpus import Corpus
from benchmarks._race import NATION, OURS, Raced
from benchmarks._timing import Times, table

RAW = "raw Whoosh"
SERVERS = ("PostgreSQL", "ours on PostgreSQL")  # whose work is done by other processes
LIMITS = {"one organisation": 10, "a reviewer's five": 20, "an SHA's fifteen": 40, NATION: 80}
PHRASES, NATIONAL_PHRASES = "phrase", 150
AHEAD = {"one organisation": 10, "an SHA's fifteen": 2}
MOST_MEGABYTES = 600


def standings(raced: Sequence[Raced], corpus: Corpus) -> str:
    """All tables, one below the other."""
    parts = ["Built, each from the same texts:", _built(raced, corpus)]
    for scope in SCOPES:
        for cpu in (True, False):
            clock = "of the processor" if cpu else "of the clock"
            parts += [
                f"{scope.capitalize()}, ms {clock}, first pass, p50 / p95:",
                _taken(raced, scope, cpu=cpu),
            ]
    ours = [each for each in raced if each.engine == OURS]
    raw = [each for each in raced if each.engine == RAW]
    for each in ours:
        parts += ["What is asked of us:", _asked(each, raw[0] if raw else None)]
    return "\n\n".join(parts)


def _built(raced: Sequence[Raced], corpus: Corpus) -> str:
    head = ("engine", "s", "s of the processors", "passages a second of a processor", "MB", "memory, MB")
    return table(head, [_made(each, corpus) for each in raced])


def _made(each: Raced, corpus: Corpus) -> tuple[str, ...]:
    built, (own, files) = each.built, each.memory
    cpu = built["cpu_seconds"]
    known = each.engine not in SERVERS
    return (
        each.engine,
        f"{built['seconds']:.0f}",
        f"{cpu:.0f}" if known else "–",
        f"{corpus.size / max(cpu, 0.01):.0f}" if known else "–",
        f"{built['bytes'] / 1e6:.0f}",
        f"{own / 1e6:.0f} + {files / 1e6:.0f}" if known else "–",
    )


def _taken(raced: Sequence[Raced], scope: str, *, cpu: bool) -> str:
    kinds = list(dict.fromkeys(kind for _, kind in raced[0].taken))
    rows = [
        (each.engine, *(_cell(each, scope, kind, cpu=cpu) for kind in kinds))
        for each in raced
        if not (cpu and each.engine in SERVERS)
    ]
    return table(("engine", *kinds), rows)


def _cell(each: Raced, scope: str, kind: str, *, cpu: bool) -> str:
    taken = each.taken[scope, kind]
    return str(Times(taken.first_cpu if cpu else taken.first))


def _asked(ours: Raced, raw: Raced | None) -> str:
    rows = [row for scope in SCOPES for row in _limits(ours, scope)]
    rows += [row for scope in AHEAD if raw for row in _ahead(ours, raw, scope)]
    rows += [
        (f"four readers at once, {scope}", f"p95 ≤ {2 * LIMITS[scope]} ms", f"{Times(times).p95:.1f} ms", "–")
        for scope, times in ours.crowd.items()
    ]
    own, files = ours.memory
    held = f"{own / 1e6:.0f} + {files / 1e6:.0f} MB"
    rows.append(("memory, own and of files", f"< {MOST_MEGABYTES} MB", held, "–"))
    return table(("", "asked", "of the clock", "of the processor"), rows)


def _limits(ours: Raced, scope: str) -> list[tuple[str, ...]]:
    kinds = [kind for within, kind in ours.taken if within == scope]
    words = [kind for kind in kinds if kind != PHRASES]
    phrases = NATIONAL_PHRASES if scope == NATION else LIMITS[scope]
    return [
        (f"{scope}, slowest class of words", *_slowest(ours, scope, words, LIMITS[scope])),
        (f"{scope}, phrases", *_slowest(ours, scope, [PHRASES], phrases)),
    ]


def _slowest(ours: Raced, scope: str, kinds: Sequence[str], limit: int) -> tuple[str, str, str]:
    wall, cpu = (max(ours.p95(scope, kind, cpu=which) for kind in kinds) for which in (False, True))
    return f"p95 ≤ {limit} ms", f"{wall:.1f} ms", f"{cpu:.1f} ms"


def _ahead(ours: Raced, raw: Raced, scope: str) -> list[tuple[str, ...]]:
    """How many times faster than Whoosh as it comes: over everything, and with the audience in the query."""
    kinds = [kind for within, kind in ours.taken if within == scope]
    return [
        (
            f"{scope}, ahead of raw Whoosh {said}, class by class",
            f"≥ {AHEAD[scope]} times" if asked == NATION else "–",
            *(_times(ours, raw, (scope, asked), kinds, cpu=cpu) for cpu in (False, True)),
        )
        for asked, said in ((NATION, "unscoped"), (scope, "scoped"))
    ]


def _times(ours: Raced, raw: Raced, scopes: tuple[str, str], kinds: Sequence[str], *, cpu: bool) -> str:
    own, other = scopes
    times = [raw.p95(other, kind, cpu=cpu) / ours.p95(own, kind, cpu=cpu) for kind in kinds]
    return f"{min(times):.1f} to {max(times):.0f}"
