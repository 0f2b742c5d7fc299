"""A word's postings, a block at a time: asked for one by one they cost most of a search."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from whoosh.codec.whoosh3 import W3LeafMatcher

Block: TypeAlias = tuple[Sequence[int], Sequence[float]]
"""The numbers of entries in order, and how often each has the word."""


class Damaged(Exception):
    """The files of an index contradict themselves."""


def checked(matcher: Any, most: int) -> Iterator[Block]:
    """The blocks of a list, whose numbers are below `most`. Raises Damaged, so that no list is endless."""
    last = -1
    for numbers, weights in _blocks(matcher):
        if not last < numbers[0] <= numbers[-1] < most or list(numbers) != sorted(numbers):
            raise Damaged(f"entries {numbers[0]} to {numbers[-1]} after {last} of {most}")
        last = numbers[-1]
        yield numbers, weights


def _blocks(matcher: Any) -> Iterator[Block]:
    if not isinstance(matcher, W3LeafMatcher):  # a short list, or one from which deleted entries are kept out
        while matcher.is_active():
            yield (matcher.id(),), (matcher.weight(),)
            matcher.next()
        return
    blocks: Any = matcher
    while blocks.is_active():
        blocks._read_ids()
        blocks._read_weights()
        yield blocks._ids, blocks._weights
        blocks._next_block()
