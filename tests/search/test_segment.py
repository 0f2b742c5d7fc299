"""A segment gives back what was put into it, however many terms it has, and older segments join it whole."""

from pathlib import Path

import numpy as np
import pytest

from tests.search.factories import entry
from wccflow.search.draft import Draft
from wccflow.search.flat import Damaged, Flat, write
from wccflow.search.layout import STEMS, VALUES, WORDS, term_of
from wccflow.search.port import Entry
from wccflow.search.segment import TERMS_AT_ONCE, Segment

ENTRIES = [
    entry(f"e-{at:03}", f"plan word{at % 7} and w{at:05}", heading=f"Part {at % 3}", slot=f"Slot {at % 2}")
    for at in range(100)
]


def written(path: Path, entries: list[Entry], *taken: Segment) -> Segment:
    """A segment of these entries and of the older ones that it takes in, every second entry of each."""
    draft = Draft()
    for each in entries:
        draft.add(each)
    for segment in taken:
        draft.take_in(segment, np.arange(segment.size) % 2 == 0)
    draft.write(path)
    return Segment(path)


def test_every_term_is_found_and_no_other(tmp_path: Path) -> None:
    segment = written(tmp_path / "a.seg", ENTRIES)
    first, last = segment.span(bytes((WORDS,)))
    terms = segment.terms(first, last)

    assert len(terms) > 5 * TERMS_AT_ONCE
    assert [segment.find(bytes((WORDS,)) + term) for term in terms] == list(range(first, last))
    assert [segment.find(term_of(WORDS, each)) for each in ("", "pla", "plans", "zzz", "w00010x")] == [-1] * 5


def test_words_that_begin_so_stand_together(tmp_path: Path) -> None:
    segment = written(tmp_path / "a.seg", ENTRIES)

    spans = [segment.span(term_of(WORDS, each)) for each in ("w0001", "word", "x")]

    assert [[term.decode() for term in segment.terms(*span)] for span in spans] == [
        [f"w0001{at}" for at in range(10)],
        [f"word{at}" for at in range(7)],
        [],
    ]


def test_entries_stand_behind_their_terms_with_places_and_fields(tmp_path: Path) -> None:
    segment = written(tmp_path / "a.seg", ENTRIES)
    number = segment.find(term_of(WORDS, "word3"))

    there = segment.posting(number)
    numbers, places = segment.places(number, np.arange(segment.size) < 20)

    assert segment.numbers(there).tolist() == list(range(3, 100, 7))
    assert (numbers.tolist(), places.tolist()) == ([3, 10, 17], [1, 1, 1])
    assert segment.stored(42).fields == {"slot": "Slot 0"}
    assert (segment.key(42), segment.stored(42).digest) == ("e-042", ENTRIES[42].digest)
    assert segment.facet("slot").values == ["Slot 0", "Slot 1"]


def test_what_is_taken_in_reads_as_if_it_had_been_put(tmp_path: Path) -> None:
    older = written(tmp_path / "a.seg", ENTRIES[40:])
    joined = written(tmp_path / "b.seg", ENTRIES[:40], older)
    anew = written(tmp_path / "c.seg", [*ENTRIES[:40], *ENTRIES[40::2]])

    for name in (
        "length",
        "heading_length",
        "number",
        "times",
        "place",
        "posting_at",
        "rank",
        "term",
        "label",
    ):
        assert joined.flat.raw(name) == anew.flat.raw(name), name
    assert [joined.stored(at) for at in range(70)] == [anew.stored(at) for at in range(70)]
    assert joined.span(bytes((STEMS,))) == anew.span(bytes((STEMS,)))
    assert list(joined.labels()) == list(anew.labels())
    assert joined.find(term_of(VALUES, "key=e-041")) == -1


def test_a_file_that_ends_early_or_is_another_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.flat"
    write(path, {"numbers": np.arange(5_000), "none": np.empty(0, dtype=np.int64)})
    whole = Flat(path)
    assert (whole.cut("numbers", 4_998).tolist(), whole.cut("none").tolist()) == ([4_998, 4_999], [])

    path.write_bytes(path.read_bytes()[:1_000])
    with pytest.raises(Damaged, match="ends early"):
        whole.cut("numbers", 4_000)
    with pytest.raises(Damaged, match="has no 0 to 5001"):
        whole.cut("numbers", 0, 5_001)
    path.write_bytes(b"something else, longer than the first words of it")
    with pytest.raises(Damaged, match="not of this format"):
        Flat(path)
