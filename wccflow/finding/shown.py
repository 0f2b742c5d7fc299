"""What a search gives back, as pages, commands and exports show it."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from wccflow.search.rewriting import Part
from wccflow.search.snippets import as_text

Snippet: TypeAlias = list[tuple[str, bool]]
"""Pieces of a text in order, and whether each is lit."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit as it is shown: where it is, which version, and the words around."""

    key: str
    kind: str
    organisation: str | None
    organisation_name: str | None
    cycle: str | None
    document: str | None
    version: str | None
    number: str | None
    passage: str | None
    heading: str | None
    page: int | None
    pieces: Snippet
    address: str
    standing: str = ""  # of an older version: since when it is superseded, and whether the passage stands
    place: int = 0  # among all hits, from 1; 0 where hits are not walked through

    @property
    def thread(self) -> str:
        """The id of the thread that it is; empty for hits of other kinds."""
        return self.address.removeprefix("/threads/") if self.kind == "threads" else ""

    @property
    def words(self) -> str:
        """The words that it shows."""
        return "".join(words for words, _ in self.pieces)

    @property
    def called(self) -> str:
        """What its version is called, if it has one: a number alone is that of a shared version."""
        return f"version {self.number}" if self.number and self.number.isdecimal() else self.number or ""

    def as_document(self) -> dict[str, Any]:
        """The hit with all the agreed keys."""
        return {
            "kind": self.kind,
            "organisation": self.organisation,
            "cycle": self.cycle,
            "document": self.document,
            "version": self.version,
            "passage": self.passage,
            "heading": self.heading,
            "page": self.page,
            "snippet": as_text(self.pieces),
            "address": self.address,
        }


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of hits, with how the query was understood, and counts of what the person may read."""

    query: str
    kind: str
    understood: list[str] = field(default_factory=list)
    total: int = 0
    hits: list[Found] = field(default_factory=list)
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    rebuilding: bool = False
    newest: bool = False
    parts: list[Part] = field(default_factory=list)  # what is understood, each part with the query without it
    nearer: str = ""  # the same query with a word that is there, where one of its words is nowhere

    def as_document(self) -> dict[str, Any]:
        """The findings in the agreed shape."""
        return {
            "query": self.query,
            "understood": self.understood,
            "total": self.total,
            "total_is_exact": not self.rebuilding,
            "hits": [hit.as_document() for hit in self.hits],
            "facets": {name: [list(pair) for pair in pairs] for name, pairs in self.facets.items()},
        }
