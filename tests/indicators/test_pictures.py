"""Pictures of values by period."""

import re
from xml.etree import ElementTree

import pytest

from wccflow.indicators import pictures
from wccflow.indicators.figures import figure
from wccflow.indicators.pictures import Dot, Line, Picture

NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
FIGURE = re.compile(r"-?[\d,]*\.?\d+")


def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(str(picture.svg))


def labels(picture: Picture, kind: str) -> list[str]:
    found = drawn(picture).findall(f".//svg:text[@class='wf-picture__{kind}']", NAMESPACE)
    return [each.text or "" for each in found]


def cells(picture: Picture) -> set[str]:
    return {number for row in picture.rows for cell in row for number in FIGURE.findall(cell)}


def trend() -> Picture:
    dots = {"2006": Dot(20.126, 19.0, 21.0), "2007": Dot(None), "2008": Dot(17.5, 16.5, 18.5)}
    other = {"2006": Dot(1234.5), "2008": Dot(1100.0)}
    lines = [Line("Here <&>", dots, labelled=True), Line("There", other, labelled=True, below=True)]
    return pictures.trend("t", "A trend", list(dots), lines, [("National average", 18.25)])


def test_every_number_that_labels_a_mark_stands_in_the_table() -> None:
    picture = trend()

    assert labels(picture, "value") == ["20.13", "17.5", "1,234.5", "1,100"]
    assert set(labels(picture, "value")) <= cells(picture)


def test_the_legend_tells_the_newest_numbers_of_the_table() -> None:
    assert labels(trend(), "name") == [
        "Here <&>: 17.5 (2008)",
        "There: 1,100 (2008)",
        "National average: 18.25",
    ]


def test_a_period_without_a_value_is_said_in_the_table_and_parts_the_line() -> None:
    picture = trend()

    assert picture.head == ["Period", "Here <&>", "There", "National average"]
    assert picture.rows[1] == ["2007", "not shown", "–", "18.25"]
    runs = drawn(picture).findall(".//svg:polyline[@class='wf-picture__line wf-picture__line--0']", NAMESPACE)
    assert len(runs) == 2


def test_a_picture_has_a_title_and_says_what_it_shows() -> None:
    found = drawn(trend())

    assert found.attrib["role"] == "img"
    assert found.attrib["aria-labelledby"] == "t-title t-words"
    assert (found.findtext("svg:title", "", NAMESPACE), found.findtext("svg:desc", "", NAMESPACE)) == (
        "A trend",
        "Here <&>: 17.5 (2008). There: 1,100 (2008). National average: 18.25",
    )


def test_lines_differ_by_the_shape_of_their_marks() -> None:
    lines = [Line(f"Line {number}", {"2008": Dot(float(number))}) for number in range(5)]

    found = drawn(pictures.trend("t", "Five", ["2008"], lines)).findall(".//svg:path", NAMESPACE)

    shapes = {each.attrib["class"].rpartition("--")[2] for each in found}
    assert shapes == {"circle", "square", "diamond", "triangle", "cross"}


@pytest.mark.parametrize("values", [[5.0], [0.0, 0.0], [-3.0, 4.0], [1e-9, 2e-9], [1e9, 3e12]])
def test_any_values_find_their_place_in_the_picture(values: list[float]) -> None:
    dots = {str(2000 + year): Dot(value) for year, value in enumerate(values)}

    found = drawn(pictures.trend("t", "Any", list(dots), [Line("Here", dots, labelled=True)]))

    high = float(found.attrib["viewBox"].split()[3])
    places = [float(each.attrib["y"]) for each in found.findall(".//svg:text", NAMESPACE)]
    assert all(0 <= place <= high for place in places)


def test_more_periods_than_there_is_room_for_keep_the_newest_name() -> None:
    dots = {f"{year}/{(year + 1) % 100:02}": Dot(float(year)) for year in range(1990, 2010)}

    names = labels(pictures.trend("t", "Many", list(dots), [Line("Here", dots)]), "tick")

    assert names[-1] == "2009/10"
    assert len([name for name in names if "/" in name]) <= 7


def test_a_spark_says_where_it_begins_and_ends() -> None:
    found = ElementTree.fromstring(str(pictures.spark("s", "By period", [None, 20.0, 15.5])))

    assert found.findtext("svg:title", "", NAMESPACE) == "By period: from 20 to 15.5"
    assert pictures.spark("s", "By period", [None, 20.0]) == ""


def test_figures_in_pictures_are_said_as_in_tables() -> None:
    assert Dot(312.784, 300.0, 320.0).words == f"{figure(312.784)} (300 to 320)"
