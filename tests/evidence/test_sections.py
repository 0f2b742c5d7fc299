"""Sections of a document: where they begin and end, their order, and what makes one another than before."""

import pytest

from wccflow.evidence.sections import Line, section_at, sections, tree


def lines(*kinds: str, page: int | None = None) -> list[Line]:
    """Lines said shortly: `1 Needs` is a heading of level 1, anything else the name of a passage."""
    made = []
    for ordinal, said in enumerate(kinds):
        level, _, title = said.partition(" ")
        heading = level.isdecimal() and bool(title)
        key = f"p-{said.replace(' ', '')}" if heading else f"p-{said}"
        kind = "heading" if heading else "paragraph"
        made.append(Line(ordinal, key, kind, int(level) if heading else None, page, title if heading else ""))
    return made


def test_every_passage_stands_in_exactly_one_section() -> None:
    found = sections(lines("a", "1 Needs", "b", "2 Stroke", "c", "d", "1 Money"))

    assert [(each.title, each.first, each.last, each.end) for each in found] == [
        ("Before the first heading", 0, 0, "p-a"),
        ("Needs", 1, 2, "p-b"),
        ("Stroke", 3, 5, "p-d"),
        ("Money", 6, 6, "p-1Money"),
    ]


def test_sections_stand_below_one_another() -> None:
    found = sections(lines("a", "1 Needs", "3 Deep", "2 Stroke", "1 Money"))

    (before, needs, money) = tree(found)

    assert (before.section.title, before.below) == ("Before the first heading", [])
    assert [branch.section.title for branch in needs.below] == ["Deep", "Stroke"]
    assert (money.section.title, money.below) == ("Money", [])


def test_a_section_is_the_same_while_its_headings_and_words_are() -> None:
    before = sections(lines("1 Needs", "a", "2 Stroke", "b", "1 Money", "c"))
    after = sections(lines("1 New", "z", "1 Needs", "a", "2 Stroke", "b", "x", "1 Money", "c"))

    same = {each.digest for each in before} & {each.digest for each in after}

    assert [each.title for each in after if each.digest in same] == ["Needs", "Money"]
    assert before[1].path == after[2].path


def test_a_repeated_passage_counted_anew_changes_no_section() -> None:
    (before,) = sections(lines("1 Needs", "a"))
    (after,) = sections(lines("1 Needs", "a-2"))

    assert before.digest == after.digest


def test_sections_that_say_the_same_are_told_apart() -> None:
    found = sections(lines("1 Summary", "a", "1 Summary", "a", "1 Summary", "b"))

    assert len({each.digest for each in found}) == 3
    assert len({each.path for each in found}) == 3


@pytest.mark.parametrize(
    ("page", "count", "titles"),
    [
        (None, 3, ["The document"]),
        (4, 201, ["Page 4", "Page 4"]),
        (None, 201, ["Passages 1 to 200", "Passages 201 to 201"]),
    ],
)
def test_a_document_without_headings_has_sections_too(
    page: int | None, count: int, titles: list[str]
) -> None:
    found = sections(lines(*(f"a{number}" for number in range(count)), page=page))

    assert [each.title for each in found] == titles


def test_a_very_long_outline_keeps_to_its_upper_levels() -> None:
    said = [f"{1 + number % 2} Chapter {number}" for number in range(300)]

    assert {each.level for each in sections(lines(*said))} == {1}


def test_a_heading_alone_leaves_nothing_to_view() -> None:
    found = sections(lines("a", "1 Needs", "2 Stroke", "b"))

    assert [(each.title, each.bare) for each in found] == [
        ("Before the first heading", False),
        ("Needs", True),
        ("Stroke", False),
    ]


def test_nothing_has_no_sections() -> None:
    assert sections([]) == []


def test_the_section_of_a_passage_is_found() -> None:
    found = sections(lines("1 Needs", "a", "1 Money"))

    assert [section_at(found, at).title if section_at(found, at) else None for at in (0, 1, 2, 9)] == [
        "Needs",
        "Needs",
        "Money",
        None,
    ]
