"""Where quoted places stand in the next version, and that nothing is ever placed on another sentence."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wccflow.evidence.anchoring import EDITED, EXACT, LOST, MOVED, Anchor, Placing, follow
from wccflow.evidence.reading.passages import passage_id


@dataclass(frozen=True)
class Words:
    key: str
    text: str
    heading: str | None = None
    kind: str = "paragraph"


def words(*texts: str) -> list[Words]:
    seen: dict[str, int] = {}
    return [Words(passage_id(text, seen), text) for text in texts]


def whole(said: Words) -> Anchor:
    return Anchor(passage=said.key, quote=said.text)


def placed(anchor: Anchor, old: list[Words], new: list[Words]) -> Placing:
    (placing,) = follow([anchor], old, new)
    return placing


FIRST = "We will release four million pounds from beds at Northfield by March."
SECOND = "Children in the five poorest wards will see a dentist within a month."
THIRD = "The board reviews the risks of the plan at each of its meetings."
FOURTH = "Stroke patients are seen by a specialist nurse on the day they arrive."
FIFTH = "Every practice in Eastbrook offers a health check to people over forty."
SIXTH = "Smoking among expectant mothers falls by a fifth in the first two years."
REPEATED = "Not applicable."
ALL = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH)


def test_no_anchors_have_no_places() -> None:
    assert follow([], words(FIRST), words(FIRST)) == []


def test_a_passage_whose_words_stay_is_found_again() -> None:
    old, new = words(FIRST, SECOND), words(THIRD, FIRST, SECOND)

    placing = placed(whole(old[1]), old, new)

    assert (placing.outcome, placing.passage, placing.quote) == (EXACT, new[2].key, SECOND)


def test_a_passage_that_stands_elsewhere_has_moved() -> None:
    old, new = words(*ALL), words(SECOND, THIRD, FOURTH, FIFTH, SIXTH, FIRST)

    assert placed(whole(old[0]), old, new).outcome == MOVED
    assert placed(whole(old[3]), old, new).outcome == EXACT


def test_a_section_that_moved_takes_its_repeats_along() -> None:
    old = words(FIRST, REPEATED, SECOND, THIRD, REPEATED, FOURTH, FIFTH)
    new = words(THIRD, REPEATED, FOURTH, FIFTH, FIRST, REPEATED, SECOND)

    assert placed(whole(old[1]), old, new).passage == new[5].key
    assert placed(whole(old[4]), old, new).passage == new[1].key


def test_a_reworded_passage_is_proposed_and_not_placed() -> None:
    old = words(FIRST, SECOND, THIRD)
    new = words(FIRST, SECOND.replace("a month", "two weeks"), THIRD)

    placing = placed(whole(old[1]), old, new)

    assert (placing.outcome, placing.passage, placing.quote) == (EDITED, new[1].key, new[1].text)
    assert placing.likeness == pytest.approx(0.81, abs=0.05)


def test_a_passage_of_which_most_words_changed_is_proposed_by_its_place() -> None:
    old = words(FIRST, SECOND, THIRD)
    new = words(FIRST, "Children in our wards may visit any dentist of their choice quite soon.", THIRD)

    placing = placed(whole(old[1]), old, new)

    assert (placing.outcome, placing.passage) == (EDITED, new[1].key)


def test_a_passage_that_is_gone_is_lost_with_its_quote() -> None:
    old, new = words(FIRST, SECOND), words(FIRST)

    placing = placed(whole(old[1]), old, new)

    assert (placing.outcome, placing.passage, placing.quote) == (LOST, None, SECOND)


def test_a_repeat_keeps_its_place_when_another_is_put_before_it() -> None:
    old = words(FIRST, SECOND, REPEATED, THIRD)
    new = words(FIRST, REPEATED, SECOND, REPEATED, THIRD)

    placing = placed(whole(old[2]), old, new)

    assert (placing.outcome, placing.passage) == (EXACT, new[3].key)
    assert old[2].key != new[3].key


def test_a_repeat_is_not_placed_on_another_repeat_when_it_is_gone() -> None:
    old = words(FIRST, REPEATED, SECOND, THIRD, REPEATED, FOURTH)
    new = words(FIRST, SECOND, THIRD, REPEATED, FOURTH)

    assert placed(whole(old[1]), old, new).outcome not in (EXACT, MOVED)
    assert placed(whole(old[4]), old, new).passage == new[3].key


def test_a_repeat_that_nothing_tells_from_another_is_asked_for() -> None:
    old = words(FIRST, REPEATED, SECOND, THIRD)
    new = words(REPEATED, FOURTH, REPEATED, FIFTH)

    assert placed(whole(old[1]), old, new).outcome not in (EXACT, MOVED)


def test_a_copy_beside_the_changed_original_is_not_taken_for_it() -> None:
    heading = "Service | 2009 | 2010"
    old = words(FIRST, SECOND, heading, THIRD, FOURTH, heading, FIFTH)
    new = words(FIRST, SECOND, heading, f"{heading} | 2011", THIRD, FOURTH, heading, FIFTH)

    assert placed(whole(old[2]), old, new).outcome not in (EXACT, MOVED)


def test_another_row_that_came_to_the_same_numbers_is_not_taken_for_it() -> None:
    old = words(FIRST, "Stroke | 5 | 7", SECOND, THIRD, FOURTH, "Stroke | 2 | 3", FIFTH)
    new = words(FIRST, "Stroke | 6 | 8", SECOND, THIRD, FOURTH, "Stroke | 5 | 7", FIFTH)

    placing = placed(whole(old[1]), old, new)

    assert (placing.outcome, placing.passage) == (EDITED, new[1].key)


def test_line_breaks_hyphens_quotes_and_dashes_are_no_edit() -> None:
    old = words(FIRST, "The “re-admission” target – for 2010 – is met by all providers.", THIRD)
    new = words(FIRST, 'The "re-\nadmission"  target - for 2010 - is met by all provi- ders.', THIRD)

    assert placed(whole(old[1]), old, new).outcome == EXACT


def test_a_minus_before_a_number_is_an_edit() -> None:
    old = words(FIRST, "The outturn of the year for all services is -3.2 million.", THIRD)
    new = words(FIRST, "The outturn of the year for all services is 3.2 million.", THIRD)

    assert placed(whole(old[1]), old, new).outcome == EDITED


def test_two_numbers_do_not_become_one() -> None:
    old = words(FIRST, "Beds | 12 34 | 5", THIRD)
    new = words(FIRST, "Beds | 1234 | 5", THIRD)

    assert placed(whole(old[1]), old, new).outcome == EDITED


def test_a_sentence_that_stays_while_its_passage_is_reworded_is_exact() -> None:
    old = words(FIRST, f"{SECOND} {FOURTH}", THIRD)
    new = words(FIRST, f"{SECOND.replace('a month', 'two weeks')} {FOURTH}", THIRD)

    placing = placed(Anchor(old[1].key, FOURTH), old, new)

    assert (placing.outcome, placing.passage, placing.quote) == (EXACT, new[1].key, FOURTH)


def test_words_to_which_a_not_was_put_are_asked_for() -> None:
    old = words(FIRST, "The board will close the wards at Northfield in the spring.", THIRD)
    new = words(FIRST, "The board will not close the wards at Northfield in the spring.", THIRD)

    placing = placed(Anchor(old[1].key, "close the wards at Northfield in the spring."), old, new)

    assert (placing.outcome, placing.passage) == (EDITED, new[1].key)


def test_a_few_words_of_a_reworded_passage_are_given_as_they_are_now() -> None:
    old = words(FIRST, "The board will release £4.1m from beds in spring.", THIRD)
    new = words(FIRST, "The board may release £3.8m from beds in autumn.", THIRD)

    placing = placed(Anchor(old[1].key, "release £4.1m from beds"), old, new)

    assert (placing.outcome, placing.quote) == (EDITED, "release £3.8m from beds")


def test_a_split_passage_keeps_each_sentence_on_its_half() -> None:
    old, new = words(FIRST, f"{SECOND} {FOURTH}", THIRD), words(FIRST, SECOND, FOURTH, THIRD)

    assert placed(Anchor(old[1].key, SECOND), old, new).passage == new[1].key
    assert placed(Anchor(old[1].key, FOURTH), old, new).passage == new[2].key


def test_a_whole_split_passage_is_asked_for_with_both_halves() -> None:
    old, new = words(FIRST, f"{SECOND} {FOURTH}", THIRD), words(FIRST, SECOND, FOURTH, THIRD)

    placing = placed(whole(old[1]), old, new)

    assert placing.outcome == EDITED
    assert {placing.passage, *placing.others} == {new[1].key, new[2].key}


def test_two_passages_made_one_keep_their_sentences() -> None:
    old, new = words(FIRST, SECOND, FOURTH, THIRD), words(FIRST, f"{SECOND} {FOURTH}", THIRD)

    assert [placed(whole(old[at]), old, new).passage for at in (1, 2)] == [new[1].key, new[1].key]


def test_rows_that_change_places_and_numbers_are_told_by_their_names() -> None:
    old = words("Head | 2009", "Dental access | 5 | 6", "Stroke units | 7 | 8", THIRD)
    new = words("Head | 2009", "Stroke units | 7 | 9", "Dental access | 5 | 6", THIRD)

    assert placed(whole(old[1]), old, new).passage == new[2].key
    assert placed(whole(old[2]), old, new).passage == new[1].key


def test_an_anchor_without_its_passage_is_found_by_all_that_it_says() -> None:
    old, new = words(FIRST, SECOND), words(FIRST, SECOND)

    assert placed(Anchor("p-gone", "see a dentist", "wards will ", " within"), old, new).passage == new[1].key
    assert placed(Anchor("p-gone", "nobody said this"), old, new).outcome == LOST


def test_a_quote_that_its_passage_does_not_say_is_asked_for() -> None:
    old, new = words(FIRST, SECOND), words(FIRST, SECOND)

    assert placed(Anchor(old[0].key, "nobody said this"), old, new).outcome == EDITED


def test_empty_versions_lose_everything() -> None:
    old = words(FIRST)

    assert placed(whole(old[0]), old, []).outcome == LOST


SENTENCES = (*ALL, REPEATED, "See the annex.", "Dental | 5 | 7", "Dental | 5 | 8", "Total | 0 | 0")


def said_anew(number: int, text: str) -> str:
    """The text with every third word changed, each time to a word of its own."""
    return " ".join(f"changed{number}" if at % 3 == 0 else word for at, word in enumerate(text.split()))


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Two versions as numbered texts; a number is one passage, whatever it says now.

    A repeat is reworded or kept but not dropped: of two equal neighbours nobody can tell which one went.
    """
    texts = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=16))
    new: list[tuple[int, str]] = []
    for number, text in enumerate(texts):
        acts = ["keep", "keep", "keep", "reword", "insert"] + ["drop"] * (texts.count(text) == 1)
        act = draw(st.sampled_from(acts))
        if act == "insert":
            new.append((-1, f"Something new is put before passage {number}."))
        if act != "drop":
            new.append((number, said_anew(number, text) if act == "reword" else text))
    return list(enumerate(texts)), new


@settings(max_examples=200, deadline=None)
@given(revisions())
def test_nothing_is_placed_silently_on_another_sentence(
    revision: tuple[list[tuple[int, str]], list[tuple[int, str]]],
) -> None:
    first, second = revision
    old, new = words(*(text for _, text in first)), words(*(text for _, text in second))
    numbers = {said.key: number for said, (number, _) in zip(new, second, strict=True)}

    placings = follow([whole(said) for said in old], old, new)

    silent = [(number, each) for number, each in enumerate(placings) if each.outcome in (EXACT, MOVED)]
    assert [(number, numbers[each.passage or ""]) for number, each in silent] == [
        (number, number) for number, _ in silent
    ]
