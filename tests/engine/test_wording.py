"""Saying a process in other words."""

from wccflow.engine.wording import reworded


def said(text: str, **words: str) -> str:
    tables = {"gates.toml": {"gates": {"one": {"say": text}}}}
    answer: str = reworded(tables, words)["gates.toml"]["gates"]["one"]["say"]
    return answer


def test_a_word_is_replaced_in_its_number_and_case() -> None:
    text = "Organisations wait; the organisation is told."

    assert said(text, organisation="trust", organisations="trusts") == "Trusts wait; the trust is told."


def test_the_article_follows_the_new_word() -> None:
    assert said("An organisation and a plan", organisation="trust", plan="idea") == "A trust and an idea"


def test_words_within_words_stay() -> None:
    assert said("itemised items", item="standard", items="standards") == "itemised standards"


def test_what_is_replaced_is_not_replaced_again() -> None:
    assert said("organisation, overseer", organisation="overseer", overseer="region") == "overseer, region"


def test_a_word_in_capitals_in_the_middle_keeps_its_sense() -> None:
    assert said("the ITEM", item="standard") == "the Standard"


def test_names_tests_and_days_stay_as_they_are() -> None:
    tables = {
        "gates.toml": {"gates": {"items": {"need": "items complete", "say": "items wait"}}},
        "stages/items.toml": {"moves": [{"event": "items", "from": ["items"], "label": "Send items"}]},
    }

    assert reworded(tables, {"items": "standards"}) == {
        "gates.toml": {"gates": {"items": {"need": "items complete", "say": "standards wait"}}},
        "stages/items.toml": {"moves": [{"event": "items", "from": ["items"], "label": "Send standards"}]},
    }


def test_states_of_items_and_walks_are_said_anew_too() -> None:
    tables = {
        "tracks.toml": {"tracks": {"item": {"states": {"open": "item open"}}}},
        "examples.toml": {"examples": {"one": {"steps": [{"refused": ["1 of 2 items wait"]}]}}},
    }

    assert reworded(tables, {"item": "duty", "items": "duties"}) == {
        "tracks.toml": {"tracks": {"item": {"states": {"open": "duty open"}}}},
        "examples.toml": {"examples": {"one": {"steps": [{"refused": ["1 of 2 duties wait"]}]}}},
    }


def test_without_other_words_nothing_changes() -> None:
    tables = {"gates.toml": {"gates": {"one": {"say": "items wait"}}}}

    assert reworded(tables, {"items": "items", "overseer": ""}) == tables
