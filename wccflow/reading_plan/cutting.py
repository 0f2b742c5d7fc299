"""A document cut into stretches that are read in one go; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from wccflow.coverage.queries import Candidate
from wccflow.coverage.rules import words_named
from wccflow.evidence.sections import Line, Section, sections
from wccflow.reading_plan.rules import Reason, Stretch

LONGEST = 600  # words: three minutes
OUTLINED = "heading"


def stretches(
    passages: Sequence[Candidate], document: tuple[int, int], reasons: Mapping[int, Sequence[Reason]]
) -> list[Stretch]:
    """The stretches of one document, each with the reasons of its passages; `reasons` go by ordinal."""
    lines = [_line(each) for each in passages]
    found = []
    for section in sections(lines):
        within = [each for each in passages if section.first <= each.ordinal <= section.last]
        for number, part in enumerate(_parts(within)):
            title = section.title if not number else f"{section.title}, continued"
            found.append(_stretch(part, document, title, section, reasons))
    return found


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def _parts(passages: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The passages in parts of at most the longest length; one that is longer stands alone."""
    part: list[Candidate] = []
    length = 0
    for each in passages:
        words = words_in(each.text)
        if part and length + words > LONGEST and any(one.kind != OUTLINED for one in part):
            yield part
            part, length = [], 0
        part.append(each)
        length += words
    if part:
        yield part


def _stretch(
    part: Sequence[Candidate],
    document: tuple[int, int],
    title: str,
    section: Section,
    reasons: Mapping[int, Sequence[Reason]],
) -> Stretch:
    given = [replace(reason, at=each.ordinal) for each in part for reason in reasons.get(each.ordinal, ())]
    return Stretch(
        document=document,
        first=part[0].ordinal,
        last=part[-1].ordinal,
        key=part[0].key,
        title=title,
        page=part[0].page,
        words=sum(words_in(each.text) for each in part),
        digest=digest_of([section.path, *(words_named(each.key) for each in part)]),
        reasons=tuple(dict.fromkeys(given)),
        section=section.digest,
    )


def digest_of(words: Sequence[str]) -> str:
    """The name of a stretch, from its words alone: it lasts until they change."""
    return sha256("\x1f".join(words).encode()).hexdigest()


def _line(each: Candidate) -> Line:
    title = each.text if each.kind == OUTLINED else ""
    return Line(each.ordinal, each.key, each.kind, each.level, each.page, title)
