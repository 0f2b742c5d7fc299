"""How a segment lies in its file: a dictionary of all terms, lists of entries, and what is shown."""

import json
import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np

from wccflow.search.flat import Array
from wccflow.search.inverted import Inverted
from wccflow.search.port import Entry
from wccflow.search.words import same_value

# The first byte of a term says of what it is. Only of words it is kept where they stand.
WORDS, HEADING_WORDS, STEMS, HEADING_STEMS, VALUES, KIND, GROUP = TABLES = b"abcdefg"
PLACED = (WORDS, HEADING_WORDS)
ENTRIES_AT_ONCE = 32  # whose stored fields are pressed together: they are much alike
KEY_BYTES = 8  # of a term, by which it is looked up as a number


def value_term(name: str, value: str) -> str:
    """The one term that stands for a field having a value."""
    return f"{name}={same_value(value)}"


def term_of(code: int, text: str) -> bytes:
    """A term as it stands in the dictionary."""
    return bytes((code,)) + text.encode()


def leading(term: bytes) -> int:
    """The number by which a term is looked up."""
    return int.from_bytes(term[:KEY_BYTES].ljust(KEY_BYTES, b"\0"), "big")


def stored_line(entry: Entry) -> bytes:
    """What is given back of an entry besides its key."""
    return json.dumps([entry.group, dict(entry.fields), entry.digest]).encode()


def of_tables(tables: Mapping[int, Inverted], labels: Mapping[bytes, str]) -> dict[str, Array]:
    """The dictionary and the lists of entries as arrays."""
    every = [tables[code] for code in TABLES]
    terms = [bytes((code,)) + term for code in TABLES for term in tables[code].terms]
    times = np.concatenate([each.times for each in every[: VALUES - WORDS]])
    ends = np.cumsum(np.concatenate([each.counts for each in every]), dtype=np.int64)
    placed = sum(len(tables[code].terms) for code in PLACED)
    shown = [_label(term, labels) for term in tables[VALUES].terms]
    return {
        **_blob("term", terms),
        "posting_at": np.concatenate([[0], ends]),
        "number": np.concatenate([each.numbers for each in every]),
        "times": times,
        "place_at": np.concatenate([[0], np.cumsum(times, dtype=np.int64)])[_first(ends, placed)],
        "place": np.concatenate([places for each in every if (places := each.places) is not None]),
        **_blob("label", shown),
    }


def of_entries(keys: Sequence[bytes], lines: Sequence[bytes]) -> dict[str, Array]:
    """What is shown of the entries as arrays; `rank` is the place of an entry when they go by their keys."""
    rank = np.empty(len(keys), dtype=np.int64)
    rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    starts = range(0, len(lines), ENTRIES_AT_ONCE)
    pressed = [zlib.compress(b"\n".join(lines[at : at + ENTRIES_AT_ONCE])) for at in starts]
    return {"rank": rank, **_blob("key", keys), **_blob("stored", pressed)}


def _first(ends: Array, count: int) -> Array:
    """Where the postings of the first terms begin, and where those of the last of them end."""
    return np.concatenate([[0], ends[:count]]).astype(np.int64)


def _label(term: bytes, labels: Mapping[bytes, str]) -> bytes:
    """The value as it was put; nothing where that is how it stands in the term."""
    label = labels.get(term, "").encode()
    return b"" if label == term.partition(b"=")[2] else label


def _blob(name: str, parts: Sequence[bytes]) -> dict[str, Array]:
    """Texts of different lengths, one after the other, and where each begins."""
    ends = np.fromiter(accumulate(map(len, parts), initial=0), dtype=np.int64, count=len(parts) + 1)
    return {name: np.frombuffer(b"".join(parts), dtype=np.uint8), f"{name}_at": ends}
