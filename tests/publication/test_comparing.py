"""Results side by side: what differs by more than two panels would, and what tells nothing."""

from typing import Any

from wccflow.engine.publishing import Publication
from wccflow.publication.comparing import compared

SCALE = [{"key": str(rank), "title": f"Level {rank}", "rank": rank} for rank in (1, 2, 3, 4)]
RULES = Publication(error_mean=0.15, error_item=0.5)


def result(name: str, *ranks: int) -> dict[str, Any]:
    items = [
        {"key": str(at), "title": f"Item {at}", "level": f"Level {rank}", "value": str(rank)}
        for at, rank in enumerate(ranks)
    ]
    element = {"key": "c", "title": "Competencies", "scale": SCALE, "groups": [{"title": "", "items": items}]}
    return {"organisation": {"code": name, "name": name}, "elements": [element]}


def test_items_stand_beside_one_another_with_what_their_difference_tells() -> None:
    part = compared([result("North", 1, 2, 4), result("South", 1, 3, 1)], RULES)[0]

    assert [(line.title, line.levels, line.says) for line in part.lines] == [
        ("Item 0", ["Level 1", "Level 1"], ""),
        ("Item 1", ["Level 2", "Level 3"], "too near to tell apart"),
        ("Item 2", ["Level 4", "Level 1"], "further apart than chance"),
    ]


def test_means_that_are_near_are_said_to_mean_nothing() -> None:
    part = compared([result("North", 2, 2, 2, 2), result("South", 2, 2, 2, 3)], RULES)[0]

    assert part.means == ["2.0", "2.2"]
    assert part.sentences == [
        "North and South lie 0.2 apart: too small to mean anything, since two panels that look at the same "
        "organisation may differ by 0.4."
    ]


def test_means_that_are_far_apart_are_told_with_the_better_first() -> None:
    part = compared([result("North", 1, 1), result("South", 3, 3)], RULES)[0]

    assert part.sentences == ["South lies 2.0 above North: more than two panels would differ."]


def test_four_results_make_six_pairs() -> None:
    four = [result(name, 1) for name in ("A", "B", "C", "D")]

    assert len(compared(four, RULES)[0].sentences) == 6


def test_an_element_that_one_of_them_lacks_is_left_out() -> None:
    without = {**result("South", 1), "elements": []}

    assert compared([result("North", 1), without], RULES) == []
