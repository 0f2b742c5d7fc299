"""Names in a query put in the place of what they mean in the database, for the person who asks."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from wccflow.base.errors import Refused
from wccflow.finding.rules import KINDS, PAGE, PAGES, is_of_entries
from wccflow.search.meaning import Meaning, Named, Together, by_kind
from wccflow.search.tree import Among, And, Compare, Field, Leaf, Not, Or, Tree, rewritten

Known = Mapping[str, Mapping[str, Meaning]]


def resolved(tree: Tree, meanings: Mapping[str, Meaning], kind: str, reach: Any) -> Tree:
    """The tree with every name that only the database knows in its place. Raises Refused in a sentence."""
    known = dict(by_kind(meanings))
    return rewritten(_together(tree, known, kind, reach), lambda leaf: _meant(leaf, known, kind, reach))


def asked_beside(
    tree: Tree, name: str, meaning: Meaning, meanings: Mapping[str, Meaning], kind: str
) -> tuple[list[Named], bool]:
    """What is asked of the same thing as a name would be that were added, and whether it is asked already."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    named = [part for part in parts if isinstance(part, Field | Compare)]
    same = [each for each in named if _shares(meanings.get(f"{kind} {each.field}"), meaning)]
    return same, any(each.field == name for each in named)


def _shares(one: Meaning | None, other: Meaning) -> bool:
    return one is not None and one.together is not None and one.together == other.together


def _meant(leaf: Leaf, known: Known, kind: str, reach: Any) -> Tree:
    if isinstance(leaf, Compare) and leaf.field == PAGE:
        return Among(PAGE, frozenset(str(page) for page in PAGES if leaf.holds(page)), leaf.label)
    if not isinstance(leaf, Field | Compare) or leaf.field not in known:
        return leaf
    each = known[leaf.field]
    if kind not in each and is_of_entries(leaf.field):
        return leaf  # Of these things the index itself knows it.
    if kind not in each:
        others = " and ".join(sorted(KINDS[other].lower() for other in each))
        raise Refused(f'"{leaf.field}" can be asked of {others}, not of {KINDS[kind].lower()}.')
    found = each[kind].of(leaf, reach)
    return Among(each[kind].field, frozenset(found), leaf.label) if isinstance(found, Collection) else found


def _together(tree: Tree, known: Known, kind: str, reach: Any) -> Tree:
    """The tree in which names that are asked of one thing are one part wherever all must hold."""
    match tree:
        case And(parts):
            return And(
                tuple(_joined([_together(each, known, kind, reach) for each in parts], known, kind, reach))
            )
        case Or(parts):
            return Or(tuple(_together(each, known, kind, reach) for each in parts))
        case Not(part):
            return Not(_together(part, known, kind, reach))
        case _:
            return tree


def _joined(parts: Sequence[Tree], known: Known, kind: str, reach: Any) -> Iterator[Tree]:
    beside: dict[Together, list[Named]] = {}
    field = ""
    for part in parts:
        meaning = known.get(part.field, {}).get(kind) if isinstance(part, Field | Compare) else None
        if meaning is None or meaning.together is None:
            yield part
        elif isinstance(part, Field | Compare):
            beside.setdefault(meaning.together, []).append(part)
            field = meaning.field
    for together, named in beside.items():
        yield Among(field, frozenset(together(named, reach)), " and ".join(each.label for each in named))
