"""The tables of a release as lines of CSV, made from the published contents alone."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from wccflow.base.spreadsheets import RECKONED
from wccflow.publication.dictionary import CHANGES, OUTCOMES, RANKINGS, RATINGS, Table
from wccflow.publication.rules import items_of, ranks_of, value_of
from wccflow.publication.snapshot import WITHDRAWN, Header

Content = dict[str, Any]
Line = list[object]


def head(table: Table) -> bytes:
    """The line of names."""
    return _line([name for name, _ in table.columns])


def organisation(entry: dict[str, Any], content: Content | None) -> bytes:
    """The line of one organisation; without a content it is withdrawn."""
    who: Line = [entry["code"], entry["name"]]
    if content is None:
        return _line([*who, "", entry["overseer"], WITHDRAWN, "", "", "", "", entry["sha256"]])
    standing = [each["title"] for each in content.get("statuses", []) if each["holds"]]
    ratings = sum(1 for _ in items_of(content))
    overseer = content["overseer"]
    told: Line = [overseer["code"], overseer["name"], entry["kind"], content["panel_day"] or ""]
    return _line(
        [*who, *told, ratings, len(content["changes"]), "; ".join(standing), entry["sha256"]],
    )


def ratings(content: Content) -> bytes:
    """The lines of an organisation's ratings."""
    return b"".join(_line(each) for each in _ratings(content))


def changes(content: Content) -> bytes:
    """The lines of its changes."""
    keys = {item["title"]: item["key"] for _, _, item in items_of(content)}
    return b"".join(
        _line(
            [
                *_who(content),
                each.get("key", keys.get(each["item"], "")),
                each["item"],
                each["before"],
                each["after"],
                each["where"],
                each["signatures"],
                each["reason"],
            ]
        )
        for each in content["changes"]
    )


def outcomes(content: Content) -> bytes:
    """The lines of its outcomes."""
    names = ("key", "title", "value", "national_average", "upper_quartile", "trend", "source")
    return b"".join(
        _line([*_who(content), *(each[name] for name in names)]) for each in content.get("outcomes", [])
    )


def rankings(release: Header) -> bytes:
    """The lines of every ranking of the release."""
    names = ("place", "points", "first", "last")
    return head(RANKINGS) + b"".join(
        _line([row["code"], row["name"], each["key"], each["version"], *(row[name] for name in names)])
        for each in release["rankings"]
        for row in each["rows"]
    )


BY_RESULT = {RATINGS: ratings, CHANGES: changes, OUTCOMES: outcomes}


def _ratings(content: Content) -> Iterator[Line]:
    for element, group, item in items_of(content):
        ranks = ranks_of(element)
        panel, final = ranks[item.get("panel_value", item["panel"])], ranks[value_of(item)]
        yield [
            *_who(content),
            element["title"],
            group["title"],
            item["key"],
            item["title"],
            item["panel"],
            panel,
            item["level"],
            final,
            final - panel,
            item["reason"],
        ]


def _who(content: Content) -> Line:
    return [content["organisation"]["code"], content["organisation"]["name"]]


def _line(cells: Line) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerow([_plain(each) for each in cells])
    return written.getvalue().encode()


def _plain(cell: object) -> object:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RECKONED) else cell
