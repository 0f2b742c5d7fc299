"""What may be searched for by name, and in which words."""

from collections.abc import Iterable, Mapping

from wccflow.engine.definition import Definition
from wccflow.search.grammar import FieldKind
from wccflow.search.meaning import Meaning, by_kind

KINDS: Mapping[str, str] = {
    "passages": "Passages",
    "documents": "Documents",
    "threads": "Threads",
    "cases": "Cases",
}

INDEX = "wccflow.index"  # the name under which the application keeps the index

# By which field a search is narrowed to a value of each. Passages have the items for which people cite them:
# a slot serves whole elements, so that every passage of a plan would count for most of them.
FACETS: Mapping[str, str] = {
    "organisation": "org",
    "overseer": "overseer",
    "document": "doc",
    "item": "item",
    "label": "label",
    "stage": "stage",
}
_PLACES = ("organisation", "overseer")
CASE = "case"  # counted for what only the database knows of cases, such as their stage; not shown itself
FACETS_OF: Mapping[str, tuple[str, ...]] = {
    "passages": (*_PLACES, "document", CASE),
    "documents": (*_PLACES, "document", CASE),
    "threads": (*_PLACES, "document", "item", "label", CASE),
    "cases": ("overseer", "stage"),
}

PAGE = "page"
PAGES = range(1, 2_001)  # on which comparing knows: no document that people read has more
VERSION, ANY = "number", "any"  # a query that names a version asks for older ones, too

_FIELDS: Mapping[str, FieldKind] = {
    "org": FieldKind("organisation", "organisation"),
    "organisation": FieldKind("organisation", "organisation"),
    "overseer": FieldKind("overseer", "overseer"),
    "cycle": FieldKind("cycle", "cycle"),
    "doc": FieldKind("document", "document"),
    "slot": FieldKind("slot", "slot"),
    "item": FieldKind("item", "item"),
    "kind": FieldKind("label", "kind of thread"),
    "label": FieldKind("label", "kind of thread"),
    PAGE: FieldKind(PAGE, "page", holds="number"),
    "version": FieldKind(VERSION, "version"),
}

# Of which kinds of things the fields that not all of them have can be asked.
_ONLY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("doc", "slot"), ("passages", "documents", "threads")),
    **dict.fromkeys(("item", "kind", "label"), ("threads",)),
    PAGE: ("passages", "threads"),
    "version": ("passages", "documents"),
}


def offered(
    known: Mapping[str, FieldKind], meanings: Mapping[str, Meaning], kind: str
) -> dict[str, FieldKind]:
    """Those of the fields that say something of things of this kind."""
    meant = dict(by_kind(meanings))
    said = {name for name, each in meant.items() if kind in each}
    own = {name for name in _FIELDS if kind in _ONLY.get(name, KINDS)}
    places = {name for name in known if name not in meant and name not in _FIELDS}
    return {name: each for name, each in known.items() if name in said | own | places}


def fields(
    definitions: Iterable[Definition], meanings: Mapping[str, Meaning], kind: str
) -> dict[str, FieldKind]:
    """The fields of the language for things of a kind, those of places also in each workflow's own words."""
    known = dict(_FIELDS)
    for name, each in by_kind(meanings):
        if name not in known or kind in each:
            meant = each.get(kind) or next(iter(each.values()))
            known[name] = FieldKind(name, meant.label, meant.holds, meant.values)
    for definition in definitions:
        for word in ("organisation", "overseer"):
            own = definition.words.get(word, "").lower()
            if own.isalpha():
                known[own] = FieldKind(word, definition.words[word])
    return known


def is_of_entries(name: str) -> bool:
    """Whether the entries of the index themselves carry what the name asks for, of some kind."""
    return name in _FIELDS
