"""Names in a query whose meaning only the database knows: who filed it, where its case stands, is it read."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from wccflow.base.errors import Refused
from wccflow.search.grammar import unknown_value
from wccflow.search.tree import Compare, Field
from wccflow.search.words import same_value

Named: TypeAlias = Field | Compare


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means for things of one kind.

    `of` gives the values of `field` whose entries are meant, as far as the person who asks may know them.
    A meaning that holds dates can be compared; where all values are known, no other is taken.
    """

    label: str
    field: str
    of: Callable[[Named, Any], Collection[str]]
    holds: Literal["words", "date"] = "words"
    values: tuple[str, ...] = ()


def day_of(named: Named) -> date:
    """The day that was named."""
    if isinstance(named, Compare) and isinstance(named.value, date):
        return named.value
    raise Refused(f"Write {named.label} with a day, such as 2010-01-31.")


def chosen(named: Named, known: Iterable[tuple[str, str]]) -> set[str]:
    """The keys meant by a value that is a key or its title. Raises Refused with the nearest when none is."""
    pairs = list(known)
    value = str(named.value)
    found = {key for key, title in pairs if same_value(value) in {same_value(key), same_value(title)}}
    if not found:
        raise Refused(unknown_value(named.field, value, tuple(dict.fromkeys(key for key, _ in pairs))))
    return found
