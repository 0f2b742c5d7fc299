"""Passages that may show a step of a line: at most five, by the words of step and line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.coverage import queries as coverage
from wccflow.coverage.queries import Candidate
from wccflow.coverage.scoring import Corpus, lit
from wccflow.coverage.suggesting import beginnings
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Item, Step
from wccflow.people.rights import Reach
from wccflow.search.words import stem, words

SHORTEST = 4  # letters of a word of the line's title that says what it is about


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may show a step, with the words by which it was found."""

    version_id: UUID
    key: str
    where: str
    pieces: Sequence[tuple[str, bool]]
    matched: Sequence[str]

    @property
    def address(self) -> str:
        """The path at which the passage is shown lit."""
        return f"/evidence/{self.version_id}/passages/{self.key}"


def suggestions(
    case: Case, about: str, steps: Sequence[Step], reach: Reach, *, without: Collection[str] = ()
) -> dict[str, list[Suggestion]]:
    """For each of these steps at most five passages about this; two queries for all of them."""
    filled = coverage.readable(case, reach)
    asked = [_asked(step, about) for step in steps]
    starts = {start for item in asked for start in beginnings(item)}
    wanted = _telling(about, [*definition_of(case).line_of_sight.steps.values()])
    found = (
        [each for each in coverage.candidates(filled, starts) if _is_about(each, wanted)] if starts else []
    )
    corpus = Corpus(found)
    return {
        item.key: [
            _suggestion(case, found[hit.number], hit.matched) for hit in corpus.best(item, without=without)
        ]
        for item in asked
    }


def _asked(step: Step, about: str) -> Item:
    return Item(step.key, about, terms=step.terms, slots=step.slots)


def _telling(about: str, steps: Sequence[Step]) -> frozenset[str]:
    """The words of a title that say what it is about: long enough, and not those of any line."""
    said = {stem(each) for each in words(about) if len(each) >= SHORTEST}
    usual = {stem(each) for step in steps for term in step.terms for each in words(term)}
    return frozenset(said - usual or said)


def _is_about(candidate: Candidate, wanted: Collection[str]) -> bool:
    """Whether a passage with its heading has at least half of these words."""
    said = {stem(each) for each in words(f"{candidate.heading or ''} {candidate.text}")}
    return 2 * len(said.intersection(wanted)) >= len(wanted)


def _suggestion(case: Case, candidate: Candidate, matched: Sequence[str]) -> Suggestion:
    title = definition_of(case).slots[candidate.slot].title
    where = f"{title}, page {candidate.page}" if candidate.page else title
    return Suggestion(candidate.version_id, candidate.key, where, lit(candidate.text, matched), matched)
