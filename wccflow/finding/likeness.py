"""More like this: what else the person may read that speaks of what a passage speaks of."""

from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.evidence import queries as evidence
from wccflow.finding.checking import checked
from wccflow.finding.queries import asked_of, scope_of
from wccflow.finding.shown import Findings
from wccflow.people.rights import Reach
from wccflow.search.port import KEY, SearchIndex
from wccflow.search.tree import Among, And, Not, Or, Tree, Word

TELLING = 12  # words; more of them say less each
NOTHING_TELLS = "This passage has no words that tell it from others. Search for some of its words instead."


def more_like(
    version_id: UUID, key: str, *, reach: Reach, index: SearchIndex, limit: int = 10, offset: int = 0
) -> Findings:
    """Passages that share the telling words of this one, the nearest first. Raises NotFound or Refused."""
    passage = evidence.visible_passage(reach, version_id, key)
    scope = scope_of(reach)
    words = index.telling(passage.text, scope, most=TELLING)
    if not words:
        raise Refused(NOTHING_TELLS)
    alike: Tree = Or(tuple(Word(word) for word in words)) if len(words) > 1 else Word(words[0])
    itself = Among(KEY, frozenset({f"{version_id}#{key}"}), "this passage")
    page = index.search(
        asked_of(And((alike, Not(itself))), "passages", reach),
        scope,
        kind="passages",
        limit=limit,
        offset=offset,
    )
    return Findings(
        query=" OR ".join(words),
        kind="passages",
        understood=[f"like “{_shortened(passage.text)}”"],
        total=page.total,
        hits=checked("passages", page.hits, alike, reach),
        rebuilding=page.partial,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80].rsplit(' ', 1)[0]} …"
