"""Where quoted places stand in the next version."""

from dataclasses import dataclass

from wccflow.evidence.anchoring import EDITED, EXACT, LOST, Anchor, follow
from wccflow.evidence.reading.passages import passage_id


@dataclass(frozen=True)
class Words:
    key: str
    text: str
    heading: str | None = None
    kind: str = "paragraph"


def words(*texts: str) -> list[Words]:
    seen: dict[str, int] = {}
    return [Words(passage_id(text, seen), text) for text in texts]


def whole(said: Words) -> Anchor:
    return Anchor(passage=said.key, quote=said.text)


FIRST = "We will release four million pounds from beds at Northfield by March."
SECOND = "Children in the five poorest wards will see a dentist within a month."
THIRD = "The board reviews the risks of the plan at each of its meetings."


def test_a_passage_whose_words_stay_is_found_again() -> None:
    old, new = words(FIRST, SECOND), words(THIRD, FIRST, SECOND)

    (placing,) = follow([whole(old[1])], old, new)

    assert (placing.outcome, placing.passage, placing.quote) == (EXACT, new[2].key, SECOND)


def test_a_reworded_passage_is_proposed_and_not_placed() -> None:
    old = words(FIRST, SECOND, THIRD)
    new = words(FIRST, SECOND.replace("a month", "two weeks"), THIRD)

    (placing,) = follow([whole(old[1])], old, new)

    assert (placing.outcome, placing.passage) == (EDITED, new[1].key)


def test_a_passage_that_is_gone_is_lost() -> None:
    old, new = words(FIRST, SECOND), words(FIRST)

    (placing,) = follow([whole(old[1])], old, new)

    assert (placing.outcome, placing.passage, placing.quote) == (LOST, None, SECOND)
