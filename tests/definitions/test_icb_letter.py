"""The letter of an annual assessment: written part by part, checked by the board, signed by another hand."""

import re

from tests.definitions.letter import CASE, STRANGE, Persons, letter_of, signed, written_from
from wccflow.engine.definition import Workflow


def test_each_part_of_a_letter_is_written_where_the_letter_leads(
    written: None, icb: Workflow, persons: Persons
) -> None:
    assessor, director = persons("assessor@y60.example"), persons("director@y60.example")
    assessor.move(CASE, "begin_letter")
    letter = letter_of(assessor)
    told = {f"{letter}/writing/{key}" for key in icb.editions["2024-25"].items}
    parts = {f"{letter}/writing/{key}" for key in ("opening", "conclusion")}
    for each in told | parts:
        assessor.read(each)
    quoted = re.search(r'name="quote" value="([^"]+)"', assessor.page(f"{letter}/writing/opening"))
    assert quoted is not None

    assessor.send(f"{letter}/writing/opening", "/writing/opening", text="A hard year.", quote=quoted[1])

    assert len(told) == 13
    assert written_from(assessor.page(letter)) == told | parts
    assert written_from(director.page(letter)) == parts
    assert written_from(director.page(f"{letter}/writing/opening")) == {f"{letter}/writing/conclusion"}
    assert {director.status(each) for each in told} == {404}
    assert "Not written yet: Conclusion. The letter is sent from the case page." in director.read(letter)
    assert re.search(r"A hard year\. “[^”]+” \(", assessor.read(letter))
    assert [words for words in assessor.shown.values() if STRANGE.search(words)] == []


def test_a_letter_has_neither_a_room_nor_a_day_nor_a_page_of_ratings(written: None, persons: Persons) -> None:
    persons("assessor@y60.example").move(CASE, "begin_letter")
    room = letter_of(persons("assessor@y60.example")).removesuffix("/report")
    people = ("contributor@qhl", "chief@qhl", "assessor@y60", "lead@y60", "director@y60", "lead@x24")

    answers = {
        (name, page): persons(f"{name}.example").status(f"{room}{page}")
        for name in people
        for page in ("", "/ratings", "/leads", "/day", "/record", "/items/productivity")
    }

    assert {key: status for key, status in answers.items() if status != 404} == {}


def test_before_the_draft_is_sent_the_board_reads_nothing_of_what_is_written(
    written: None, persons: Persons
) -> None:
    persons("assessor@y60.example").move(CASE, "begin_letter")
    letter = letter_of(persons("assessor@y60.example"))

    for word in ("lead", "chief", "chair", "contributor"):
        mine = persons(f"{word}@qhl.example")
        pages = [mine.read(CASE), mine.read(f"{CASE}/ratings"), mine.read(f"{CASE}/ratings/productivity")]
        assert [page for page in pages if "its annual report shows it" in page] == []
        assert mine.status(letter) == 404


def test_a_point_of_accuracy_is_answered_and_the_letter_amended(sent: str, persons: Persons) -> None:
    chief, assessor = persons("chief@qhl.example"), persons("assessor@y60.example")
    chief.send(
        sent,
        "/points",
        section="productivity",
        sentence="its annual report shows it",
        what="The accounts show it, not the report.",
    )
    held = chief.read(CASE)
    before = assessor.read("/")
    address = re.search(r"/points/[0-9a-f-]{36}/answer", assessor.page(sent))
    assert address is not None
    assessor.send(sent, address[0], answer="accepted", why="We mend it.")
    persons("lead@y60.example").move(CASE, "amend", reason="A source was wrong.")
    assessor.write(sent, "productivity", "The accounts show it.")
    persons("director@y60.example").move(CASE, "send_draft")

    assert "factual accuracy points unanswered: 1" in held
    assert "Answer 1 point of factual accuracy" in before
    assert "raises it on the draft letter" in before
    assert "The accounts show it." in chief.read(sent)


def test_a_sentence_of_an_accepted_point_is_put_into_what_is_written_of_an_area(
    sent: str, persons: Persons
) -> None:
    chief, assessor = persons("chief@qhl.example"), persons("assessor@y60.example")
    words = {"sentence": "its annual report shows it", "what": "The accounts show it."}
    chief.send(sent, "/points", section="productivity", **words)
    point = re.search(r"/points/[0-9a-f-]{36}", assessor.page(sent))
    assert point is not None
    assessor.send(
        sent, f"{point[0]}/answer", answer="accepted", why="So it is.", wording="The accounts show it."
    )

    assessor.send(sent, f"{point[0]}/sentence")

    assert "The accounts show it. Rests on: Annual report" in chief.read(sent)
    assert "productivity and value for money, and its annual report shows it. Rests" not in chief.read(sent)


def test_a_letter_is_final_only_when_somebody_with_no_hand_in_it_has_signed_it_off(
    sent: str, persons: Persons
) -> None:
    chair, assessor = persons("chair@qhl.example"), persons("assessor@y60.example")
    lead, director = persons("lead@y60.example"), persons("director@y60.example")
    director.write(sent, "conclusion", "We will help with the finances, and soon.")
    held, task = chair.read(CASE), lead.read("/")
    own_hand, without = director.read(sent), assessor.read(sent)
    signed(sent, persons)
    is_signed = chair.read(sent)
    chair.move(CASE, "accept_facts")

    assert "nobody with no hand in the letter has signed it off as it stands" in held
    assert "Sign off the letter" in task
    assert "You had a hand in this letter" in own_hand
    assert "sign it off" not in without
    assert "signed off Person of lead@y60.example" in is_signed
    assert chair.read(sent).startswith("Final letter")
