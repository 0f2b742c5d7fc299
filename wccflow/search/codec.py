"""How Whoosh's segments are written: by its writer, with its deletions, each as one file of arrays."""

from pathlib import Path
from typing import Any

from whoosh.codec.base import Codec as AnyCodec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.writing import SegmentWriter

from wccflow.search.draft import Draft
from wccflow.search.flat import Array
from wccflow.search.port import Entry
from wccflow.search.segment import Segment

SUFFIX = ".seg"

_Codec: Any = AnyCodec
_Segment: Any = W3Segment
_Writer: Any = SegmentWriter


class Codec(_Codec):  # type: ignore[misc]  # Whoosh has no types, so its methods are called as of Any
    """Keeps the postings of a segment as arrays; every segment names it in its index."""

    length_stats = False

    def new_segment(self, storage: Any, name: str) -> Any:
        """A segment that is a single file from the beginning."""
        return _Segment(self, name)

    def per_document_writer(self, storage: Any, segment: Any) -> "Pages":
        """What gathers the entries."""
        return Pages(Path(storage.folder) / segment.make_filename(SUFFIX))

    def field_writer(self, storage: Any, segment: Any) -> "Pages":
        """Nothing: what gathers the entries knows their words."""
        return Pages(None)


class Pages:
    """A draft of a segment, and where it will be written; of two writers that Whoosh wants it is both."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.draft = Draft()
        self.is_closed = path is None

    def write(self) -> None:
        """Write the segment."""
        if self.path is not None:
            self.draft.write(self.path)
        self.is_closed = True

    def close(self) -> None:
        """Give it up; what was written stays."""
        self.is_closed = True


class Writer(_Writer):  # type: ignore[misc]  # see above
    """Whoosh's writer, which is given whole entries."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=Codec(), compound=False)
        self.idle = False  # whether there is nothing to commit

    def put(self, entry: Entry) -> None:
        """Add an entry."""
        self.perdocwriter.draft.add(entry)
        self._grown(1)

    def take_in(self, segment: Segment, living: Array) -> None:
        """Add the living entries of an older segment."""
        self.perdocwriter.draft.take_in(segment, living)
        self._grown(int(living.sum()))

    def _grown(self, count: int) -> None:
        self.docnum += count
        if count:
            self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.write()
