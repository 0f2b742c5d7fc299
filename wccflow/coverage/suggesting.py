"""Passages suggested for an item: at most five, of documents that the person may read, none refused."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wccflow.coverage import queries, rules
from wccflow.coverage.models import SuggestionLabel
from wccflow.coverage.queries import Candidate, Claim
from wccflow.coverage.scoring import Corpus, Hit, lit
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Item
from wccflow.evidence.queries import Filled, passages
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.search.words import stem, words

NOT_RELEVANT = "not relevant"
SHORTEST_BEGINNING = 3
MAY_CHANGE = 2  # letters at the end of a stem that the word itself may not have, as policy and polici


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may show an item, with the words by which it was found."""

    candidate: Candidate
    document: str
    matched: Sequence[str]
    pieces: Sequence[tuple[str, bool]]
    heading: Sequence[tuple[str, bool]]

    @property
    def where(self) -> str:
        """Document and page."""
        page = self.candidate.page
        return f"{self.document}, page {page}" if page else self.document


@dataclass(frozen=True, slots=True)
class Put:
    """A passage that was said not to be relevant, and may be taken back."""

    label: SuggestionLabel
    text: str


def suggestions(case: Case, item: Item, reach: Reach, *, channel: str) -> list[Suggestion]:
    """At most five passages for one item, best first, with the matched words marked."""
    filled = queries.readable(case, reach)
    cited = [each.passage for each in ratings.citations([case.id], reach=reach, items=[item.key])]
    refused = _refused(queries.labels(case.id, reach, channel=channel, items=[item.key]))
    found = queries.candidates(filled, beginnings(item))
    corpus = Corpus(found, total=sum(each.version.passage_count for each in _versions(filled)))
    best = corpus.best(item, without=_named([*cited, *(each.passage for each in refused)]))
    return [_suggestion(case, found[hit.number], hit) for hit in best]


def suggested(
    case: Case,
    items: Sequence[Item],
    found: Sequence[Candidate],
    reach: Reach,
    *,
    channel: str,
    claims: Sequence[Claim],
) -> Mapping[str, list[Hit]]:
    """The same for many items at once, among all passages of the case's documents: for whoever plans."""
    if not items:
        return {}
    corpus = Corpus(found)
    refused: dict[str, list[str]] = {}
    for each in _refused(queries.labels(case.id, reach, channel=channel)):
        refused.setdefault(each.item, []).append(each.passage)
    for claim in claims:
        refused.setdefault(claim.citation.item, []).append(claim.citation.passage)
    return {item.key: corpus.best(item, without=_named(refused.get(item.key, ()))) for item in items}


def put_aside(case: Case, item: str, reach: Reach, *, channel: str) -> list[Put]:
    """What this side said is not relevant for an item, newest first, with the words."""
    rows = _refused(queries.labels(case.id, reach, channel=channel, items=[item]))
    texts = passages({(row.version_id, row.passage) for row in rows})
    return [Put(row, texts[row.version_id, row.passage].text) for row in rows]


def beginnings(item: Item) -> set[str]:
    """Beginnings of words of which every passage that may be found has one; none where nothing is known."""
    said = [words(term) for term in item.terms] or [[word] for word in words(item.title)]
    return {_beginning(stem(max(each, key=len))) for each in said if each}


def _refused(labels: Iterable[SuggestionLabel]) -> list[SuggestionLabel]:
    return [each for each in labels if each.label == NOT_RELEVANT]


def _beginning(stemmed: str) -> str:
    return stemmed[: max(SHORTEST_BEGINNING, len(stemmed) - MAY_CHANGE)]


def _named(keys: Iterable[str]) -> Collection[str]:
    return {rules.words_named(each) for each in keys}


def _versions(filled: Sequence[Filled]) -> list[Filled]:
    return list({each.version.id: each for each in filled}.values())


def _suggestion(case: Case, candidate: Candidate, hit: Hit) -> Suggestion:
    slot = definition_of(case).slots[candidate.slot]
    heading = lit(candidate.heading or "", hit.matched)
    return Suggestion(candidate, slot.title, hit.matched, lit(candidate.text, hit.matched), heading)
