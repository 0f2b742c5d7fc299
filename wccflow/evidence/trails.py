"""The way of a passage through the versions of its slots: which came to stand in its place, in order."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from wccflow.evidence.hanging import Hanging
from wccflow.evidence.queries import Filled
from wccflow.evidence.rules import READABLE

Slots = Mapping[UUID, Sequence[Filled]]


def by_document(filled: Iterable[Filled]) -> dict[UUID, list[Filled]]:
    """What fills, or ever filled, each document, oldest first."""
    found: dict[UUID, list[Filled]] = {}
    for each in sorted(filled, key=lambda one: one.filling.ordinal):
        found.setdefault(each.document.id, []).append(each)
    return found


def later(hanging: Hanging, slots: Slots) -> list[Filled]:
    """What came to stand in the place of a version, oldest first, in every slot in which the passage hangs.

    Only what stands and was read; a version that cannot be read moves nothing.
    """
    found = [each for filled in slots.values() for each in _after_home(hanging, filled)]
    return sorted(found, key=lambda each: (each.filling.filled_at, each.filling.ordinal))


def slots_with(hanging: Hanging, slots: Slots) -> list[UUID]:
    """The documents in whose pages the passage hangs."""
    return [key for key, filled in slots.items() if any(_is_home(hanging, each) for each in filled)]


def is_within(page: int | None, first: int | None, last: int | None) -> bool:
    """Whether a page is among those from `first` to `last`; what has no page always is."""
    return page is None or ((first is None or page >= first) and (last is None or page <= last))


def counts(filled: Filled) -> bool:
    """Whether a version can take the place of another: it stands and was read."""
    return filled.stands and filled.version.state == READABLE


def _after_home(hanging: Hanging, filled: Sequence[Filled]) -> list[Filled]:
    homes = [place for place, each in enumerate(filled) if _is_home(hanging, each)]
    if not homes:
        return []
    return [
        each for each in filled[homes[-1] + 1 :] if counts(each) and each.version.id != hanging.version_id
    ]


def _is_home(hanging: Hanging, filled: Filled) -> bool:
    pages = filled.filling.first_page, filled.filling.last_page
    return filled.version.id == hanging.version_id and is_within(hanging.page, *pages)
