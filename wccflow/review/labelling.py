"""Putting labels on threads and taking them off: before all who read the thread, or for oneself alone."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.people.rights import Reach
from wccflow.review.actions import may_close
from wccflow.review.acts import entered, locked, record
from wccflow.review.homes import home_of
from wccflow.review.labels import known_labels
from wccflow.review.labels_models import ThreadLabel
from wccflow.review.models import Thread
from wccflow.search.words import same_value

LABELLED, UNLABELLED = "thread.labelled", "thread.unlabelled"
LONGEST_LABEL = 40
MOST_LABELS = 12  # of one kind on one thread: more tell nothing apart
_UNFIT = re.compile(r"[\x00-\x1f\x7f\"“”„:()*]")  # what a query could not say again


def put_labels(thread: Thread, written: str, *, private: bool, by: Reach, now: datetime) -> list[ThreadLabel]:
    """Put the labels on a thread that are written, with commas between; those there stay. May refuse.

    A private label is nobody else's: no event tells of it, and whoever may read the thread may have it.
    """
    _demand(thread, private, by)
    wanted = labels_in(written)
    held = locked(thread)
    there = {row.key for row in _there(held, by.person_id if private else None)}
    new = {same_value(each): each for each in wanted if same_value(each) not in there}
    if len(there) + len(new) > MOST_LABELS:
        raise Refused(f"A thread has up to {MOST_LABELS} labels. Take one off first.")
    spelled = {same_value(each): each for each in known_labels(by)}
    return [_put(held, key, spelled.get(key, each), private, by, now) for key, each in new.items()]


def take_label(thread: Thread, label: ThreadLabel, *, by: Reach, now: datetime) -> None:
    """Take a label off: one's own, or any shared one for those who may close the thread. Raises Refused."""
    private = label.only_for_id is not None
    _demand(thread, private, by)
    if not may_take(thread, label.by_id, by):
        raise Refused("Only who put this label on, or somebody who may close the thread, can take it off.")
    session().delete(label)
    session().flush()
    if not private:
        record(UNLABELLED, thread, by=by, now=now, subject_id=thread.id, words=label.label)


def may_take(thread: Thread, put_by: UUID, reach: Reach) -> bool:
    """Whether the person may take off a label that this one put on."""
    return put_by == reach.person_id or may_close(home_of(thread), thread, reach)


def labels_in(written: str) -> list[str]:
    """The labels that are written, with commas between. Raises Refused when one cannot be one."""
    parts = [_tidy(each) for each in written.split(",")]
    found = list({same_value(each): each for each in parts if same_value(each)}.values())
    if not found:
        raise Refused("Write a label first, such as “finance”.")
    if any(len(each) > LONGEST_LABEL or len(same_value(each)) > LONGEST_LABEL for each in found):
        raise Refused(f"A label has up to {LONGEST_LABEL} characters. Use fewer words.")
    return found


def _tidy(words: str) -> str:
    return " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFKC", words)).split()).lstrip("# ")


def _demand(thread: Thread, private: bool, by: Reach) -> None:
    if not private:
        entered(thread, by)
    elif by.tokens.isdisjoint(audiences.tokens_of(thread.audience_id)):
        raise NotFound


def _there(thread: Thread, only_for: UUID | None) -> Sequence[ThreadLabel]:
    query = select(ThreadLabel).where(ThreadLabel.thread_id == thread.id)
    whose = ThreadLabel.only_for_id.is_(None) if only_for is None else ThreadLabel.only_for_id == only_for
    return session().scalars(query.where(whose)).all()


def _put(thread: Thread, key: str, words: str, private: bool, by: Reach, now: datetime) -> ThreadLabel:
    made = ThreadLabel(
        thread_id=thread.id,
        label=words,
        key=key,
        only_for_id=by.person_id if private else None,
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    if not private:
        record(LABELLED, thread, by=by, now=now, subject_id=thread.id, words=words)
    return made
