"""What stands beside published results."""

from wccflow.engine.definition import Workflow
from wccflow.publication.words import told_in_words, whole


def test_a_result_published_before_carries_what_its_page_shows() -> None:
    shown = whole({"impression": "A board that knows where it goes.", "elements": []})

    assert shown["first"] == [{"title": "Overall impression", "text": "A board that knows where it goes."}]
    assert (shown["title"], shown["told"], shown["last"]) == ("report of the panel", [], [])


def test_a_result_with_words_of_its_own_keeps_them() -> None:
    assert whole({"title": "letter to the chair", "first": []})["title"] == "letter to the chair"


def test_a_definition_with_levels_is_not_told_in_words_alone(wcc: Workflow) -> None:
    assert told_in_words(wcc.editions["2009-10"]) is False
