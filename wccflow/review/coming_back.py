"""A returned copy as who brought it sees it: what is new in it, and where each comment would stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.evidence import queries as evidence
from wccflow.evidence.anchoring import EDITED, EXACT, MOVED
from wccflow.evidence.difference_words import Pieces, words_between
from wccflow.evidence.models import PassageRow
from wccflow.people.rights import Reach
from wccflow.review.copies_models import ReturnedCopy, ReturnedRemark
from wccflow.review.models import Comment, CommentEdit, Thread
from wccflow.review.readers import Readers, for_reply
from wccflow.review.returning import words_of

NEW, REPLY, CHANGED, KNOWN, TAKEN = "new", "reply", "changed", "known", "taken"
SURE = (EXACT, MOVED)


@dataclass(frozen=True, slots=True)
class Back:
    """One comment of a returned copy."""

    remark: ReturnedRemark
    standing: str  # new, reply, changed, known or taken
    words: str
    said_on: str
    top: int | None  # the comment of the copy in whose new thread it would be an answer
    thread: Thread | None  # the thread that is there already, in which it would be an answer
    comment: Comment | None  # what it became, or of what it is the copy
    passage: PassageRow | None
    others: Sequence[PassageRow]
    replies: Sequence[Readers]

    @property
    def proposed(self) -> bool:
        """Whether it can be brought in at all."""
        return self.standing in (NEW, REPLY, CHANGED)

    @property
    def begins(self) -> bool:
        """Whether a thread would begin with it."""
        return self.standing == NEW and self.top is None

    @property
    def is_sure(self) -> bool:
        """Whether it is brought in unless the person says no: where its place is beyond doubt."""
        return self.proposed and (not self.begins or self.remark.outcome in SURE)

    @property
    def pieces(self) -> Pieces:
        """The words in the copy and those of the document now, where they differ."""
        if self.remark.outcome != EDITED:
            return ()
        return words_between(self.remark.quote, self.remark.place_quote)


def copy_for(reach: Reach, copy_id: UUID) -> tuple[ReturnedCopy, Case]:
    """The copy of this id with its case, when the person brought it and reads its document still."""
    copy = session().get(ReturnedCopy, copy_id)
    if copy is None or copy.by_id != reach.person_id:
        raise NotFound
    evidence.version(reach, copy.version_id)
    return copy, case_by_id(copy.case_id)


def copies_of(reach: Reach, version_id: UUID) -> Sequence[ReturnedCopy]:
    """The copies of a version that the person brought back and that are kept still, newest first."""
    query = select(ReturnedCopy).where(
        ReturnedCopy.by_id == reach.person_id,
        ReturnedCopy.version_id == version_id,
        ReturnedCopy.sha256 != "",
    )
    return session().scalars(query.order_by(ReturnedCopy.at.desc())).all()


def comments_back(copy: ReturnedCopy, case: Case, reach: Reach) -> list[Back]:
    """Every comment of a copy, as it stands to what the person may read; a fixed number of questions."""
    query = select(ReturnedRemark).where(ReturnedRemark.copy_id == copy.id)
    rows = session().scalars(query.order_by(ReturnedRemark.ordinal)).all()
    known = _Known(rows, copy, case, reach)
    return [known.back(row) for row in rows]


class _Known:
    """What the person may know of the messages that a copy speaks of."""

    def __init__(self, rows: Sequence[ReturnedRemark], copy: ReturnedCopy, case: Case, reach: Reach) -> None:
        self._rows = {row.ordinal: row for row in rows}
        self._case, self._reach = case, reach
        readable = self._readable(case, reach)
        self._by_reference = {comment.id.hex[:12]: (comment, thread) for comment, thread in readable}
        by_id = {comment.id: (comment, thread) for comment, thread in readable}
        self._wordings = _wordings(readable)
        self._by_words = {_plain(comment.body): (comment, thread) for comment, thread in readable}
        self._taken = self._came_in(rows, case, by_id)
        self._passages = self._read(rows, copy)

    def back(self, row: ReturnedRemark) -> Back:
        """One comment of the copy."""
        standing, found = self._standing(row)
        thread, top = self._under(row, found)
        return Back(
            remark=row,
            standing=REPLY if standing == NEW and thread is not None else standing,
            words=words_of(row.words),
            said_on=day_said(row.written_at),
            top=top,
            thread=thread,
            comment=found[0] if found else None,
            passage=self._passages.get(row.place or ""),
            others=[each for key in row.others if (each := self._passages.get(key)) is not None],
            replies=for_reply(self._case, thread, self._reach) if thread is not None else (),
        )

    def _standing(self, row: ReturnedRemark) -> tuple[str, tuple[Comment, Thread] | None]:
        if row.digest in self._taken:
            return TAKEN, self._taken[row.digest]
        if row.reference in self._by_reference:
            found = self._by_reference[row.reference]
            said = _plain(words_of(row.words))
            return (KNOWN if said in self._wordings[found[0].id] else CHANGED), found
        if not row.reference and _plain(row.words) in self._by_words:
            return KNOWN, self._by_words[_plain(row.words)]
        return NEW, None

    def _under(
        self, row: ReturnedRemark, found: tuple[Comment, Thread] | None
    ) -> tuple[Thread | None, int | None]:
        """The thread into which it goes, or the comment of the copy with which a new one begins."""
        if found is not None:
            return found[1], None
        above = self._rows.get(row.above) if row.above is not None and row.above != row.ordinal else None
        if above is None:
            return None, None
        _, over = self._standing(above)
        return (over[1], None) if over is not None else (None, above.ordinal)

    def _readable(self, case: Case, reach: Reach) -> list[tuple[Comment, Thread]]:
        query = (
            select(Comment, Thread)
            .join(Thread, Thread.id == Comment.thread_id)
            .where(
                Thread.case_id == case.id,
                Comment.deleted_at.is_(None),
                audiences.visible(Comment.audience_id, reach.tokens),
                audiences.visible(Thread.audience_id, reach.tokens),
            )
        )
        return [(row[0], row[1]) for row in session().execute(query)]

    def _came_in(
        self, rows: Sequence[ReturnedRemark], case: Case, by_id: Mapping[UUID, tuple[Comment, Thread]]
    ) -> dict[str, tuple[Comment, Thread]]:
        """By digest what was taken in before, from this file or another, as far as the person may read it."""
        query = (
            select(ReturnedRemark.digest, ReturnedRemark.comment_id)
            .join(ReturnedCopy, ReturnedCopy.id == ReturnedRemark.copy_id)
            .where(
                ReturnedCopy.case_id == case.id,
                ReturnedRemark.digest.in_({row.digest for row in rows}),
                ReturnedRemark.comment_id.is_not(None),
            )
        )
        found = {digest: comment_id for digest, comment_id in session().execute(query) if comment_id}
        return {digest: by_id[each] for digest, each in found.items() if each in by_id}

    def _read(self, rows: Sequence[ReturnedRemark], copy: ReturnedCopy) -> dict[str, PassageRow]:
        keys = {key for row in rows for key in (row.place, *row.others) if key}
        return {
            key: each
            for (_, key), each in evidence.passages([(copy.version_id, key) for key in keys]).items()
        }


def _wordings(readable: Sequence[tuple[Comment, Thread]]) -> dict[UUID, set[str]]:
    """By message every wording that its copy may have: the present one and earlier ones, with its title."""
    titles = {comment.id: thread.title for comment, thread in readable}
    said = [(comment.id, comment.body) for comment, _ in readable]
    earlier = select(CommentEdit.comment_id, CommentEdit.body).where(CommentEdit.comment_id.in_(titles))
    said += [(row[0], row[1]) for row in session().execute(earlier)] if titles else []
    found: dict[UUID, set[str]] = {}
    for key, body in said:
        found.setdefault(key, set()).update((_plain(body), _plain(f"{titles[key]}\n{body}")))
    return found


def day_said(written_at: str) -> str:
    """The day that a file says, such as 3 March 2009; nothing where it says none."""
    try:
        day = datetime.fromisoformat(written_at.replace("Z", "+00:00")).date()
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"


def _plain(words: str) -> str:
    """Words as they are compared: a copy keeps neither empty lines nor the spaces at their ends."""
    return " ".join(words.split())
