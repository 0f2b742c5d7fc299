"""The question that a flag asks: in plain words, with the passages that are cited, and without a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.base.audiences import tokens_of
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach
from wccflow.ratings.models import Citation
from wccflow.ratings.queries import citations
from wccflow.ratings.rules import DOCUMENTS, SELF, item_in_words
from wccflow.review.readers import Readers, default_of, writable
from wccflow.review.topics import Topic
from wccflow.triangulation.queries import enquiries

MOST_AT_ONCE = 5
MOST_PASSAGES = 5
FIRST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line of enquiry that could be opened: on which item, in which words, and what is open already."""

    item: str
    title: str
    body: str
    open_ones: Sequence[Topic]


def proposed(case: Case, reach: Reach, items: Sequence[str]) -> list[Proposed]:
    """The questions for these items, in constant queries."""
    definition, found = definition_of(case), enquiries(case, reach, items)
    who = default_of(writable(case, reach), "")
    cited = _cited(case, reach, items, who)
    return [
        Proposed(
            item,
            item_in_words(definition, item),
            body_of(item_in_words(definition, item), case.organisation.name, cited.get(item, ())),
            [each for each in found.get(item, ()) if not each.is_resolved],
        )
        for item in items
    ]


def body_of(title: str, organisation: str, cited: Sequence[Citation]) -> str:
    """The question in words that tell no figure and no direction."""
    words = [
        f"What shows where {organisation} stands on “{title}”? What it says of itself and what others say "
        "do not meet: on what does it rest its view, and who could confirm it?"
    ]
    if cited:
        words.append("Passages cited there:\n\n" + "\n".join(map(_line, cited[:MOST_PASSAGES])))
    else:
        words.append("No passage is cited there.")
    return "\n\n".join(words)


def _cited(case: Case, reach: Reach, items: Sequence[str], who: Readers | None) -> dict[str, list[Citation]]:
    """What is cited for these items and may be read by everyone who will read the question."""
    rows = citations([case.id], reach=reach, channels=[SELF, DOCUMENTS], items=items)
    readers = {each: tokens_of(each) for each in {row.audience_id for row in rows}}
    found: dict[str, list[Citation]] = {}
    for row in rows:
        if who is not None and who.tokens <= readers[row.audience_id]:
            found.setdefault(row.item, []).append(row)
    return found


def _line(cited: Citation) -> str:
    words = " ".join(cited.quote.split()).replace("[", "(").replace("]", ")")
    short = words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]} …"
    where = f"page {cited.page}" if cited.page else "the passage"
    return f"- “{short}” ([{where}](/evidence/{cited.version_id}/passages/{cited.passage}))"
