"""Where the links of a page of hits lead: the other kinds and orders, and the search narrowed or widened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from wccflow.finding.checking import organisations_called
from wccflow.finding.rules import FACETS, KINDS
from wccflow.finding.shown import Findings
from wccflow.search.grammar import FieldKind
from wccflow.search.rewriting import Part, with_value
from wccflow.search.tree import And, Field

NEWEST = "newest"
CODED = ("organisation", "overseer")  # facets whose values are codes of organisations


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search: values with address and count, and chosen ones with what takes them off."""

    name: str
    values: list[tuple[str, str, int]]
    chosen: list[tuple[str, str]]


def address(query: str, kind: str, order: str = "") -> str:
    """The page of hits of a query."""
    return f"/search?{urlencode({'q': query, 'kind': kind, **({'order': order} if order else {})})}"


def carried(query: str, kind: str, *, newest: bool) -> dict[str, str]:
    """What the address of a hit says of its search, so that the reader leads to the next one."""
    said = {"q": query, "kind": "" if kind == "passages" else kind, "order": NEWEST if newest else ""}
    return {name: text for name, text in said.items() if text}


def kinds(query: str, kind: str, counts: Mapping[str, int]) -> list[tuple[str, str, int | None, bool]]:
    """A tab for each kind, with how many of it are found where that is known."""
    tabs = [(each, words, address(query, each)) for each, words in KINDS.items()]
    tabs.append(("people", "Who", f"/search/people?{urlencode({'q': query})}"))
    return [(words, where, counts.get(each), each == kind) for each, words, where in tabs]


def orders(found: Findings) -> list[tuple[str, str, None, bool]]:
    """The two orders, each with its address and whether it is the one that is shown."""
    known = (("", "Best first"), (NEWEST, "Newest first"))
    return [
        (words, address(found.query, found.kind, order), None, found.newest == bool(order))
        for order, words in known
    ]


def chips(found: Findings) -> list[tuple[str, str]]:
    """What was understood, part by part, with the address of the search without it where there is one."""
    return [
        (part.words, "" if part.without is None else address(part.without, found.kind, _order(found)))
        for part in found.parts
    ]


def facets(found: Findings, fields: Mapping[str, FieldKind], items: Mapping[str, str]) -> list[Facet]:
    """The ways in which the search can be narrowed, or is; `items` are called by these words."""
    chosen = {name: _chosen(found.parts, fields[field].field) for name, field in FACETS.items()}
    codes = {value for name in CODED for value, _ in found.facets.get(name, [])}
    codes |= {value.upper() for name in CODED for value, _ in chosen[name]}
    places = organisations_called(codes) if codes else {}
    called = {**dict.fromkeys(CODED, places), "item": items}
    made = (
        _facet(found, name, chosen[name], called.get(name, {})) for name in FACETS if name in found.facets
    )
    return [each for each in made if each.values or each.chosen]


def _facet(found: Findings, name: str, chosen: Iterable[tuple[str, str]], called: Mapping[str, str]) -> Facet:
    taken = [(called.get(value, called.get(value.upper(), value)), without) for value, without in chosen]
    counted = found.facets[name]
    offered = counted if len(counted) > 1 and not taken else []
    values = [
        (called.get(value, value), _with(found, FACETS[name], value), count) for value, count in offered
    ]
    back = [(words, address(without, found.kind, _order(found))) for words, without in taken]
    return Facet(name, values, back)


def _chosen(parts: Iterable[Part], field: str) -> list[tuple[str, str]]:
    """The values of a field that all hits must have, each with the query without it."""
    return [
        (part.tree.value, part.without)
        for part in parts
        if isinstance(part.tree, Field) and part.tree.field == field and part.without
    ]


def _with(found: Findings, field: str, value: str) -> str:
    trees = tuple(part.tree for part in found.parts)
    tree = trees[0] if len(trees) == 1 else And(trees)
    return address(with_value(found.query, tree, field, value), found.kind, _order(found))


def _order(found: Findings) -> str:
    return NEWEST if found.newest else ""
