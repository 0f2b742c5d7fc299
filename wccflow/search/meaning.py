"""Names in a query whose meaning only the database knows: who filed it, where its case stands, is it read."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from wccflow.base.errors import Refused
from wccflow.search.grammar import unknown_value
from wccflow.search.tree import Compare, Field, Tree
from wccflow.search.words import same_value

Named: TypeAlias = Field | Compare

Together: TypeAlias = Callable[[Sequence[Named], Any], Collection[str]]
"""What several names mean that must all hold of one thing, as `of` of a meaning does for a single name."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means for things of one kind.

    `of` gives the values of `field` whose entries are meant, as far as the person who asks may know them, or
    a tree where the index itself knows some of them.
    A meaning that holds dates or levels can be compared; where all values are known, no other is taken.
    With `together`, names that must all hold are asked of one and the same thing behind the entry. With
    `each` entries can be counted by the name's values: by value those that it means, beside other names.
    """

    label: str
    field: str
    of: Callable[[Named, Any], Collection[str] | Tree]
    holds: Literal["words", "date", "level", "since"] = "words"
    values: tuple[str, ...] = ()
    together: Together | None = None
    each: Callable[[Sequence[Named], Any], Mapping[str, Collection[str]]] | None = None


def by_kind(meanings: Mapping[str, Meaning]) -> list[tuple[str, dict[str, Meaning]]]:
    """Each name with what it means by kind, of meanings called by kind and name."""
    found: dict[str, dict[str, Meaning]] = {}
    for key, meaning in meanings.items():
        kind, _, name = key.partition(" ")
        found.setdefault(name, {})[kind] = meaning
    return sorted(found.items())


def day_of(named: Named) -> date:
    """The day that was named."""
    if isinstance(named, Compare) and isinstance(named.value, date):
        return named.value
    raise Refused(f"Write {named.label} with a day, such as 2010-01-31.")


def chosen(named: Named, known: Iterable[tuple[str, str]]) -> set[str]:
    """The keys meant by a value that is a key or its title. Raises Refused with the nearest when none is.

    Where nothing is known, none of it is for the person who asks: that is no mistake of hers.
    """
    pairs = list(known)
    value = str(named.value)
    found = {key for key, title in pairs if same_value(value) in {same_value(key), same_value(title)}}
    if pairs and not found:
        raise Refused(unknown_value(named.field, value, tuple(dict.fromkeys(key for key, _ in pairs))))
    return found
