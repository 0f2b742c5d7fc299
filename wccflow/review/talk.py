"""A conversation as one person opens it: where it goes on for her, and words quoted into her next message."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from wccflow.base.clock import LONDON
from wccflow.base.work import session
from wccflow.people.rights import Reach
from wccflow.review.conversation import Said
from wccflow.review.drafts import Unsent
from wccflow.review.models import ReadMark, Thread


def first_unread(thread: Thread, lines: Sequence[object], reach: Reach) -> UUID | None:
    """The first message of somebody else on the page that the person has not read."""
    mark = session().get(ReadMark, (reach.person_id, thread.id))
    read = mark.ordinal if mark else 0
    others = (each for each in lines if isinstance(each, Said) and each.author_id != reach.person_id)
    return next((each.id for each in others if each.ordinal > read and not each.is_gone), None)


def with_quotation(unsent: Unsent, lines: Sequence[object], wanted: str) -> Unsent:
    """Her unsent words, with the message that she wants to answer quoted below them."""
    found = next((each for each in lines if isinstance(each, Said) and str(each.id) == wanted), None)
    if found is None or found.is_gone:
        return unsent
    return replace(unsent, body="\n\n".join(filter(None, [unsent.body, quoted(found)])) + "\n\n")


def quoted(line: Said) -> str:
    """A message as markdown quotes it, with whose words they are."""
    head = f"**{line.author}**, {line.at.astimezone(LONDON):%H:%M}:"
    return "\n".join(f"> {each}".rstrip() for each in [head, *line.body.splitlines()])
