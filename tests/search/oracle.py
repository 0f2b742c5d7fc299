"""A search index so simple that it must be right: every entry is read for every query."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from wccflow.search import spelling
from wccflow.search.port import DAY, KEY, Audiences, Change, Entry, Hit, Kind, Nothing, Page, Put, Scope
from wccflow.search.tree import Among, And, Field, Near, Not, Or, Phrase, Prefix, Tree, Word
from wccflow.search.words import same_value, stem, values, words


def finds(tree: Tree, entry: Entry) -> bool:
    """Whether the query finds the entry."""
    parts = [words(entry.text), words(entry.heading or "")]
    match tree:
        case Word():
            return any(stem(word) == tree.stem for part in parts for word in part)
        case Phrase(wanted):
            size = len(wanted)
            return any(tuple(part[at : at + size]) == wanted for part in parts for at in range(len(part)))
        case Near():
            return any(_near(tree, part) for part in parts)
        case Prefix(text):
            return any(word.startswith(text) for part in parts for word in part)
        case Field(field, value):
            held = values(entry.fields.get(field, ""))
            return same_value(value) in {same_value(each) for each in held}
        case Among(field, wanted_values):
            held = values(entry.fields.get(field, ""))
            held = [entry.key] if field == KEY else held
            return not {same_value(each) for each in held}.isdisjoint(map(same_value, wanted_values))
        case Not(part):
            return not finds(part, entry)
        case And(trees):
            return all(finds(part, entry) for part in trees)
        case Or(trees):
            return any(finds(part, entry) for part in trees)


def _near(tree: Near, part: list[str]) -> bool:
    """Whether some stretch that is no longer than the distance holds every word."""
    stems = [stem(word) for word in part]
    reach = tree.distance + 1
    return any(set(tree.stems) <= set(stems[at : at + reach]) for at in range(len(stems)))


class MemoryIndex:
    """A SearchIndex in a dictionary. Every score is 1, no prefix is cut short, nothing is ever damaged."""

    def __init__(self) -> None:
        self.damaged: set[UUID] = set()
        self.groups: dict[UUID, dict[str, tuple[Entry, ...]]] = {}
        self.read = 0

    def apply(self, changes: Sequence[Change], *, watermark: int) -> None:
        for change in changes:
            groups = self.groups.setdefault(change.audience, {})
            groups.pop(change.group, None)
            if isinstance(change, Put) and change.entries:
                groups[change.group] = change.entries
        self.read = watermark

    def restore(self, audience: UUID, puts: Iterable[Put]) -> None:
        self.groups[audience] = {put.group: put.entries for put in puts if put.entries}

    def restore_all(self, whole: Iterable[tuple[UUID, Iterable[Put]]]) -> None:
        for audience, puts in whole:
            self.restore(audience, puts)

    def search(
        self,
        tree: Tree,
        scope: Scope,
        *,
        kind: Kind,
        limit: int,
        offset: int = 0,
        facets: tuple[str, ...] = (),
        newest: bool = False,
    ) -> Page:
        found = [entry for entry in self._in(scope) if entry.kind == kind and finds(tree, entry)]
        hits = [Hit(entry.key, entry.audience, 1.0, entry.fields) for entry in found]
        hits.sort(key=lambda hit: (hit.key, hit.audience))
        if newest:
            hits.sort(key=lambda hit: hit.fields.get(DAY, ""), reverse=True)
        return Page(
            hits=tuple(hits[offset : offset + limit]),
            total=len(hits),
            facets={name: _counted(found, name) for name in facets},
            partial=self.read == 0 and scope != Nothing(),
        )

    def beginning(self, prefix: str, scope: Scope, *, most: int) -> list[str]:
        common = self._having(scope)
        return sorted((word for word in common if word.startswith(prefix)), key=_rank(common))[:most]

    def alike(self, word: str, scope: Scope, *, most: int) -> list[str]:
        common = self._having(scope)
        slips = spelling.alike(word, common)
        return sorted(slips, key=lambda each: (slips[each], -common[each], each))[:most]

    def telling(self, text: str, scope: Scope, *, most: int) -> list[str]:
        return spelling.telling(text, self._having(scope), len(self._in(scope)), most)

    def watermark(self) -> int:
        return self.read

    def contents(self, audience: UUID) -> Mapping[str, Mapping[str, str]]:
        return {
            group: {entry.key: entry.digest for entry in entries}
            for group, entries in self.groups.get(audience, {}).items()
        }

    def audiences(self) -> set[UUID]:
        return set(self.groups)

    def clear(self) -> None:
        self.groups, self.read = {}, 0

    def warm(self) -> None:
        pass

    def close(self) -> None:
        pass

    def _having(self, scope: Scope) -> Counter[str]:
        """How many entries have each word, in the text and in the heading."""
        parts = [part for entry in self._in(scope) for part in (entry.text, entry.heading or "")]
        return Counter(word for part in parts for word in set(words(part)))

    def _in(self, scope: Scope) -> list[Entry]:
        match scope:
            case Nothing():
                return []
            case Audiences(ids):
                groups = [self.groups[audience] for audience in ids & self.groups.keys()]
                return [entry for each in groups for entries in each.values() for entry in entries]


def _rank(common: Counter[str]) -> Callable[[str], tuple[int, str]]:
    return lambda word: (-common[word], word)


def _counted(entries: Iterable[Entry], name: str) -> list[tuple[str, int]]:
    count = Counter(value for entry in entries for value in values(entry.fields.get(name, "")))
    return sorted(count.items(), key=lambda each: (-each[1], each[0]))
