"""Pieces of pages are drawn once for each thing, and kept within bounds."""

from markupsafe import Markup

from wccflow.web.kept_markup import KeptMarkup


class Pen:
    """Draws, and counts how often."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self) -> str:
        self.drawn += 1
        return f"<b>{self.drawn}</b>"


def test_what_was_drawn_of_a_thing_is_given_again() -> None:
    kept, pen = KeptMarkup(), Pen()

    found = [kept(("line", 1), pen), kept(("line", 1), pen), kept(("line", 2), pen)]

    assert found == [Markup("<b>1</b>"), Markup("<b>1</b>"), Markup("<b>2</b>")]
    assert {type(each) for each in found} == {Markup}


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept, pen = KeptMarkup(most=len("<b>1</b>") * 2), Pen()
    for each in (1, 2, 1, 3):
        kept(each, pen)

    assert [kept(each, pen) for each in (1, 3)] == [Markup("<b>1</b>"), Markup("<b>3</b>")]
    assert kept(2, pen) == Markup("<b>4</b>")


def test_what_is_larger_than_all_that_is_kept_is_not_kept() -> None:
    kept, pen = KeptMarkup(most=3), Pen()

    assert [kept(1, pen), kept(1, pen)] == [Markup("<b>1</b>"), Markup("<b>2</b>")]
