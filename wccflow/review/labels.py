"""Labels on threads as a person sees them: those that she shares with the readers, and her own flags."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review.labels_models import ThreadLabel
from wccflow.review.models import Thread
from wccflow.search.words import same_value


@dataclass(frozen=True, slots=True)
class Label:
    """One label on a thread; `is_private` when nobody else sees it."""

    id: UUID
    words: str
    is_private: bool
    by_id: UUID
    by: str
    at: datetime

    @property
    def query(self) -> str:
        """The search for what has this label."""
        return f'label:"{self.words}"' if " " in self.words else f"label:{self.words}"


def labels_on(reach: Reach, thread_ids: Collection[UUID]) -> dict[UUID, tuple[Label, ...]]:
    """By thread the labels that the person sees, shared ones first; the caller has checked the threads."""
    query = select(ThreadLabel).where(ThreadLabel.thread_id.in_(thread_ids), _hers(reach))
    rows = session().scalars(query.order_by(ThreadLabel.only_for_id.is_not(None), ThreadLabel.key)).all()
    who = names(row.by_id for row in rows) if rows else {}
    found: dict[UUID, tuple[Label, ...]] = {}
    for row in rows:
        label = Label(
            row.id, row.label, row.only_for_id is not None, row.by_id, who.get(row.by_id, "Someone"), row.at
        )
        found[row.thread_id] = (*found.get(row.thread_id, ()), label)
    return found


def label_for(reach: Reach, thread: Thread, label_id: UUID) -> ThreadLabel:
    """The label of this id on a thread that the person reads, when she sees it. Raises NotFound."""
    query = select(ThreadLabel).where(
        ThreadLabel.id == label_id, ThreadLabel.thread_id == thread.id, _hers(reach)
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def known_labels(reach: Reach, home_ids: Collection[UUID] | None = None) -> list[str]:
    """The labels that the person has before her anywhere, or in these homes; never one that is hidden."""
    query = (
        select(ThreadLabel.key, ThreadLabel.label)
        .join(Thread, Thread.id == ThreadLabel.thread_id)
        .where(audiences.visible(Thread.audience_id, reach.tokens), _hers(reach))
        .order_by(ThreadLabel.key, ThreadLabel.at)
    )
    if home_ids is not None:
        query = query.where(or_(Thread.case_id.in_(home_ids), Thread.theme_id.in_(home_ids)))
    spelled: dict[str, str] = {}
    for key, label in session().execute(query):
        spelled.setdefault(key, label)
    return list(spelled.values())


def private_threads(value: str, reach: Reach) -> set[UUID]:
    """The threads that the person reads and has flagged so for herself."""
    query = (
        select(ThreadLabel.thread_id)
        .join(Thread, Thread.id == ThreadLabel.thread_id)
        .where(
            ThreadLabel.key == same_value(value),
            ThreadLabel.only_for_id == reach.person_id,
            audiences.visible(Thread.audience_id, reach.tokens),
        )
    )
    return set(session().scalars(query.distinct()))


def shared_labels(thread: Thread) -> list[str]:
    """What everybody who reads the thread sees on it."""
    query = select(ThreadLabel.label).where(
        ThreadLabel.thread_id == thread.id, ThreadLabel.only_for_id.is_(None)
    )
    return list(session().scalars(query.order_by(ThreadLabel.key)))


def threads_labelled_by(reach: Reach) -> set[UUID]:
    """The threads on which the person herself has put a label."""
    return set(session().scalars(select(ThreadLabel.thread_id).where(ThreadLabel.by_id == reach.person_id)))


def in_words(labels: Iterable[Label]) -> str:
    """The labels in a row, as tables show them."""
    return ", ".join(f"{each.words} (only you)" if each.is_private else each.words for each in labels)


def _hers(reach: Reach) -> ColumnElement[bool]:
    return or_(ThreadLabel.only_for_id.is_(None), ThreadLabel.only_for_id == reach.person_id)
