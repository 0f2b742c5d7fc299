"""How Whoosh's files are written and read: as ever, but the lengths of fields once, not at every posting."""

from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader

_Codec: Any = W3Codec
_Reader: Any = W3PerDocReader


class Lengths(_Reader):  # type: ignore[misc]  # Whoosh has no types, so its methods are called as of Any
    """The lengths of a segment's fields."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self.kept: dict[str, list[Any]] = {}

    def doc_field_length(self, number: int, field: str, default: int = 0) -> Any:
        """How many words an entry's field has; a field that keeps no lengths has the default."""
        if field not in self.kept:
            read = super().doc_field_length
            self.kept[field] = [read(each, field, default) for each in range(self.doc_count_all())]
        return self.kept[field][number]


class Codec(_Codec):  # type: ignore[misc]  # see above
    """Whoosh's own codec, which writes and reads the same files; every segment names it in its index."""

    def per_document_reader(self, storage: Any, segment: Any) -> Lengths:
        """The lengths that are written beside the postings."""
        return Lengths(storage, segment)
