"""Which of those who can be named the words after an @ mean."""

from uuid import UUID

from wccflow.review.naming import Nameable, fitting, form_for, named_in

ANN = Nameable("Ann Reader", ("Ann Reader", "ann", "ann@sha.example"), UUID(int=1), note="Plan reviewer")
ANNE = Nameable("Ann Reader-Smith", ("Ann Reader-Smith", "anne", "anne@sha.example"), UUID(int=2))
TWIN = Nameable("Ann Reader", ("Ann Reader", "a.reader", "a.reader@pct.example"), UUID(int=3))
CHAIR = Nameable("Panel chair", ("Panel chair", "panel-chair", "panel_chair"), roles=("panel_chair",))


def meant(text: str, *nameable: Nameable) -> list[tuple[str, list[str]]]:
    return [(each.words, [one.forms[1] for one in each.meant]) for each in named_in([text], nameable)]


def test_a_name_is_found_whatever_follows_it() -> None:
    assert meant("@Ann Reader, look; so does @ann reader’s chair (@panel-chair).", ANN, CHAIR) == [
        ("Ann Reader", ["ann"]),
        ("ann reader", ["ann"]),
        ("panel-chair", ["panel-chair"]),
    ]


def test_the_longest_name_that_fits_is_meant() -> None:
    assert meant("@Ann Reader-Smith and @Ann Readers", ANN, ANNE) == [
        ("Ann Reader-Smith", ["anne"]),
        ("Ann", ["ann"]),
    ]


def test_two_of_one_name_are_both_meant_and_each_has_words_of_its_own() -> None:
    assert meant("@Ann Reader", ANN, TWIN) == [("Ann Reader", ["ann", "a.reader"])]
    assert [form_for(each, [ANN, TWIN]) for each in (ANN, TWIN)] == ["ann", "a.reader"]
    assert form_for(ANN, [ANN, CHAIR]) == "Ann Reader"


def test_an_address_names_nobody_and_an_unknown_name_means_nobody() -> None:
    assert meant("Write to x@ann.example or @ 5, to @Bob Brown and go.", ANN) == [("Bob Brown", [])]


def test_a_whole_address_after_the_sign_is_a_name() -> None:
    assert meant("@a.reader@pct.example", ANN, TWIN) == [("a.reader@pct.example", ["a.reader"])]


def test_the_list_has_names_that_begin_so_before_notes() -> None:
    plan = Nameable("Zed", ("Zed", "z"), UUID(int=4), note="Planner")

    assert fitting([plan, CHAIR, ANN], "") == [plan, CHAIR, ANN]
    assert fitting([plan, CHAIR, ANN], "read") == [ANN]
    assert fitting([plan, ANN, CHAIR], "p") == [CHAIR, plan, ANN]
    assert fitting([plan, ANN, CHAIR], "", most=1) == [plan]
