"""Quoting words of a document in a thread that exists: which threads stand open to it, and what is put in."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.evidence.queries import Quote
from wccflow.people.rights import Reach
from wccflow.review.drafts import Unsent
from wccflow.review.references import text_of_link
from wccflow.review.rules import CLOSED
from wccflow.review.speech import plainly
from wccflow.review.topics import Topic, topics

MOST_OFFERED = 40


def quotable(case: Case, version: Version, key: str, reach: Reach) -> Sequence[Topic]:
    """The threads in which one can write, those on this passage first, then those in which one takes part."""

    def rank(topic: Topic) -> tuple[bool, bool, bool]:
        is_here = topic.thread.version_id == version.id and topic.thread.passage == key
        return not is_here, not topic.is_mine, topic.is_resolved

    return sorted((each for each in topics(reach, [case]) if each.life != CLOSED), key=rank)


def address_in(topic: Topic, quoted: Quote) -> str:
    """The page of a thread on which the words stand in one's own message already."""
    asked = {"from": quoted.version_id, "passage": quoted.key, "words": quoted.quote}
    return f"{topic.thread.address}?{urlencode(asked)}"


def in_words(case: Case, version: Version, quoted: Quote) -> str:
    """The words as markdown quotes them, with a link to where they stand."""
    slot = evidence.home(version).slot
    slots = definition_of(case).slots
    title = slots[slot].title if slot in slots else version.file_name
    where = f"{title}, page {quoted.page}" if quoted.page else title
    head = text_of_link(where, f"/evidence/{version.id}/passages/{quoted.key}")
    return "\n".join(f"> {each}".rstrip() for each in [f"{head}:", *plainly(quoted.quote).splitlines()])


def with_words(unsent: Unsent, case: Case, version: Version, quoted: Quote) -> Unsent:
    """Her unsent words with the quotation below them."""
    said = in_words(case, version, quoted)
    return replace(unsent, body="\n\n".join(filter(None, [unsent.body, said])) + "\n\n")
