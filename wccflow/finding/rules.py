"""What may be searched for by name, and in which words."""

from collections.abc import Iterable, Mapping

from wccflow.engine.definition import Definition
from wccflow.search.grammar import FieldKind

KINDS: Mapping[str, str] = {
    "passages": "Passages",
    "documents": "Documents",
    "threads": "Threads",
    "cases": "Cases",
}

INDEX = "wccflow.index"  # the name under which the application keeps the index

FACETS: Mapping[str, str] = {"organisation": "org", "overseer": "overseer", "document": "doc"}

VERSION, ANY = "number", "any"  # a query that names a version asks for older ones, too

_FIELDS: Mapping[str, FieldKind] = {
    "org": FieldKind("organisation", "organisation"),
    "organisation": FieldKind("organisation", "organisation"),
    "overseer": FieldKind("overseer", "overseer"),
    "cycle": FieldKind("cycle", "cycle"),
    "doc": FieldKind("document", "document"),
    "slot": FieldKind("slot", "slot"),
    "item": FieldKind("item", "item"),
    "kind": FieldKind("thread_kind", "kind of thread"),
    "page": FieldKind("page", "page"),
    "version": FieldKind(VERSION, "version"),
    "stage": FieldKind("stage", "stage"),
    "state": FieldKind("state", "state"),
}


def fields(definitions: Iterable[Definition]) -> dict[str, FieldKind]:
    """The fields of the language, the organisation's and overseer's also in each workflow's own words."""
    known = dict(_FIELDS)
    for definition in definitions:
        for word in ("organisation", "overseer"):
            own = definition.words.get(word, "").lower()
            if own.isalpha():
                known[own] = FieldKind(word, definition.words[word])
    return known
