"""Tests of the invented review threads."""

import tomllib
from datetime import date

import pytest

from wccflow.base.places import workflows_folder
from wccflow.demonstration.conversation import Talk, talks
from wccflow.demonstration.documents import KINDS, blocks_of
from wccflow.demonstration.figures import Profile

BOARD = date(2009, 11, 24)


def held(organisation: Profile) -> list[Talk]:
    return talks(organisation, seed=1, edition="2009-10", board_date=BOARD)


@pytest.mark.parametrize("seed", range(4))
def test_every_thread_is_about_a_paragraph_of_the_organisations_own_document(seed: int) -> None:
    organisation = Profile.of("5PG", "Birmingham East and North PCT", seed)

    found = talks(organisation, seed=seed, edition="2009-10", board_date=BOARD)

    assert len(found) >= 18
    for talk in found:
        assert talk.slot in KINDS
        blocks = blocks_of(talk.slot, organisation, seed=seed, edition="2009-10", board_date=BOARD)
        assert talk.passage in [getattr(block, "text", "") for block in blocks]


def test_threads_are_questions_with_answers_lines_of_enquiry_and_praise() -> None:
    found = held(Profile.of("5N2", "Kirklees PCT", 1))

    assert {talk.kind for talk in found} == {"question", "line_of_enquiry", "praise"}
    for talk in found:
        sides = [turn.side for turn in talk.turns]
        assert sides == (["overseer", "organisation"] * 3)[: len(sides)]
        if talk.kind == "question":
            assert len(talk.turns) >= 2
        if talk.kind == "line_of_enquiry":
            assert len(talk.turns) == 1


def test_the_missing_disinvestment_is_asked_about_only_where_it_is_planted() -> None:
    for seed in range(12):
        organisation = Profile.of("5N2", "Kirklees PCT", seed)
        asked = any("Where is the disinvestment" in talk.turns[0].body for talk in held(organisation))
        assert asked == organisation.planted


def test_threads_are_the_same_for_the_same_seed_and_differ_between_organisations() -> None:
    here, there = Profile.of("5N2", "Kirklees PCT", 1), Profile.of("TAM", "Solihull Care Trust", 1)

    assert held(here) == held(here)
    assert held(here) != held(there)


def test_every_thread_names_an_item_that_the_workflow_has() -> None:
    folder = workflows_folder() / "wcc" / "elements"
    items = set().union(*(tomllib.loads(path.read_text())["items"] for path in folder.glob("[cg]*.toml")))

    assert {talk.item for talk in held(Profile.of("5N2", "Kirklees PCT", 1))} <= items
