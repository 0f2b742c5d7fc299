"""Every hit checked again in the database before it shows: the index alone is never believed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.models import PassageRow, Version
from wccflow.finding.outdated import outdated
from wccflow.finding.shown import Found, Snippet
from wccflow.people.models import Organisation
from wccflow.people.rights import Reach
from wccflow.review.models import Comment, Thread
from wccflow.search.port import Hit
from wccflow.search.snippets import snippet
from wccflow.search.tree import Tree


def checked(kind: str, hits: Sequence[Hit], tree: Tree, reach: Reach) -> list[Found]:
    """The hits that the database, too, says the person may read; the index alone is never believed."""
    shown = CHECKED[kind](hits, tree, reach)
    names = organisations_called({each.organisation for each in shown.values() if each.organisation})
    older = [shown[hit.key] for hit in hits if hit.key in shown and hit.fields.get("current") == "no"]
    standings = outdated([(UUID(each.version), each.passage or "") for each in older if each.version], reach)
    return [_named(_dated(shown[hit.key], standings), names) for hit in hits if hit.key in shown]


def _passages(hits: Sequence[Hit], tree: Tree, reach: Reach) -> dict[str, Found]:
    wanted = {(UUID(hit.fields["version"]), hit.fields["passage"]): hit for hit in hits}
    query = (
        select(PassageRow)
        .join(Version, Version.id == PassageRow.version_id)
        .where(
            PassageRow.version_id.in_({version for version, _ in wanted}),
            PassageRow.key.in_({key for _, key in wanted}),
            audiences.visible(Version.audience_id, reach.tokens),
            Version.withdrawn_at.is_(None),
        )
    )
    rows = {(row.version_id, row.key): row for row in session().scalars(query)}
    return {
        hit.key: _found(
            hit,
            "passages",
            snippet(rows[place].text, tree),
            address=f"/evidence/{place[0]}/passages/{place[1]}",
            heading=rows[place].heading,
            page=rows[place].page,
        )
        for place, hit in wanted.items()
        if place in rows
    }


def _documents(hits: Sequence[Hit], tree: Tree, reach: Reach) -> dict[str, Found]:
    wanted = {UUID(hit.key): hit for hit in hits}
    query = select(Version).where(
        Version.id.in_(wanted),
        audiences.visible(Version.audience_id, reach.tokens),
        Version.withdrawn_at.is_(None),
    )
    return {
        wanted[row.id].key: _found(
            wanted[row.id],
            "documents",
            snippet(f"{row.file_name}. {row.note}", tree),
            address=f"/evidence/{row.id}",
        )
        for row in session().scalars(query)
    }


def _threads(hits: Sequence[Hit], tree: Tree, reach: Reach) -> dict[str, Found]:
    wanted = {UUID(hit.key.partition("#")[0]): hit for hit in hits}
    visible = select(Thread.id).where(
        Thread.id.in_(wanted), audiences.visible(Thread.audience_id, reach.tokens)
    )
    said: dict[UUID, list[str]] = {row: [] for row in session().scalars(visible)}
    comments = select(Comment.thread_id, Comment.body).where(
        Comment.thread_id.in_(said),
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    for thread_id, body in session().execute(comments.order_by(Comment.at)):
        said[thread_id].append(body)
    return {
        wanted[thread].key: _found(
            wanted[thread], "threads", snippet("\n".join(words), tree), address=f"/threads/{thread}"
        )
        for thread, words in said.items()
    }


def _cases(hits: Sequence[Hit], tree: Tree, reach: Reach) -> dict[str, Found]:
    wanted = {UUID(hit.key): hit for hit in hits}
    query = select(Case).where(Case.id.in_(wanted), audiences.visible(Case.audience_id, reach.tokens))
    return {
        wanted[row.id].key: _found(
            wanted[row.id],
            "cases",
            snippet(definition_of(row).states[row.state].title, tree),
            address=row.address,
        )
        for row in session().scalars(query)
    }


def _found(
    hit: Hit, kind: str, pieces: Snippet, *, address: str, heading: str | None = None, page: int | None = None
) -> Found:
    said = hit.fields.get
    return Found(
        key=hit.key,
        kind=kind,
        organisation=said("organisation"),
        organisation_name=None,
        cycle=said("cycle"),
        document=(said("document") or "").replace("\n", ", ") or None,
        version=said("version"),
        number=said("number"),
        passage=said("passage"),
        heading=heading,
        page=page,
        pieces=pieces,
        address=address,
    )


def organisations_called(codes: Iterable[str]) -> dict[str, str]:
    """The names of organisations by code."""
    query = select(Organisation.code, Organisation.name).where(Organisation.code.in_(codes))
    return {row.code: row.name for row in session().execute(query)}


def _named(found: Found, names: dict[str, str]) -> Found:
    return replace(found, organisation_name=names.get(found.organisation or ""))


def _dated(found: Found, standings: Mapping[tuple[UUID, str], str]) -> Found:
    if found.version is None:
        return found
    return replace(found, standing=standings.get((UUID(found.version), found.passage or ""), ""))


CHECKED: Mapping[str, Callable[[Sequence[Hit], Tree, Reach], dict[str, Found]]] = {
    "passages": _passages,
    "documents": _documents,
    "threads": _threads,
    "cases": _cases,
}
