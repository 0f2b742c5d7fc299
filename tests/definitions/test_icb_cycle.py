"""A whole annual assessment on the pages: from the evidence to the published letter and the summary."""

import io
import json
import re
from collections.abc import Callable
from datetime import date

import docx
from flask.testing import FlaskClient

from tests.definitions.hands import Person
from tests.definitions.letter import CASE, EVIDENCE, STRANGE, Persons, signed, written_from
from tests.harness.world import World
from wccflow.cycles.queries import case

On = Callable[[date], None]


def test_a_whole_year_ends_with_a_published_letter_and_a_summary(
    sent: str, persons: Persons, on: On, anybody: FlaskClient, world: World
) -> None:
    chair, nation = persons("chair@qhl.example"), persons("lead@x24.example")
    assert "This is a draft by the regional team" in chair.read(sent)
    signed(sent, persons)
    chair.move(CASE, "accept_facts")
    on(date(2025, 7, 15))
    nation.move(CASE, "agree")
    nation.send("/publication/icb-test", "/approval", note="The letters were read together.")
    nation.move(CASE, "publish")
    for part in ("overview", "system_leadership", "population_health", "inequalities"):
        nation.send("/publication/icb-test", f"/summary/{part}", text=f"What the letters say: {part}.")
    lacking = nation.refused("/publication/icb-test", "/summary")
    for part in ("productivity", "social_value"):
        nation.send("/publication/icb-test", f"/summary/{part}", text=f"What the letters say: {part}.")
    nation.send("/publication/icb-test", "/summary")

    public = Person(anybody)
    listed, letter = public.read("/published/icb-test"), public.read("/published/icb-test/QHL")

    assert "Not written yet: Productivity and value for money, Social and economic development." in lacking
    assert "What the letters say: overview." in listed
    assert listed.startswith("Published letters, ")
    assert "1 ICB" in listed
    assert "To the chair of NHS Birmingham and Solihull ICB: this letter sets out" in letter
    assert "The board led research, and its annual report shows it. Rests on: Annual report" in letter
    assert letter.index("It was a hard year") < letter.index("Areas") < letter.index("We will help")
    with world.database.reading():
        assert case("icb-test/QHL").state == "published"


def test_the_letter_is_a_word_file_of_the_same_words_and_its_data_are_sealed(
    sent: str, persons: Persons, on: On, anybody: FlaskClient
) -> None:
    director = persons("director@y60.example")
    signed(sent, persons)
    persons("chief@qhl.example").move(CASE, "accept_facts")
    on(date(2025, 7, 15))
    nation = persons("lead@x24.example")
    nation.move(CASE, "agree")
    nation.send("/publication/icb-test", "/approval", note="Read together.")
    nation.move(CASE, "publish")

    final = words_in(director.client.get(f"{sent}.docx").data)
    public = words_in(anybody.get("/published/icb-test/QHL/report.docx").data)
    content = json.loads(anybody.get("/published/icb-test/QHL/content.json").data)

    assert final.startswith("Final letter to the chair: NHS Birmingham and Solihull ICB")
    assert public.startswith("Published letter to the chair: NHS Birmingham and Solihull ICB")
    for words in ("It was a hard year for the board.", "The board led productivity", "We will help with"):
        assert words in final
        assert words in public
    assert [len(element["items"]) for element in content["told"]] == [5, 8]
    assert (content["elements"], content["changes"]) == ([], [])
    assert re.fullmatch(r"[0-9a-f]{64}", content["sealed"]["sha256"])


def test_no_word_of_another_assessment_is_shown_to_anybody_on_the_way(
    sent: str, persons: Persons, on: On, anybody: FlaskClient
) -> None:
    chief, nation = persons("chief@qhl.example"), persons("lead@x24.example")
    people = [persons(f"{word}@qhl.example") for word in ("contributor", "lead", "chief", "chair")]
    people += [persons(f"{word}@y60.example") for word in ("assessor", "lead", "director")] + [nation]
    public = Person(anybody)
    look_around(people)
    signed(sent, persons)
    chief.move(CASE, "accept_facts")
    look_around(people)
    on(date(2025, 7, 15))
    nation.move(CASE, "agree")
    nation.send("/publication/icb-test", "/approval", note="Read together.")
    look_around(people)
    nation.move(CASE, "publish")
    look_around(people)
    public.read("/published/icb-test")
    public.read("/published/icb-test/QHL")

    strange = {
        words[max(0, found.start() - 40) : found.end() + 30]
        for each in [*people, public]
        for words in each.shown.values()
        for found in STRANGE.finditer(words)
    }

    assert strange == set()


def test_pages_that_an_assessment_in_words_has_no_use_for_are_not_there(
    written: None, persons: Persons
) -> None:
    for email in ("chief@qhl.example", "lead@y60.example", "director@y60.example", "lead@x24.example"):
        mine = persons(email)

        answers = {
            address: mine.status(address)
            for address in (
                f"{CASE}/panel",
                f"{CASE}/partners",
                f"{CASE}/board",
                f"{CASE}/outcomes",
                f"{CASE}/actions",
                "/calibration/icb-test",
            )
        }

        assert set(answers.values()) == {404}, (email, answers)


def test_two_people_who_write_of_one_area_meet_a_choice(written: None, persons: Persons) -> None:
    one, other = persons("assessor@y60.example"), persons("lead@y60.example")
    address = f"{CASE}/ratings/productivity"
    stale = other._form(address, "/productivity/review")
    one.send(address, "/productivity/review", value="The first words.")

    answer = other.client.post(stale[1], data={**stale[0], "value": "The second words."})

    assert answer.status_code == 409
    assert "The first words." in answer.text
    assert "The second words." in answer.text


def test_what_was_written_cannot_be_emptied_and_needs_no_reason_beside_it(
    written: None, persons: Persons
) -> None:
    assessor = persons("assessor@y60.example")

    said = assessor.refused(f"{CASE}/ratings/productivity", "/productivity/review", value=" ")

    assert "Write something first." in said


def test_boards_see_neither_each_other_nor_the_pcts_of_the_same_house(
    written: None, persons: Persons, world: World
) -> None:
    other, pct = persons("lead@qua.example"), persons("lead@5pg.example")
    nation, wcc_nation = persons("lead@x24.example"), persons("lead@dh.example")

    assert other.status(CASE) == pct.status(CASE) == wcc_nation.status(CASE) == 404
    assert nation.status("/cycles/wcc-test/5PG") == other.status("/cycles/wcc-test/5PG") == 404
    assert wcc_nation.status("/monitor/icb-test") == nation.status("/monitor/wcc-test") == 404


def test_the_cockpit_counts_in_the_words_of_the_assessment(written: None, persons: Persons) -> None:
    region, nation = persons("lead@y60.example"), persons("lead@x24.example")

    of_region, of_nation = region.read("/monitor/icb-test/Y60"), nation.read("/monitor/icb-test")

    assert "NHS Birmingham and Solihull ICB" in of_region
    assert "Regional team assessing" in of_region
    assert "NHS England Midlands" in of_nation
    assert STRANGE.findall(of_region + of_nation) == []


def look_around(people: list[Person]) -> None:
    """Let everyone look at whatever there is for her."""
    for each in people:
        each.read("/")
        each.read("/cycles")
        each.read(CASE)
        each.read(f"{CASE}/history")
        each.read(EVIDENCE)
        each.read(f"{CASE}/ratings")
        each.read(f"{CASE}/ratings/productivity")
        each.read(f"{CASE}/threads")
        each.read("/notices")
        letter = re.search(r"/panels/[0-9a-f-]{36}/report", each.page(CASE))
        if letter:
            for writing in written_from(each.page(letter[0])):
                each.read(writing)


def words_in(content: bytes) -> str:
    """The paragraphs of a Word file."""
    document = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)
