"""Word copies that come back: kept for whoever brings them, their comments made into threads and answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.evidence import queries as evidence
from wccflow.evidence.arriving import Received
from wccflow.evidence.models import Version
from wccflow.people.rights import Reach
from wccflow.review import actions
from wccflow.review.acts import demand_ability
from wccflow.review.anchoring import Anchor
from wccflow.review.coming_back import Back, comments_back
from wccflow.review.copies_models import ReturnedCopy, ReturnedRemark
from wccflow.review.models import Comment, Thread
from wccflow.review.rules import first_words

MOST_KEPT = 10
_MARKED = re.compile(r"[*_\[\]<>`@#\\]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for one comment: where it stands, what kind it is, who reads it."""

    place: str = ""  # a passage; the document as a whole when empty
    kind: str = "comment"
    audience: str = ""


def keep_copy(case: Case, version: Version, received: Received, *, by: Reach, now: datetime) -> ReturnedCopy:
    """Keep a returned copy until its comments are chosen; hers alone until then, so no event tells of it."""
    demand_ability(case, by, "comment")
    mine = select(func.count()).where(ReturnedCopy.by_id == by.person_id, ReturnedCopy.sha256 != "")
    if (session().scalar(mine) or 0) >= MOST_KEPT:
        raise Refused(f"You keep {MOST_KEPT} returned copies, which is the most. Put one away first.")
    made = ReturnedCopy(
        case_id=case.id,
        version_id=version.id,
        file_name=received.name,
        sha256=received.kept.sha256,
        size=received.kept.size,
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    return made


def put_away(copy: ReturnedCopy) -> None:
    """Let a copy go; what was taken in is remembered, lest it come in twice."""
    session().execute(
        delete(ReturnedRemark).where(ReturnedRemark.copy_id == copy.id, ReturnedRemark.comment_id.is_(None))
    )
    copy.sha256 = ""
    session().flush()


def bring_in(
    copy: ReturnedCopy, case: Case, chosen: Mapping[int, Choice], *, by: Reach, now: datetime
) -> list[Comment]:
    """Make the chosen comments into threads and answers, all or none. Raises Refused.

    What has come in before, from this copy or another, is left as it is.
    """
    backs = [each for each in comments_back(copy, case, by) if comes_in(each, chosen)]
    if not backs:
        raise Refused("Choose at least one comment to bring in.")
    begun: dict[int, Thread] = {}
    made = []
    for back in backs:
        try:
            said = _bring(back, chosen[back.remark.ordinal], copy, case, begun, by, now)
        except Refused as refused:
            raise Refused(f"“{first_words(back.words, 60)}”: {refused}") from refused
        back.remark.comment_id = said.id
        made.append(said)
    session().flush()
    return made


def comes_in(back: Back, chosen: Mapping[int, Choice]) -> bool:
    """Whether a comment is to come in; an answer comes along with what it answers, or not at all."""
    taken = back.proposed and back.remark.ordinal in chosen
    return taken and (back.thread is not None or back.top is None or back.top in chosen)


def _bring(
    back: Back,
    choice: Choice,
    copy: ReturnedCopy,
    case: Case,
    begun: dict[int, Thread],
    by: Reach,
    now: datetime,
) -> Comment:
    body = f"{_paragraphs(back.words)}\n\n*{_whence(back)}*"
    thread = back.thread or begun.get(-1 if back.top is None else back.top)
    if thread is not None:
        audience = choice.audience if back.thread is not None else ""
        return actions.comment(thread, body=body, audience=audience, by=by, now=now)
    made = actions.open_thread(
        case,
        kind=choice.kind,
        body=body,
        audience=choice.audience,
        anchor=_anchor(back, choice, copy),
        by=by,
        now=now,
    )
    begun[back.remark.ordinal] = made
    return session().scalars(select(Comment).where(Comment.thread_id == made.id)).one()


def _anchor(back: Back, choice: Choice, copy: ReturnedCopy) -> Anchor:
    if not choice.place:
        version = evidence.version_by_id(copy.version_id)
        return Anchor(slot=evidence.home(version).slot)
    words = back.remark.place_quote if choice.place == back.remark.place else ""
    return Anchor(copy.version_id, choice.place, words)


def _paragraphs(words: str) -> str:
    """Paragraphs as Word had them; a sign that would name somebody here is a sign alone."""
    return "\n\n".join(words.replace("@", "\\@").splitlines())


def _whence(back: Back) -> str:
    """Who wrote it in Word, and when, for those who read who brought it in."""
    author = " ".join(_MARKED.sub(" ", back.remark.author).split()) or "somebody who is not named"
    day = f", {back.said_on}" if back.said_on else ""
    changed = "Changed in the" if back.comment is not None else "From the"
    return f"{changed} Word copy by {author}{day}."
