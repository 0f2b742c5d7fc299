"""Counts of hits by what only the database knows of them, such as the items for which passages are cited."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from wccflow.finding.resolving import asked_beside
from wccflow.finding.rules import FACETS
from wccflow.search.meaning import Meaning
from wccflow.search.port import Kind, Scope, SearchIndex
from wccflow.search.tree import Among, And, Tree

Counts = dict[str, list[tuple[str, int]]]

MOST_COUNTED = 3_000  # entries; where more are meant by any value the search is to be narrowed first


def counted(
    tree: Tree,
    asked: Tree,
    meanings: Mapping[str, Meaning],
    *,
    kind: str,
    scope: Scope,
    index: SearchIndex,
    reach: Any,
    known: Mapping[str, Sequence[tuple[str, int]]],
) -> Counts:
    """The hits by each such name, by value, as many as narrowing to the value would leave; one search each.

    `asked` is what the index was asked for the tree. A name that is chosen already is not counted; one whose
    values are those of a field that is counted already, in `known`, costs no search.
    """
    found: Counts = {}
    for name in FACETS:
        meaning = meanings.get(f"{kind} {name}")
        if meaning is None or meaning.each is None:
            continue
        beside, chosen = asked_beside(tree, name, meaning, meanings, kind)
        by_value = {} if chosen else meaning.each(beside, reach)
        if meaning.field in known:
            found[name] = _added(dict(known[meaning.field]), by_value)
        else:
            found[name] = _counts(asked, meaning.field, by_value, kind, scope, index)
    return found


def _added(known: Mapping[str, int], by_value: Mapping[str, Iterable[str]]) -> list[tuple[str, int]]:
    """By value how many hits have one of what it means."""
    counts = [(value, sum(known.get(each, 0) for each in set(meant))) for value, meant in by_value.items()]
    return sorted((each for each in counts if each[1]), key=lambda pair: (-pair[1], pair[0]))


def _counts(
    asked: Tree,
    field: str,
    by_value: Mapping[str, Iterable[str]],
    kind: str,
    scope: Scope,
    index: SearchIndex,
) -> list[tuple[str, int]]:
    meant = {value: frozenset(entries) for value, entries in by_value.items()}
    every = frozenset[str]().union(*meant.values())
    if not 0 < len(every) <= MOST_COUNTED:
        return []
    tree = And((asked, Among(field, every, "")))
    page = index.search(tree, scope, kind=cast(Kind, kind), limit=len(every))
    there = {hit.key for hit in page.hits}
    counts = [(value, len(entries & there)) for value, entries in meant.items()]
    return sorted((each for each in counts if each[1]), key=lambda pair: (-pair[1], pair[0]))
