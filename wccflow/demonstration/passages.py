"""Finds, in the documents that an organisation filed, the passages that speak of an item."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.engine.content import Item
from wccflow.engine.definition import Definition
from wccflow.evidence.models import Document, PassageRow, Version
from wccflow.search.words import spoken, stem

MOST = 2
SHORTEST = 80  # characters: shorter paragraphs bear nothing out


@dataclass(frozen=True)
class Shelved:
    """One passage."""

    slot: str
    version_id: UUID
    key: str
    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stem(each.word) for each in spoken(self.text))


@dataclass(frozen=True)
class Library:
    """The paragraphs of a case's documents."""

    passages: tuple[Shelved, ...]

    @classmethod
    def of(cls, case_id: UUID) -> "Library":
        """The paragraphs of everything that was filed in a case, the newest version of each document."""
        query = (
            select(Document.slot, PassageRow.version_id, PassageRow.key, PassageRow.text)
            .join(Version, Version.document_id == Document.id)
            .join(PassageRow, PassageRow.version_id == Version.id)
            .where(Document.case_id == case_id, PassageRow.kind.in_(("paragraph", "list")))
            .order_by(Document.slot, Version.draft, PassageRow.ordinal)
        )
        return cls(
            tuple(
                Shelved(slot, version_id, key, " ".join(text.split()))
                for slot, version_id, key, text in session().execute(query)
            )
        )

    def best(self, item: Item, definition: Definition) -> list[tuple[UUID, str]]:
        """The passages that name most of the item's terms, those of its own slots first."""
        terms = frozenset(stem(word.word) for term in item.terms for word in spoken(term))
        serving = {slot.key for slot in definition.slots.values() if item.key in slot.serves}
        scored = sorted(
            (each for each in self.passages if len(each.text) >= SHORTEST),
            key=lambda each: (-len(terms & each.stems) - (each.slot in serving), each.key),
        )
        return [(each.version_id, each.key) for each in scored[:MOST]]

    def find(self, slot: str, text: str) -> tuple[UUID, str] | None:
        """The passage of a slot's document with exactly this text, or None."""
        wanted = " ".join(text.split())
        return next(
            (
                (each.version_id, each.key)
                for each in self.passages
                if (each.slot, each.text) == (slot, wanted)
            ),
            None,
        )
