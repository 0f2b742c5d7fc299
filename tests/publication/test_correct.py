"""Corrections make a new content in which the change stands with its reason, and the old one stays."""

import json
from typing import Any

import pytest

from benchmarks._releases import invented
from wccflow.calibration.rules import canonical
from wccflow.engine.definition import Definition
from wccflow.publication import chain
from wccflow.publication.correct import RATING, WORDS, Change, corrected, sections
from wccflow.publication.rules import items_of


@pytest.fixture(scope="module")
def result() -> tuple[str, str, chain.Words]:
    """An invented result, its seal, and the levels of its definition in words."""
    made = invented(1, items=2)
    definition = Definition.from_document(json.loads(next(iter(made.definitions.values()))))
    entry = made.header["results"][0]
    return made.result(entry["sha256"]), made.sealed(entry["sealed"]), chain.words_of(definition)


def first(content: dict[str, Any]) -> dict[str, Any]:
    return next(item for _, _, item in items_of(content))


def other_level(content: dict[str, Any]) -> str:
    element, _, item = next(items_of(content))
    return str(next(each["key"] for each in element["scale"] if each["key"] != item["value"]))


def test_a_corrected_rating_still_follows_from_its_panel(result: tuple[str, str, chain.Words]) -> None:
    text, sealed, words = result
    content = json.loads(text)
    item, level = first(content), other_level(content)

    found = corrected(text, [Change(RATING, item["key"], level, "It was mistyped.")])

    assert first(found)["value"] == level
    assert found["changes"][-1]["where"] == "Correction after publication"
    assert found["changes"][-1]["reason"] == "It was mistyped."
    assert list(chain.faults_of(found, sealed, words)) == []
    assert first(json.loads(text)) == item


def test_two_corrections_of_one_rating_follow_one_another(result: tuple[str, str, chain.Words]) -> None:
    text, sealed, words = result
    item, level = first(json.loads(text)), other_level(json.loads(text))

    changes = [Change(RATING, item["key"], each, "Twice.") for each in (level, item["value"])]
    found = corrected(text, changes)

    assert first(found)["level"] == item["level"]
    assert list(chain.faults_of(found, sealed, words)) == []


def test_words_are_corrected_beside_what_they_said(result: tuple[str, str, chain.Words]) -> None:
    text, _, _ = result
    section = next(each for each in sections(json.loads(text)) if each.key == "first-1")

    found = corrected(text, [Change(WORDS, "first-1", "A board that listens.", "A slip.")])

    assert found["first"][0]["text"] == "A board that listens."
    assert found["corrections"] == [
        {
            "what": section.title,
            "before": section.text,
            "after": "A board that listens.",
            "reason": "A slip.",
            "signatures": 2,
        }
    ]


def test_without_corrections_nothing_changes(result: tuple[str, str, chain.Words]) -> None:
    assert canonical(corrected(result[0], [])) == result[0]
