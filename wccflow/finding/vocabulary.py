"""The values that fields of a query can have, as far as a person may know them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.engine.content import Item
from wccflow.engine.definition import Definition
from wccflow.people.models import Organisation
from wccflow.people.rights import Reach
from wccflow.review.labels import known_labels
from wccflow.review.rules import KINDS as THREAD_KINDS
from wccflow.review.topics import kind_in_words
from wccflow.search.grammar import FieldKind


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, and what it is called."""

    written: str
    words: str


Vocabulary = Mapping[str, Sequence[Value]]


def vocabulary(reach: Reach) -> Vocabulary:
    """By field: cycles and organisations whose cases the person sees, and the words of their workflows."""
    places = _places(reach)
    definitions = [pinned(digest) for digest in dict.fromkeys(row[0] for row in places)]
    return {
        "organisation": _distinct((row[2], row[3]) for row in places),
        "overseer": _distinct((row[4], row[5]) for row in places),
        "cycle": _distinct((row[1], row[1]) for row in places),
        **_of_workflows(definitions, known_labels(reach)),
        "number": [Value("any", "every version")],
        "by": [Value("@me", "yourself")],
    }


def values_of(kind: FieldKind, known: Vocabulary) -> Sequence[Value]:
    """The values of one field: those that the field itself names, else those of the vocabulary."""
    return [Value(each, each) for each in kind.values] or known.get(kind.field, ())


def words_of(known: Vocabulary, field: str) -> dict[str, str]:
    """What the values of a field are called."""
    return {value.written: value.words for value in known.get(field, ())}


def _places(reach: Reach) -> Sequence[Row[str, str, str, str, str, str]]:
    """Digest, cycle, organisation and overseer of every case that the person sees, in one query."""
    overseer = aliased(Organisation)
    query = (
        select(Cycle.digest, Cycle.key, Organisation.code, Organisation.name, overseer.code, overseer.name)
        .select_from(Case)
        .join(Cycle, Cycle.id == Case.cycle_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(overseer, overseer.id == Case.overseer_id)
        .where(audiences.visible(Case.audience_id, reach.tokens))
        .order_by(Organisation.name)
    )
    return session().execute(query).all()


def _of_workflows(definitions: Sequence[Definition], labels: Sequence[str]) -> dict[str, list[Value]]:
    slots = [slot for each in definitions for slot in each.slots.values()]
    scales = [scale for each in definitions for scale in each.scales.values()]
    levels = _distinct((level.key, level.title) for scale in scales for level in scale.values)
    return {
        "document": _distinct((slot.title, slot.title) for slot in slots),
        "slot": _distinct((slot.key, slot.title) for slot in slots),
        "item": _distinct((item.key, _title(item)) for each in definitions for item in each.items.values()),
        "stage": _distinct((key, one.title) for each in definitions for key, one in each.stages.items()),
        "state": _distinct((key, one.title) for each in definitions for key, one in each.states.items()),
        "level": levels,
        "claimed": levels,
        "label": _distinct(
            (said, said)
            for said in (
                *(kind_in_words(kind, each) for each in definitions for kind in THREAD_KINDS),
                *labels,
            )
        ),
    }


def _title(item: Item) -> str:
    """An item with its number, if it has one."""
    return f"{item.short} {item.title}" if item.short[:1].isdigit() else item.title


def _distinct(pairs: Iterable[tuple[str, str]]) -> list[Value]:
    return [Value(written, words) for written, words in dict(pairs).items()]
