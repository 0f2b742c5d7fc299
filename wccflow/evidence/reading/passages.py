"""A passage, its lasting name, and the reading of one document."""

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence-bearing piece of a document: what is shown, cited and searched.

    `level` is that of a heading or list item; 1 for the row of a table that names its columns. `cells` are a
    row's texts in the columns of its table: a cell that spans several is followed by empty ones.
    """

    id: str
    kind: str
    text: str
    heading: str | None = None
    page: int | None = None
    cell: str | None = None
    level: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote in the margin of a file, read apart from its text."""

    text: str
    author: str = ""
    at: str = ""  # as the file says it, in ISO form
    passage: str = ""  # empty where it hangs on none


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a file holds a picture: its name inside the file, the passage before it, and its words."""

    name: str
    after: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says, in order, and what the reader must be told about it."""

    kind: str
    pages: int | None
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """The reading in the shape of `wccflow evidence read`."""
        return {
            "kind": self.kind,
            "pages": self.pages,
            "passages": [asdict(passage) for passage in self.passages],
            "warnings": list(self.warnings),
            "remarks": [asdict(remark) for remark in self.remarks],
            "pictures": [asdict(picture) for picture in self.pictures],
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Reading":
        """The reading that `as_document` wrote."""
        passages = (Passage(**{**row, "cells": tuple(row["cells"])}) for row in document["passages"])
        return cls(
            document["kind"],
            document["pages"],
            tuple(passages),
            tuple(document["warnings"]),
            tuple(Remark(**row) for row in document["remarks"]),
            tuple(Picture(**row) for row in document["pictures"]),
        )


def passage_id(text: str, seen: dict[str, int]) -> str:
    """The name of a passage, from its words alone, so that it lasts; counts repeats in `seen`."""
    words = WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    name = "p-" + hashlib.sha256(words.encode()).hexdigest()[:10]
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
