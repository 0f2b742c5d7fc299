"""The board's pack and its ratification."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from tests.ratings.conftest import TEXTS, Desk
from wccflow.base.errors import NotFound
from wccflow.base.work import files
from wccflow.cycles.queries import facts_of
from wccflow.engine.clauses import key_of
from wccflow.indicators.loading import load
from wccflow.ratings import board, sharing
from wccflow.ratings.actions import rate
from wccflow.ratings.models import BoardPack, Ratification


def make_pack(desk: Desk, who: str = "lead@5pg.example") -> BoardPack:
    with desk.world.database.writing():
        return board.make_pack(desk.world.case(), by=desk.world.reach(who), now=desk.world.now)


def ratify(
    desk: Desk, pack: BoardPack, *, met_on: date | None = None, minute: str = "Minute 9.2"
) -> Ratification:
    with desk.world.database.writing():
        return board.ratify(
            desk.world.case(),
            pack.id,
            met_on=met_on or desk.world.now.date(),
            minute=minute,
            by=desk.world.reach("chief@5pg.example"),
            now=desk.world.now,
        )


def words_of(desk: Desk, pack: BoardPack) -> str:
    with desk.world.database.reading():
        word = Document(str(files().path(pack.sha256)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def is_ratified(desk: Desk) -> object:
    with desk.world.database.reading():
        case = desk.world.case()
        return facts_of([case])[case.id]["board_ratified"]


def test_the_pack_holds_every_rating_reason_and_cited_passage(desk: Desk) -> None:
    version = desk.file()
    desk.rate("1.1", "3", "The survey says so.")
    desk.rate("board_1", "amber", "Papers come late.")
    desk.cite("1.1", version)

    words = words_of(desk, make_pack(desk))

    for expected in (
        "Reputation as the local leader of the NHS: Level 3",
        "The survey says so.",
        ": Amber",
        "Papers come late.",
        f"“{TEXTS[0]}” — Five-year strategic plan, draft 1, page 1",
        "Declaration",
        "PCT chief executive",
    ):
        assert expected in words


def test_the_pack_names_what_is_missing(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.rate("1.2", "3")

    words = words_of(desk, make_pack(desk)).splitlines()

    assert words[words.index("1.1 Reputation as the local leader of the NHS") + 1] == "no passage cited"
    assert (
        words[words.index("1.2 Reputation as a change leader for local organisations") + 1] == "no rationale"
    )


def test_the_pack_of_a_demonstration_says_so_on_every_page(desk: Desk) -> None:
    with desk.world.database.writing():
        desk.world.case().cycle.demonstration = True

    pack = make_pack(desk)

    with desk.world.database.reading():
        header = Document(str(files().path(pack.sha256))).sections[0].header
    assert header.paragraphs[0].text.startswith("DEMONSTRATION")


def test_the_same_content_gives_the_same_pack(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    first = make_pack(desk)
    desk.world.now += timedelta(days=3)

    second = make_pack(desk)

    assert (second.id, second.sha256) == (first.id, first.sha256)


def test_a_new_rating_makes_a_new_pack_and_keeps_the_old(desk: Desk) -> None:
    first = make_pack(desk)
    desk.rate("1.1", "3", "The survey says so.")

    second = make_pack(desk)

    assert (first.number, second.number) == (1, 2)
    assert "The survey says so." not in words_of(desk, first)


def test_an_overseer_finds_no_pack_and_makes_none(desk: Desk) -> None:
    pack = make_pack(desk)

    with pytest.raises(NotFound):
        make_pack(desk, "analyst@q34.example")
    with desk.world.database.reading(), pytest.raises(NotFound):
        board.pack_of(desk.world.case(), pack.id, desk.world.reach("manager@q34.example"))


def test_the_board_ratifies_a_pack_and_the_gate_knows(desk: Desk) -> None:
    pack = make_pack(desk)
    desk.world.at("board_sign_off")
    assert is_ratified(desk) is False

    made = ratify(desk, pack)

    assert (made.pack_id, made.sha256) == (pack.id, pack.sha256)
    assert is_ratified(desk) is True


def test_only_a_board_that_has_met_and_left_a_minute_can_have_ratified(desk: Desk) -> None:
    pack = make_pack(desk)
    desk.world.at("board_sign_off")

    tomorrow = desk.world.now.date() + timedelta(days=1)
    assert desk.refused(lambda: ratify(desk, pack, met_on=tomorrow)).startswith("The board must have met")
    assert desk.refused(lambda: ratify(desk, pack, minute=" ")).startswith("Give the minute")


def test_the_pack_of_another_organisation_cannot_be_ratified(desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    with desk.world.database.writing():
        theirs = board.make_pack(
            desk.world.case("5MX"), by=desk.world.reach("lead@5mx.example"), now=desk.world.now
        )
    desk.world.at("board_sign_off")

    with pytest.raises(NotFound):
        ratify(desk, theirs)


def test_giving_the_drafts_back_sets_the_ratification_aside(desk: Desk) -> None:
    pack = make_pack(desk)
    desk.world.at("board_sign_off")
    ratify(desk, pack)

    with desk.world.database.writing():
        sharing.give_back(desk.world.case(), by=None, now=desk.world.now)

    assert is_ratified(desk) is False


def test_the_pack_is_a_word_file_in_the_store(desk: Desk) -> None:
    pack = make_pack(desk)

    with desk.world.database.reading():
        content = files().path(pack.sha256).read_bytes()
    assert len(content) == pack.size
    assert (
        Document(io.BytesIO(content)).paragraphs[0].text == "Self-assessment of Birmingham East and North PCT"
    )


def test_the_pack_says_which_clauses_are_ticked_and_what_the_next_level_would_need(desk: Desk) -> None:
    clause = key_of("2", "A member of the board answers for it by name.")
    with desk.world.database.writing():
        by, now = desk.world.reach("lead@5pg.example"), desk.world.now
        rate(desk.world.case(), "1.1", "1", "So.", by=by, now=now, clauses=[clause])

    words = words_of(desk, make_pack(desk))

    assert "Ticked as so: “A member of the board answers for it by name”." in words
    assert "Level 2 would need: “There is a plan for it, with dates and money” and “The PCT knows" in words


def test_outcomes_stand_in_the_pack_in_the_words_of_the_scorecard(desk: Desk, tmp_path: Path) -> None:
    head = (
        "indicator_id,indicator,period,area_type,area_code,area_name,value,lower_ci,upper_ci,polarity,source"
    )
    said = "life_expectancy,Life expectancy,{},pct,5PG,5PG,{},{},{},higher_is_better,A register"
    path = tmp_path / "values.csv"
    path.write_text(
        "\n".join([head, said.format("2006/07", 78, 77, 79), said.format("2007/08", 78.2, 77, 79)])
    )
    with desk.world.database.writing():
        assert load(path, "Invented", now=desk.world.now).faults == []

    words = words_of(desk, make_pack(desk))

    for expected in (
        "78.2 (77 to 79), 2007/08",
        "within chance: up by 0.2 since 2006/07",
        "National average",
        "Upper quartile",
        "Among its peers",
        "A register",
    ):
        assert expected in words
