"""Lists of threads filtered in the language of every search box, asked of what the person may read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import people_meant
from wccflow.people.rights import Reach
from wccflow.review.meanings import IS, KIND, stands, written_by
from wccflow.review.models import Comment
from wccflow.review.rules import KINDS
from wccflow.review.topics import Topic
from wccflow.search.grammar import FieldKind, parse
from wccflow.search.rewriting import Part, parts_of
from wccflow.search.saying import says
from wccflow.search.tree import (
    And,
    Compare,
    Field,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Text,
    Tree,
    Word,
    leaves,
)
from wccflow.search.words import same_value

USUAL = "is:open"  # what a list asks for before anybody has asked

FIELDS: Mapping[str, FieldKind] = {
    "is": FieldKind("is", "is", values=IS),
    "by": FieldKind("by", "written by"),
    "label": FieldKind("label", "label"),
    "kind": FieldKind("label", KIND),
    "item": FieldKind("item", "item"),
    "doc": FieldKind("document", "document"),
    "slot": FieldKind("slot", "slot"),
    "page": FieldKind("page", "page"),
    "org": FieldKind("organisation", "organisation"),
    "organisation": FieldKind("organisation", "organisation"),
    "assigned": FieldKind("assigned", "seen to by"),
    "readers": FieldKind("readers", "read by"),
    "due": FieldKind("due", "due", holds="date"),
    "said": FieldKind("said", "last message", holds="date"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for: what is in it, what was understood, and why it could not be taken."""

    query: str
    topics: Sequence[Topic] = ()
    parts: Sequence[Part] = field(default=())
    fault: str = ""


def ask(query: str, found: Sequence[Topic], reach: Reach) -> Asked:
    """Those of the threads that the query asks for, in order; none, and why, when it cannot be asked."""
    if not query.strip():
        return Asked(query, found)
    try:
        tree = read(query)
        known = _known(tree, found, reach)
    except Refused as refused:
        return Asked(query, fault=str(refused))
    kept = [each for each in found if _holds(tree, each, known)]
    return Asked(query, kept, parts_of(tree, FIELDS))


def read(query: str) -> Tree:
    """The query as lists of threads take it. Raises Refused in a sentence."""
    return parse(query, fields=FIELDS)


def _known(tree: Tree, found: Sequence[Topic], reach: Reach) -> dict[Leaf, set[UUID]]:
    """By leaf the threads of which only the database knows that they are meant: who writes, and what."""
    known: dict[Leaf, set[UUID]] = {}
    texts = [leaf for leaf in leaves(tree) if isinstance(leaf, Word | Phrase | Near | Prefix)]
    for leaf in leaves(tree):
        if isinstance(leaf, Field) and leaf.field == "by":
            known[leaf] = {UUID(each) for each in written_by(leaf, reach)}
        if isinstance(leaf, Field) and leaf.field == "assigned":
            who = people_meant(leaf.value, reach.person_id)
            known[leaf] = {each.thread.id for each in found if each.thread.assignee_id in who}
    return known | (_saying(texts, found, reach) if texts else {})


def _saying(texts: Sequence[Text], found: Sequence[Topic], reach: Reach) -> dict[Leaf, set[UUID]]:
    """By leaf the threads that say so, in what the person may read of them; one query."""
    query = select(Comment.thread_id, Comment.body).where(
        Comment.thread_id.in_([each.thread.id for each in found]),
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    said: list[tuple[UUID, str]] = [(row[0], row[1]) for row in session().execute(query)]
    said += [(each.thread.id, f"{each.title}\n{each.thread.quote}") for each in found]
    return {
        leaf: {thread for thread, text in said if _may_say(leaf, text) and says(leaf, text)} for leaf in texts
    }


def _may_say(leaf: Text, text: str) -> bool:
    """Whether it is worth looking closer: of thousands of messages few have the beginning of the word."""
    begun = leaf.stem[:-1] if isinstance(leaf, Word) else ""
    return not begun.isascii() or not text.isascii() or begun in text.lower()


def _holds(tree: Tree, topic: Topic, known: Mapping[Leaf, set[UUID]]) -> bool:
    match tree:
        case And(parts):
            return all(_holds(part, topic, known) for part in parts)
        case Or(parts):
            return any(_holds(part, topic, known) for part in parts)
        case Not(part):
            return not _holds(part, topic, known)
        case Compare(name):
            return tree.holds(topic.due_on if name == "due" else topic.last_day)
        case Field("is", value):
            return stands(topic, same_value(value))
        case Field(name, value) if tree not in known:
            return same_value(value) in {same_value(each) for each in _VALUES[name](topic, tree.label)}
        case _:
            return topic.thread.id in known.get(tree, ())


def _document(topic: Topic, _: str) -> Sequence[str]:
    slot = definition_of(topic.case).slots.get(topic.thread.slot or "")
    return (slot.title, slot.key) if slot else ()


def _item(topic: Topic, _: str) -> Sequence[str]:
    item = definition_of(topic.case).items.get(topic.thread.item or "")
    return (item.key, item.called, f"{item.key} {item.called}") if item else ()


def _labels(topic: Topic, label: str) -> Sequence[str]:
    kinds = (topic.thread.kind, topic.kind, KINDS[topic.thread.kind].title)
    return kinds if label == KIND else (*kinds, *(each.words for each in topic.labels))


_VALUES: Mapping[str, Callable[[Topic, str], Sequence[str]]] = {
    "label": _labels,
    "item": _item,
    "document": _document,
    "slot": lambda topic, _: (topic.thread.slot or "",),
    "page": lambda topic, _: (str(topic.thread.page or ""),),
    "organisation": lambda topic, _: (topic.case.organisation.code, topic.case.organisation.name),
    "readers": lambda topic, _: (topic.readers,),
}
