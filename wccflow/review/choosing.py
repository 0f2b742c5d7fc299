"""What the sheet of a returned copy offers and carries: places, kinds and readers, comment by comment."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wccflow.base import audiences
from wccflow.base.errors import Refused
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import PassageRow, Version
from wccflow.people.rights import Reach, can, holds
from wccflow.review.bringing import Choice
from wccflow.review.copies_models import ReturnedCopy
from wccflow.review.readers import Readers, writable
from wccflow.review.rules import KINDS
from wccflow.review.topics import kind_in_words

SKIP, WHOLE, LINK = "skip", "whole", "link"
MOST_FOUND = 8
_TAKEN = re.compile(r"place-(\d{1,4})\Z")
_LINKED = re.compile(r"(p-[0-9a-f]{10}(?:-\d+)?)/?\Z")
NO_PASSAGE = (
    "“{given}” is no link of a passage of this document. Press “Copy link” beside the passage, and paste it."
)


@dataclass(frozen=True, slots=True)
class ForAll:
    """Who may read the threads that begin, and of which kinds they can be."""

    readers: Sequence[Readers]
    kinds: Sequence[tuple[str, str]]


def readers_for_all(case: Case, reach: Reach, version: Version) -> ForAll:
    """The readers to whom the document is known and for whom the person may write; kinds open to her."""
    definition = definition_of(case)
    may_read = audiences.tokens_of(version.audience_id)
    kinds = [
        (kind.key, kind_in_words(kind.key, definition))
        for kind in KINDS.values()
        if not kind.asks and holds(reach, kind.ability, place=case.place, definition=definition)
    ]
    if can(reach, "ask", place=case.place, definition=definition, state=case.state):
        kinds += [(kind.key, kind_in_words(kind.key, definition)) for kind in KINDS.values() if kind.asks]
    usual = sorted(kinds, key=lambda kind: kind[0] != "comment")
    return ForAll([each for each in writable(case, reach) if each.tokens <= may_read], usual)


def choices_in(given: Mapping[str, str], copy: ReturnedCopy) -> dict[int, Choice]:
    """By its place in the copy what was chosen for each comment that is to come in. Raises Refused."""
    chosen: dict[int, Choice] = {}
    for name in given:
        found = _TAKEN.match(name)
        if found is None or given[name] == SKIP:
            continue
        ordinal = int(found[1])
        place = _linked(given, ordinal, copy) if given[name] == LINK else given[name]
        chosen[ordinal] = Choice(
            place="" if place == WHOLE else place,
            kind=given.get(f"kind-{ordinal}", "comment"),
            audience=given.get(f"audience-{ordinal}") or given.get("audience", ""),
        )
    return chosen


def searched(given: Mapping[str, str], copy: ReturnedCopy) -> dict[int, list[PassageRow]]:
    """By the comment for which other passages are looked for, those that have the words."""
    wanted = {
        int(name.removeprefix("find-")): words.casefold().split()
        for name, words in given.items()
        if name.startswith("find-") and name.removeprefix("find-").isdecimal() and words.strip()
    }
    passages = evidence.passages_of(copy.version_id) if wanted else ()
    return {
        ordinal: [each for each in passages if all(word in each.text.casefold() for word in words)][
            :MOST_FOUND
        ]
        for ordinal, words in wanted.items()
    }


def _linked(given: Mapping[str, str], ordinal: int, copy: ReturnedCopy) -> str:
    link = given.get(f"link-{ordinal}", "").strip()
    found = _LINKED.search(link)
    if found is None or not evidence.passages([(copy.version_id, found[1])]):
        raise Refused(NO_PASSAGE.format(given=link[:80]))
    return found[1]
