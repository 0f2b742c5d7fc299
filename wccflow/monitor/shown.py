"""What the pages of the cockpit show of their rows: those asked for, in their order, with every link."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from wccflow.base.errors import Refused
from wccflow.engine.definition import Definition
from wccflow.monitor import filtering
from wccflow.monitor.rows import DESCENDING, ORDERS, STANDINGS, TONES, Row, ordered
from wccflow.monitor.rules import counted

VIEWS = {"cases": "Every case", "milestones": "Every milestone"}

Link = tuple[str, str, int | None, bool]
"""As `ui.filters` wants it: words, address, how many, whether it is the present one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a page asks for: which rows, in which order, in which view."""

    path: str
    query: str = ""
    order: str = "urgency"
    view: str = "cases"

    @classmethod
    def read(cls, path: str, given: Mapping[str, str]) -> "Asked":
        """What these words of an address ask for; an unknown order or view is the usual one."""
        order, view = given.get("order", ""), given.get("view", "")
        return cls(
            path,
            given.get("q", "").strip(),
            order if order in ORDERS else "urgency",
            view if view in VIEWS else "cases",
        )

    @property
    def sheet(self) -> str:
        """The address of the same rows as a spreadsheet."""
        here = self.address(view="cases")
        return here.replace(self.path, f"{self.path}/rows.xlsx", 1)

    def address(self, **changed: str) -> str:
        """The present address with other wishes."""
        usual = {"q": "", "order": "urgency", "view": "cases"}
        wished = {"q": self.query, "order": self.order, "view": self.view} | changed
        kept = {name: text for name, text in wished.items() if text and text != usual[name]}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that a filter finds, with how it was understood, or why it was not."""

    rows: Sequence[Row]
    understood: Sequence[str] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """How many are forecast to miss one milestone, and the list of them."""

    count: int
    title: str
    due: date | None
    address: str


def chosen(rows: Sequence[Row], asked: Asked, definition: Definition) -> Chosen:
    """The rows asked for; all of them, with a sentence, when the filter cannot be taken as it stands."""
    try:
        tree = filtering.read(asked.query, definition)
    except Refused as refused:
        return Chosen(ordered(rows, asked.order), fault=str(refused))
    found = [row for row in rows if filtering.holds(tree, row)]
    return Chosen(ordered(found, asked.order), filtering.chips(tree))


def table(rows: Sequence[Row], asked: Asked, definition: Definition, on: date) -> dict[str, Any]:
    """What every page of rows shows: the rows, the filters with their counts, the forecast in sum."""
    found = chosen(rows, asked, definition)
    return {
        "asked": asked,
        "on": on,
        "rows": found.rows,
        "understood": found.understood,
        "fault": found.fault,
        "total": len(rows),
        "tones": TONES,
        "words": definition.words,
        "milestones": [(each.key, each.title) for each in definition.milestones.values()],
        "tracks": [track.title for track in definition.tracks.values() if track.counts],
        "descending": DESCENDING,
        "views": [(words, asked.address(view=key), None, key == asked.view) for key, words in VIEWS.items()],
        "by_standing": _links(asked, "is", STANDINGS, counted(rows, lambda row: row.standing), len(rows)),
        "by_stage": _links(
            asked, "stage", stages(definition, rows), counted(rows, lambda row: row.stage), len(rows)
        ),
        "missed": missed(rows, asked),
        "sort": lambda order: asked.address(order=order),
    }


def missed(rows: Sequence[Row], asked: Asked) -> list[Missed]:
    """How many are forecast to miss which milestone, the soonest first; each number leads to its rows."""
    late = [row for row in rows if row.will_miss]
    found = []
    for target in dict.fromkeys(row.target for row in late):
        theirs = [row for row in late if row.target == target]
        days = {row.target_due for row in theirs}
        query = f"is:{filtering.FORECAST_LATE} target:{target}"
        due = days.pop() if len(days) == 1 else None
        found.append(Missed(len(theirs), theirs[0].target_title, due, asked.address(q=query)))
    return sorted(found, key=lambda each: (each.due or date.max, each.title))


def stages(definition: Definition, rows: Iterable[Row]) -> dict[str, str]:
    """The stages that have states of their own, or cases, in their order."""
    there = {row.stage for row in rows}
    return {key: stage.title for key, stage in definition.stages.items() if stage.states or key in there}


def _links(
    asked: Asked, field: str, words: Mapping[str, str], counts: Mapping[str, int], total: int
) -> list[Link]:
    """A link for each value of a field that any row has; the one asked for is marked, and takes it back."""
    present = [key for key in words if f" {field}:{key} " in f" {asked.query} "]
    links: list[Link] = [("All", asked.address(q=filtering.replaced(asked.query, field)), total, not present)]
    for key, said in words.items():
        if counts.get(key) or key in present:
            query = filtering.replaced(asked.query, field, key)
            said = said[0].upper() + said[1:]
            links.append((said, asked.address(q=query), counts.get(key, 0), key in present))
    return links
