"""The picture of the lines has the same steps as their table, and a gap where nothing is shown."""

from tests.line_of_sight.conftest import LEAD, Sight
from wccflow.line_of_sight.picture import Drawing, drawing
from wccflow.line_of_sight.shown import overview


def drawn(sight: Sight) -> Drawing:
    with sight.world.database.reading():
        return drawing(overview(sight.world.case(), sight.world.reach(LEAD)).rows)


def test_each_step_has_a_box_below_its_head(sight: Sight) -> None:
    sight.whole()

    found = drawn(sight)

    assert [words for _, words in found.heads] == ["Need", "Goal", "Initiative", "Money", "Outcome"]
    assert [box.state for box in found.boxes] == ["shown"] * 5
    assert [x for x, _ in found.heads] == [box.x for box in found.boxes]
    assert [arrow.broken for arrow in found.arrows] == [False] * 4


def test_arrows_break_on_both_sides_of_a_gap(sight: Sight) -> None:
    made = sight.whole()
    sight.share()
    sight.world.at("analysing")
    sight.find(made, "goal", "does_not_follow", "It is another goal.")

    with sight.world.database.reading():
        found = drawing(overview(sight.world.case(), sight.world.reach("analyst@q34.example")).rows)
    assert [box.state for box in found.boxes] == ["shown", "broken", "shown", "shown", "shown"]
    assert [arrow.broken for arrow in found.arrows] == [True, True, False, False]


def test_what_nothing_shows_says_so_and_words_end_between_words(sight: Sight) -> None:
    sight.draw("A line about smoking among mothers who live in the most deprived wards of the city")

    found = drawn(sight)

    assert {box.words for box in found.boxes} == {("not shown",)}
    assert found.names[0][1] == ("A line about smoking", "among mothers who", "live in the most …")


def test_without_lines_there_is_nothing_to_draw(sight: Sight) -> None:
    assert drawn(sight).boxes == []
