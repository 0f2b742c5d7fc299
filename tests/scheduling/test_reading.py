"""A problem is read from a document, and every fault is named by its place."""

from datetime import date
from typing import Any

import pytest

from wccflow.scheduling.problem import Panel, Pin
from wccflow.scheduling.reading import NoProblem, read


def document(**more: Any) -> dict[str, Any]:
    return {
        "days": ["2010-04-21", "2010-04-20"],
        "organisations": [{"code": "A", "days": ["2010-04-20"]}, {"code": "B"}],
        "people": [
            {"id": "Ann", "seat": "chair", "skills": ["finance"], "days": ["2010-04-20"], "cap": 2},
            {"id": "Bea", "seat": "chair", "conflicts": ["A"]},
        ],
        "seats": [{"seat": "chair", "count": 1}],
        "skills": [{"skill": "finance", "at_least": 1}],
        "rooms": 3,
        "per_week": 5,
        **more,
    }


def test_a_whole_document_becomes_a_problem() -> None:
    pinned = [{"organisation": "A", "day": "2010-04-20", "people": ["Ann"]}]

    found = read(document(pinned=pinned, before=pinned))

    assert found.days == (date(2010, 4, 20), date(2010, 4, 21))
    assert found.by_code["B"].days == frozenset(found.days)
    assert (found.by_id["Ann"].cap, found.by_id["Bea"].cap) == (2, 2)
    assert found.by_id["Bea"].conflicts == {"A"}
    assert (found.seats, found.skills, found.rooms, found.per_week) == ({"chair": 1}, {"finance": 1}, 3, 5)
    assert found.pinned == (Pin("A", date(2010, 4, 20), ("Ann",)),)
    assert found.before == (Panel("A", date(2010, 4, 20), ("Ann",)),)


@pytest.mark.parametrize(
    ("wrong", "say"),
    [
        ({"days": ["20 April"]}, "days has “20 April” where a day like 2010-04-21 must stand."),
        ({"days": None}, "The file must have a list of days."),
        ({"organisations": []}, "The file must have a list of organisations, with at least one."),
        ({"organisations": ["A"]}, "organisations, number 1 must be an object."),
        ({"organisations": [{"code": "A"}, {"code": "A"}]}, "The organisation A is there 2 times."),
        ({"organisations": [{"name": "A"}]}, "organisations, number 1 must have “code”, a name."),
        ({"rooms": "three"}, "The file must have “rooms”, a whole number from 0."),
        ({"per_week": True}, "The file must have “per_week”, a whole number from 0."),
        ({"people": [{"id": "Ann", "seat": "usher"}]}, "Ann sits as “usher”, which is no seat of a panel."),
        (
            {"people": [{"id": "Ann", "seat": "chair", "skills": "finance"}]},
            "people, number 1 must have “skills” as a list of names.",
        ),
        (
            {"pinned": [{"organisation": "Z", "day": "2010-04-20", "people": ["Zoe"]}]},
            "The pin of Z names Zoe, who is not among the people.",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_place(wrong: dict[str, Any], say: str) -> None:
    with pytest.raises(NoProblem) as refused:
        read(document(**wrong))

    assert say in str(refused.value)


@pytest.mark.parametrize("other", [[], "text", None, 3])
def test_what_is_no_object_is_refused_in_a_sentence(other: object) -> None:
    with pytest.raises(NoProblem, match="The file must hold one object"):
        read(other)
