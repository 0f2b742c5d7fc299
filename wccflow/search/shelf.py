"""The Whoosh index of one audience on disk: making it, changing it, keeping its segments few."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.reading import SegmentReader
from whoosh.writing import CLEAR

from wccflow.search.codec import Codec
from wccflow.search.port import KEY, Entry
from wccflow.search.storage import Files
from wccflow.search.words import same_value, stem, values, words

WRITER_MEGABYTES = 32
MOST_APART = 5
_AUDIENCE = re.compile(r"[0-9a-f]{32}")
_TOC = re.compile(r"_MAIN_([0-9]+)\.toc")


def schema() -> fields.Schema:
    """What Whoosh keeps of an entry; it is given words already cut, so that it need know no language."""
    stems = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
    exact = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
    return fields.Schema(
        group=fields.ID(),
        kind=fields.ID(),
        values=fields.KEYWORD(),
        stems=stems,
        words=exact,
        heading_stems=stems,
        heading_words=exact,
        stored=fields.STORED(),
    )


def document(entry: Entry) -> dict[str, Any]:
    """The entry as Whoosh takes it."""
    text, heading = words(entry.text), words(entry.heading or "")
    return {
        "group": entry.group,
        "kind": entry.kind,
        "values": " ".join(_value_terms(entry)),
        "stems": " ".join(map(stem, text)),
        "words": " ".join(text),
        "heading_stems": " ".join(map(stem, heading)),
        "heading_words": " ".join(heading),
        "stored": (entry.key, entry.group, dict(entry.fields), entry.digest),
    }


def _value_terms(entry: Entry) -> Iterator[str]:
    """The terms of the fields, and of the key, by which a name in a query may mean single entries."""
    yield value_term(KEY, entry.key)
    for name, stored in entry.fields.items():
        yield from (value_term(name, value) for value in values(stored))


def value_term(name: str, value: str) -> str:
    """The one term that stands for a field having a value."""
    return f"{name}={same_value(value)}"


def replace_groups(folder: Path, groups: Mapping[str, Iterable[dict[str, Any]]]) -> int:
    """Replace whole groups in one commit, an empty one by nothing; gives the new generation."""
    with _writing(folder, merge) as writer:
        with writer.searcher() as searcher:
            for group in groups:
                writer.delete_by_term("group", group, searcher=searcher)
        for documents in groups.values():
            _add(writer, documents)
    return int(writer.generation)


def replace_all(folder: Path, documents: Iterable[dict[str, Any]]) -> int:
    """Replace all that the folder holds in one commit; gives the new generation."""
    with _writing(folder, CLEAR) as writer:
        _add(writer, documents)
    return int(writer.generation)


def generation(folder: Path) -> int:
    """The latest generation that the folder holds; -1 for none."""
    named = (_TOC.fullmatch(path.name) for path in folder.iterdir()) if folder.is_dir() else ()
    return max((int(each[1]) for each in named if each), default=-1)


def there(folder: Path) -> set[UUID]:
    """The audiences that have a folder in this one, known to the ledger or not."""
    return {UUID(each.name) for each in folder.iterdir() if each.is_dir() and _AUDIENCE.fullmatch(each.name)}


def drop(folder: Path) -> None:
    """Delete the folder with all in it, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)


def merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge rule, ours: a few segments stay apart; beyond that the smaller are joined.

    A segment larger than all that is smaller stays, so an entry is rewritten seldom and segments stay
    few; Whoosh's own rule left 13 segments after 12 commits of 250 passages. One of which more than half
    is deleted is always written anew.
    """
    living = sorted((each for each in segments if each.doc_count()), key=lambda each: int(each.doc_count()))
    crowded = len(living) >= MOST_APART
    kept, gathered = [], int(writer.doc_count())
    for segment in living:
        small = crowded and segment.doc_count() <= gathered
        gathered += segment.doc_count()
        if small or segment.deleted_count() > segment.doc_count():
            _take_in(writer, segment)
        else:
            kept.append(segment)
    return kept


@contextmanager
def _writing(folder: Path, mergetype: Callable[[Any, list[Any]], list[Any]]) -> Iterator[Any]:
    """A writer that commits at the end, or is cancelled and leaves nothing open or locked."""
    files = Files(folder)
    try:
        writer = _index(files).writer(limitmb=WRITER_MEGABYTES, codec=Codec(compression=0))
        try:
            yield writer
            writer.commit(mergetype=mergetype)
        except BaseException:
            _cancel(writer)
            raise
    finally:
        files.let_go()


def _index(files: Files) -> Any:
    folder = Path(files.folder)
    if folder.exists():
        return files.open_index()
    folder.mkdir(parents=True, mode=0o700)
    return files.create_index(schema())


def _add(writer: Any, documents: Iterable[dict[str, Any]]) -> None:
    for each in documents:
        writer.add_document(**each)


def _take_in(writer: Any, segment: Any) -> None:
    reader = SegmentReader(writer.storage, writer.schema, segment)
    try:
        writer.add_reader(reader)
    finally:
        reader.close()


def _cancel(writer: Any) -> None:
    """Let go of Whoosh's lock whatever state the writer is in: after a full disk it would be kept."""
    if writer.is_closed:
        return
    try:
        writer.cancel()
    finally:
        if writer.writelock and not writer.is_closed:
            writer.writelock.release()
