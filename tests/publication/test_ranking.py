"""Rankings by named rules: another rule gives another order, and chance alone parts no places."""

from typing import Any

from wccflow.engine.publishing import Publication, Ranking
from wccflow.publication.ranking import Member, Part, member_of, ranked

HALVES = Ranking("halves", "Both alike", "1", "shares", ("governance", "levels"), "Both count alike.")
FIRST = Ranking("first", "Governance first", "1", "in_order", ("governance", "levels"), "Governance first.")
RULES = Publication(error_mean=0.05, fewest_ranked=3)


def member(code: str, governance: tuple[int, ...], levels: tuple[int, ...]) -> Member:
    return Member(code, f"PCT {code}", {"governance": Part(governance, 2), "levels": Part(levels, 4)})


MEMBERS = [
    member("A", (2, 2), (1, 1)),
    member("B", (1, 2), (4, 4)),
    member("C", (0, 0), (2, 2)),
]


def places(rule: Ranking, members: list[Member]) -> list[tuple[str, int]]:
    return [(row["code"], row["place"]) for row in ranked(rule, members, RULES)["rows"]]


def test_two_rules_make_two_tables_of_the_same_ratings() -> None:
    assert places(HALVES, MEMBERS) == [("B", 1), ("A", 2), ("C", 3)]
    assert places(FIRST, MEMBERS) == [("A", 1), ("B", 2), ("C", 3)]


def test_points_are_told_as_the_rule_counts_them() -> None:
    assert [row["points"] for row in ranked(HALVES, MEMBERS, RULES)["rows"]] == ["87.5", "62.5", "25"]
    assert [row["points"] for row in ranked(FIRST, MEMBERS, RULES)["rows"]] == [
        "4 and 2",
        "3 and 8",
        "0 and 4",
    ]


def test_those_with_the_same_points_have_the_same_place() -> None:
    twins = [member("A", (2,), (3,)), member("B", (2,), (3,)), member("C", (1,), (1,))]

    assert places(HALVES, twins) == [("A", 1), ("B", 1), ("C", 3)]


def test_places_that_chance_may_part_are_told_as_a_span() -> None:
    near = [
        member("A", (2,) * 10, (3,) * 10),
        member("B", (2,) * 10, (3,) * 9 + (2,)),
        member("C", (0,), (1,)),
    ]

    rows = ranked(HALVES, near, RULES)["rows"]

    assert [(row["first"], row["last"]) for row in rows] == [(1, 2), (1, 2), (3, 3)]


def test_too_few_are_not_ranked_and_it_is_said_why() -> None:
    found = ranked(HALVES, MEMBERS[:2], RULES)

    assert found["rows"] == []
    assert found["none"] == "Nothing is ranked: 2 results of 3 needed can be ranked by this rule."


def test_whoever_lacks_a_part_is_not_ranked() -> None:
    without = Member("D", "PCT D", {"levels": Part((1,), 4)})

    assert ("D", 4) not in places(HALVES, [*MEMBERS, without])


def test_a_published_result_is_ranked_by_the_ranks_of_its_levels() -> None:
    content: dict[str, Any] = {
        "elements": [
            {
                "key": "levels",
                "scale": [{"key": "1", "title": "One", "rank": 1}, {"key": "2", "title": "Two", "rank": 2}],
                "groups": [{"items": [{"level": "Two", "value": "2"}, {"level": "One", "value": "1"}]}],
            }
        ]
    }

    assert member_of("A", "PCT A", content).parts == {"levels": Part((2, 1), 2)}
