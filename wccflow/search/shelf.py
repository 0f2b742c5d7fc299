"""The Whoosh index of one audience on disk: making it, changing it, keeping its segments few."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from whoosh import fields
from whoosh.writing import CLEAR

from wccflow.search.codec import SUFFIX, Writer
from wccflow.search.flat import Array
from wccflow.search.layout import GROUP, term_of
from wccflow.search.port import Entry
from wccflow.search.segment import Segment
from wccflow.search.storage import Files

MOST_APART = 3
_AUDIENCE = re.compile(r"[0-9a-f]{32}")
_TOC = re.compile(r"_MAIN_([0-9]+)\.toc")


def schema() -> fields.Schema:
    """What Whoosh is told of an entry: it is kept whole, and cut into words by us."""
    return fields.Schema(entry=fields.STORED())


def replace_groups(folder: Path, groups: Mapping[str, Iterable[Entry]]) -> int:
    """Replace whole groups in one commit, an empty one by nothing; gives the generation then.

    A group that is there just so already is left as it is; where all are, nothing is committed.
    """
    with _writing(folder, merge) as writer:
        there = [(opened(folder, each), living(each)) for each in writer.segments]
        given = {group: tuple(entries) for group, entries in groups.items()}
        fresh = {group: entries for group, entries in given.items() if not _is_there(there, group, entries)}
        for number, (segment, _) in enumerate(there):
            _strike(writer, number, segment, fresh)
        for entries in fresh.values():
            _add(writer, entries)
        writer.idle = not fresh
    return generation(folder) if writer.idle else int(writer.generation)


def replace_all(folder: Path, entries: Iterable[Entry]) -> int:
    """Replace all that the folder holds in one commit; gives the new generation."""
    with _writing(folder, CLEAR) as writer:
        _add(writer, entries)
    return int(writer.generation)


def opened(folder: Path, segment: Any) -> Segment:
    """The arrays of one of the index's segments."""
    return Segment(folder / segment.make_filename(SUFFIX))


def living(segment: Any) -> Array | None:
    """Which entries of a segment are alive; None for all."""
    if not segment.deleted_count():
        return None
    alive = np.ones(segment.doc_count_all(), dtype=bool)
    alive[list(segment.deleted_docs())] = False
    return alive


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
        writer = Writer(_index(files))
        try:
            yield writer
            if not writer.idle:
                writer.commit(mergetype=mergetype)
        finally:
            _cancel(writer)
    finally:
        files.let_go()


def _index(files: Files) -> Any:
    folder = Path(files.folder)
    if folder.exists():
        return files.open_index()
    folder.mkdir(parents=True, mode=0o700)
    return files.create_index(schema())


def _is_there(there: Sequence[tuple[Segment, Array | None]], group: str, entries: Sequence[Entry]) -> bool:
    """Whether the living entries of a group are exactly these."""
    held = dict[str, str]()
    for segment, alive in there:
        found = segment.find(term_of(GROUP, group))
        numbers = segment.numbers(segment.posting(found)).tolist() if found >= 0 else ()
        kept = (segment.stored(each) for each in numbers if alive is None or alive[each])
        held.update((each.key, each.digest) for each in kept)
    return held == {each.key: each.digest for each in entries}


def _strike(writer: Any, number: int, segment: Segment, groups: Iterable[str]) -> None:
    """Mark the entries of these groups as dead in one of the index's segments."""
    for group in groups:
        found = segment.find(term_of(GROUP, group))
        if found >= 0:
            for each in segment.numbers(segment.posting(found)).tolist():
                writer.segments[number].delete_document(each)


def _add(writer: Any, entries: Iterable[Entry]) -> None:
    for each in entries:
        writer.put(each)


def _take_in(writer: Any, segment: Any) -> None:
    alive = living(segment)
    everything = np.ones(segment.doc_count_all(), dtype=bool)
    writer.take_in(opened(Path(writer.storage.folder), segment), everything if alive is None else alive)


def _cancel(writer: Any) -> None:
    """Let go of Whoosh's lock whatever state the writer is in: after a full disk it would be kept."""
    if writer.is_closed:
        return
    try:
        writer.cancel()
    finally:
        if writer.writelock and not writer.is_closed:
            writer.writelock.release()
