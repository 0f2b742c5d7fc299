"""What changed between two versions, passage by passage and word by word."""

from dataclasses import dataclass

from wccflow.evidence.difference import Said, changes
from wccflow.evidence.reading.passages import passage_id


@dataclass(frozen=True)
class Words:
    key: str
    text: str


def words(*texts: str) -> list[Words]:
    seen: dict[str, int] = {}
    return [Words(passage_id(text, seen), text) for text in texts]


def told(old: list[Words], new: list[Words]) -> list[tuple[str, str]]:
    def text(said: Said | None) -> str:
        return said.text if said else ""

    return [(change.kind, text(change.after) or text(change.before)) for change in changes(old, new)]


def test_nothing_changed_between_equal_versions() -> None:
    assert changes(words("One.", "Two."), words("One.", "Two.")) == []


def test_removed_and_added_passages_are_told_where_they_stand() -> None:
    old = words("One.", "We will close the old hospital.", "Three.")
    new = words("One.", "Three.", "Dental access doubles next year.")

    assert told(old, new) == [
        ("removed", "We will close the old hospital."),
        ("added", "Dental access doubles next year."),
    ]


def test_a_reworded_passage_has_its_words_marked() -> None:
    old, new = words("We will release £4.1m from beds."), words("We will release £3.9m from beds.")

    (change,) = changes(old, new)

    assert (change.kind, change.pieces) == (
        "reworded",
        (("same", "We will release"), ("gone", "£4.1m"), ("new", "£3.9m"), ("same", "from beds.")),
    )


def test_a_passage_that_stands_elsewhere_has_moved_and_is_neither_gone_nor_new() -> None:
    old, new = words("One.", "Two.", "Three.", "Four."), words("Four.", "One.", "Two.", "Three.")

    assert told(old, new) == [("moved", "Four.")]


def test_of_a_stretch_too_large_to_compare_all_is_removed_and_added() -> None:
    old = words(*[f"The number is {number}." for number in range(210)])
    new = words(*[f"The number was {number}." for number in range(210)])

    assert {kind for kind, _ in told(old, new)} == {"removed", "added"}
