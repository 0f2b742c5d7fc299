"""Pictures of many organisations."""

from xml.etree import ElementTree

from tests.indicators.test_pictures import NAMESPACE, cells, drawn, labels
from wccflow.indicators import crowd_pictures
from wccflow.indicators.crowd_pictures import Limits, One
from wccflow.indicators.picture_parts import HIGH, TOP

ONES = [
    One("North", 12.5, 11.0, 14.0, 1000.0, 0),
    One("East", 30.25, 20.0, 40.0, 100.0, 1, "higher than chance"),
    One("South", 9.0, None, None, 5000.0),
]
LIMITS = [
    Limits(size, 10 - 50 / size, 10 + 50 / size, 10 - 90 / size, 10 + 90 / size) for size in (5, 100, 5000)
]


def test_organisations_stand_in_order_of_value_and_those_named_have_the_tables_numbers() -> None:
    picture = crowd_pictures.ranked("r", "In order", ONES, [("National average", 11.5)])

    assert picture.rows == [["South", "9"], ["North", "12.5 (11 to 14)"], ["East", "30.25 (20 to 40)"]]
    assert labels(picture, "name") == [
        "North: 12.5",
        "East: 30.25, higher than chance",
        "National average: 11.5",
    ]
    assert {"12.5", "30.25"} <= cells(picture)


def test_every_organisation_has_a_mark_and_those_named_a_shape_of_their_own() -> None:
    found = drawn(crowd_pictures.ranked("r", "In order", ONES, [])).findall("svg:path", NAMESPACE)

    classes = sorted(each.attrib["class"].split()[-1] for each in found[:3])
    assert classes == ["wf-picture__dot--circle", "wf-picture__mark--circle", "wf-picture__mark--square"]


def test_the_funnel_says_in_words_who_lies_outside_chance() -> None:
    picture = crowd_pictures.funnel("f", "By size", ONES, 10.0, LIMITS)

    assert picture.rows == [
        ["East", "100", "30.25", "higher than chance"],
        ["North", "1,000", "12.5", "within chance"],
        ["South", "5,000", "9", "within chance"],
    ]
    assert labels(picture, "name") == [
        "North: 12.5",
        "East: 30.25, higher than chance",
        "Average: 10",
        "19 in 20 by chance",
        "998 in 1,000 by chance",
    ]


def test_limits_are_cut_where_they_leave_the_plot() -> None:
    picture = crowd_pictures.funnel("f", "By size", ONES, 10.0, LIMITS)
    lines = drawn(picture).findall("svg:polyline", NAMESPACE)
    limits = [each for each in lines if "limit" in each.attrib["class"]][:4]

    heights = [float(place.split(",")[1]) for each in limits for place in each.attrib["points"].split()]

    assert all(TOP <= height <= TOP + HIGH for height in heights)


def test_long_names_are_shortened_in_the_picture_and_whole_in_the_table() -> None:
    name = "The Health and Care Partnership of Every Valley and Hill of the County"
    picture = crowd_pictures.ranked("r", "One", [One(name, 1.0, number=0)], [])

    assert labels(picture, "name")[0].endswith("…")
    assert picture.rows == [[name, "1"]]
    assert ElementTree.fromstring(str(picture.svg)) is not None
