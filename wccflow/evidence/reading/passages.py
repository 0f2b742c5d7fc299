"""A passage, its lasting name, and the reading of one document."""

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence-bearing piece of a document: what is shown, cited and searched."""

    id: str
    kind: str
    text: str
    heading: str | None = None
    page: int | None = None
    cell: str | None = None
    level: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says, in order, and what the reader must be told about it."""

    kind: str
    pages: int | None
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...]

    def as_document(self) -> dict[str, Any]:
        """The reading in the shape of `wccflow evidence read`."""
        return {
            "kind": self.kind,
            "pages": self.pages,
            "passages": [asdict(passage) for passage in self.passages],
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Reading":
        """The reading that `as_document` wrote."""
        passages = (Passage(**{**row, "cells": tuple(row["cells"])}) for row in document["passages"])
        return cls(document["kind"], document["pages"], tuple(passages), tuple(document["warnings"]))


def passage_id(text: str, seen: dict[str, int]) -> str:
    """The name of a passage, from its words alone, so that it lasts; counts repeats in `seen`."""
    words = WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    name = "p-" + hashlib.sha256(words.encode()).hexdigest()[:10]
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
