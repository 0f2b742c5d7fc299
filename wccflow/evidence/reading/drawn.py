"""What drawings say in files of several kinds: paragraphs of shapes and diagrams, and charts as tables."""

from dataclasses import dataclass

from lxml import etree

from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import child, found, name, text_of

CHARTS = ("chart", "chartEx")
SERIES = "c:ser"
VALUES = ("c:val", "c:yVal")
CATEGORIES = ("c:cat", "c:xVal")
MOST_POINTS = 500
MOST_SERIES = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a drawing stands: the kind of a passage there, its page and its cell."""

    kind: str
    page: int | None = None
    cell: str | None = None


def words(paragraph: etree._Element) -> str:
    """The text of a paragraph in a drawing."""
    pieces = found(paragraph, "a:t", "a:br", "m:t")
    return "".join(" " if name(piece) == "a:br" else text_of(piece) for piece in pieces)


def gather_paragraphs(root: etree._Element, gathering: Gathering, spot: Spot) -> None:
    """Gather the paragraphs of a diagram or shape."""
    for paragraph in found(root, "a:p"):
        gathering.text(spot.kind, words(paragraph), page=spot.page, cell=spot.cell)


def gather_chart(root: etree._Element, gathering: Gathering, spot: Spot) -> None:
    """Gather a chart: its titles, then its figures as a table with a row for each category."""
    gather_paragraphs(root, gathering, spot)
    series = list(found(root, SERIES))[:MOST_SERIES]
    columns = [_points(each, VALUES) for each in series]
    names = [_series_name(each) for each in series]
    labels = _points(series[0], CATEGORIES) if series else {}
    places = sorted({place for column in (labels, *columns) for place in column})[:MOST_POINTS]
    if not places:
        return
    gathering.tables += 1
    where = f"table {gathering.tables} row"
    if any(names):
        gathering.row("table row", ["", *names], cell=f"{where} 1", page=spot.page, heads=True)
    for number, place in enumerate(places, start=2):
        texts = [labels.get(place, ""), *(column.get(place, "") for column in columns)]
        gathering.row("table row", texts, cell=f"{where} {number}", page=spot.page)


def _series_name(series: etree._Element) -> str:
    """What the legend calls a series."""
    return " ".join(_values(child(series, "c:tx")).values())


def _points(series: etree._Element, kinds: tuple[str, ...]) -> dict[int, str]:
    """The points that the file keeps of a series, by their place."""
    return next((found for kind in kinds if (found := _values(child(series, kind)))), {})


def _values(element: etree._Element | None) -> dict[int, str]:
    if element is None:
        return {}
    points: dict[int, str] = {}
    for place, point in enumerate(found(element, "c:pt")):
        index, value = point.get("idx", str(place)), child(point, "c:v")
        if index.isdecimal() and len(index) < 7 and value is not None:
            text = _short(text_of(value))
            points[int(index)] = f"{points[int(index)]} {text}" if int(index) in points else text
    if not points:
        value = child(element, "c:v")
        points = {} if value is None else {0: text_of(value)}
    return points


def _short(text: str) -> str:
    """A figure without the noise of its last binary places."""
    try:
        number = float(text)
    except ValueError:
        return text
    return f"{number:.10g}" if len(text) > 12 else text
