"""One search reads no more than its allowance, counted over all audiences, and says how to narrow it."""

from pathlib import Path
from uuid import UUID

import pytest

from tests.search.factories import OURS, THEIRS, ask, entry, put, scope
from wccflow.base.errors import Refused
from wccflow.search.allowance import PLACES, TOO_MUCH, Allowance
from wccflow.search.port import Page
from wccflow.search.whoosh_index import WhooshIndex


def plans(folder: Path, most: int) -> WhooshIndex:
    """An index that lets a search read so much: ten plans in each of two audiences."""
    index = WhooshIndex(folder, most_postings=most)
    index.apply(
        [
            put(*[entry(f"{at}", "annual plan", audience=audience, slot="jsna") for at in range(10)])
            for audience in (OURS, THEIRS)
        ],
        watermark=1,
    )
    return index


def found(index: WhooshIndex, query: str, *audiences: UUID) -> Page:
    """What is found within the audiences, with its facets."""
    return index.search(ask(query), scope(*audiences), kind="passages", limit=5, facets=("slot",))


@pytest.mark.parametrize(
    ("query", "cost"),
    [("plan", 20), ("plan -budget", 20), ("plan OR annual", 40), ("slot:jsna", 20), ('"annual plan"', 440)],
)
def test_a_search_reads_no_more_than_its_allowance(tmp_path: Path, query: str, cost: int) -> None:
    enough, less = plans(tmp_path / "enough", cost), plans(tmp_path / "less", cost - 1)

    twice = [found(enough, query, OURS, THEIRS).total for _ in range(2)]
    with pytest.raises(Refused) as refusal:
        found(less, query, OURS, THEIRS)

    assert (twice, str(refusal.value), less.damaged) == ([20, 20], TOO_MUCH, set())
    assert found(less, query, OURS).total == 10  # narrowed to one
    enough.close()
    less.close()


def test_words_with_their_places_cost_more() -> None:
    allowance = Allowance(2 * PLACES)

    allowance.spend(PLACES)
    allowance.spend(PLACES)

    with pytest.raises(Refused, match="Narrow it"):
        allowance.spend(1)
