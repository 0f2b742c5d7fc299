"""Queries written anew from their trees."""

from datetime import date

import pytest

from wccflow.search.grammar import FieldKind, parse
from wccflow.search.rewriting import parts_of, with_value
from wccflow.search.tree import Among, And, Field, Word

FIELDS = {
    "org": FieldKind("organisation", "organisation"),
    "pct": FieldKind("organisation", "PCT"),
    "filed": FieldKind("filed", "filed", "date"),
    "page": FieldKind("page", "page", "number"),
}


def left(query: str) -> list[str | None]:
    return [each.without for each in parts_of(parse(query, fields=FIELDS), FIELDS)]


@pytest.mark.parametrize(
    ("query", "without"),
    [
        ("stroke", [""]),
        ("stroke care", ["care", "stroke"]),
        ("stroke pct:5PG", ['pct:"5PG"', "stroke"]),
        ('stroke org:"Birmingham East"', ['org:"Birmingham East"', "stroke"]),
        ("stroke -care", ["NOT care", "stroke"]),
        ("stroke (care OR money)", ["care OR money", "stroke"]),
        ("a1 b1 (c1 OR (d1 e1))", ["b1 (c1 OR (d1 e1))", "a1 (c1 OR (d1 e1))", "a1 b1"]),
        ("well-being commission*", ["commission*", '"well being"']),
        ("goal NEAR/5 money page>=3", ["page>=3", '"goal money"~5']),
        ("plan filed<2010-01-31", ["filed<2010-01-31", "plan"]),
        ("plan page:3", ["page:3", "plan"]),
        ('"OR" plan', ["plan", '"or"']),
        ("stroke NOT (care money)", ["NOT (care money)", "stroke"]),
        ("stroke OR care", [""]),
    ],
)
def test_each_part_can_be_taken_off(query: str, without: list[str]) -> None:
    assert left(query) == without


def test_what_is_left_means_what_it_meant() -> None:
    query = 'stroke "in care" (x1 OR -y1) pct:5PG org:"A b" page<4'
    tree = parse(query, fields=FIELDS)
    assert isinstance(tree, And)

    for at, part in enumerate(parts_of(tree, FIELDS)):
        rest = tree.parts[:at] + tree.parts[at + 1 :]
        assert part.without is not None
        assert parse(part.without, fields=FIELDS) == And(rest)


def test_what_no_query_says_cannot_be_left() -> None:
    tree = And((Word("stroke"), Among("key", frozenset({"a"}), "this one"), Field("x", "1", "X")))

    assert [each.without for each in parts_of(tree, FIELDS)] == [None, None, None]


def test_a_value_narrows_the_whole_query() -> None:
    def narrowed(query: str, value: str) -> str:
        return with_value(query, parse(query, fields=FIELDS), "org", value)

    assert narrowed("stroke care", "5PG") == "stroke care org:5PG"
    assert narrowed("stroke OR care", "5PG") == "(stroke OR care) org:5PG"
    assert narrowed("stroke", "East End") == 'stroke org:"East End"'


def test_days_are_written_as_they_are_read() -> None:
    (part,) = parts_of(parse("filed>2010-01-31", fields=FIELDS), FIELDS)

    assert part.words == f"filed: after {date(2010, 1, 31).day} January 2010"
