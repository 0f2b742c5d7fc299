"""What a search finds for a person: from the indexes of what she may read, checked again in the database."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import cast

from wccflow.base import audiences
from wccflow.base.errors import Refused
from wccflow.base.work import offers
from wccflow.cycles.queries import definitions_for
from wccflow.finding.checking import checked
from wccflow.finding.counting import counted
from wccflow.finding.resolving import resolved
from wccflow.finding.rules import ANY, CASE, FACETS_OF, KINDS, VERSION, fields, offered
from wccflow.finding.shown import Findings, Found
from wccflow.finding.wording import nearer
from wccflow.people.rights import Reach
from wccflow.search.grammar import FieldKind, parse, understood
from wccflow.search.port import Audiences, Hit, Kind, Nothing, Scope, SearchIndex
from wccflow.search.rewriting import parts_of
from wccflow.search.tree import EVERYTHING, And, Field, Leaf, Not, Tree, leaves, rewritten
from wccflow.search.words import printable

MOST = 100


def find(
    query: str,
    *,
    reach: Reach,
    index: SearchIndex,
    kind: str = "passages",
    limit: int = 10,
    offset: int = 0,
    newest: bool = False,
    narrowing: bool = True,
) -> Findings:
    """What the person's search finds. Raises Refused when the query cannot be taken as it stands.

    Without `narrowing` nothing is counted of how the hits could be narrowed.
    """
    if kind not in KINDS:
        raise Refused(f"Search for one of these: {', '.join(KINDS)}.")
    query = printable(query)
    known = fields_of(kind, reach)
    tree = parse(query, fields=known)
    scope = scope_of(reach)
    asked = asked_of(tree, kind, reach)
    page = index.search(
        asked,
        scope,
        kind=cast(Kind, kind),
        limit=min(limit, MOST),
        offset=offset,
        facets=FACETS_OF[kind] if narrowing else (),
        newest=newest,
    )
    facets = dict(page.facets)
    if narrowing and page.total:
        facets |= counted(
            tree, asked, offers().meanings, kind=kind, scope=scope, index=index, reach=reach, known=facets
        )
    facets.pop(CASE, None)
    return Findings(
        query=query,
        kind=kind,
        understood=understood(tree),
        total=page.total,
        hits=_placed(checked(kind, page.hits, tree, reach), page.hits, offset),
        facets=facets,
        rebuilding=page.partial,
        newest=newest,
        parts=parts_of(tree, known),
        nearer="" if page.total else nearer(query, tree, scope, index),
    )


def totals(query: str, *, reach: Reach, index: SearchIndex, known: Findings | None = None) -> dict[str, int]:
    """How many of each kind the query finds; a kind of which it cannot be asked is left out.

    What is `known` already of one kind is not asked again.
    """
    scope, found = scope_of(reach), {known.kind: known.total} if known else dict[str, int]()
    for kind in (each for each in KINDS if each not in found):
        with suppress(Refused):
            tree = asked_of(tree_of(query, kind, reach), kind, reach)
            found[kind] = index.search(tree, scope, kind=cast(Kind, kind), limit=0).total
    return found


def scope_of(reach: Reach) -> Scope:
    """What this person may search: the audiences to which she belongs, and nothing when there is none."""
    ids = audiences.readable(reach.tokens)
    return Audiences(ids) if ids else Nothing()


def tree_of(query: str, kind: str, reach: Reach) -> Tree:
    """The query as every search box takes it. Raises Refused in a sentence."""
    return parse(query, fields=fields_of(kind, reach))


def fields_of(kind: str, reach: Reach) -> dict[str, FieldKind]:
    """The fields that things of a kind may be asked for by name, in the words of the cases one may see."""
    return fields(definitions_for(reach), offers().meanings, kind)


def asked_of(tree: Tree, kind: str, reach: Reach) -> Tree:
    """What the index is asked: of documents the newest versions alone, unless the query names versions."""
    meant = resolved(tree, offers().meanings, kind, reach)
    if any(isinstance(leaf, Field) and leaf.field == VERSION for leaf in leaves(tree)):
        return rewritten(meant, _any_version)
    return And((meant, Not(Field("current", "no", "current"))))


def offered_fields(kind: str, reach: Reach) -> dict[str, FieldKind]:
    """Those of them that say something of things of the kind: what help and suggestions name."""
    return offered(fields_of(kind, reach), offers().meanings, kind)


def _placed(shown: Sequence[Found], hits: Sequence[Hit], offset: int) -> list[Found]:
    """The hits with their places among all that the index found."""
    places = {hit.key: offset + number for number, hit in enumerate(hits, start=1)}
    return [replace(each, place=places[each.key]) for each in shown]


def _any_version(leaf: Leaf) -> Tree:
    return EVERYTHING if isinstance(leaf, Field) and (leaf.field, leaf.wanted) == (VERSION, ANY) else leaf
