"""The report of a rehearsal as a page: one file that opens anywhere, or in the application."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wccflow.base.places import templates_folder
from wccflow.engine.refusals import day
from wccflow.rehearsal import pictures
from wccflow.rehearsal.words import longest_queues

_MOST_ROWS = 15


def standalone(report: Mapping[str, Any]) -> str:
    """The report as one HTML file without anything from elsewhere; the same report gives the same bytes."""
    return _templates().get_template("rehearsal/standalone.html").render(**shown(report))


def shown(report: Mapping[str, Any]) -> dict[str, Any]:
    """What the body of the page needs."""
    return {
        "report": report,
        "words": report["words"],
        "days": [day(date.fromisoformat(report[key])) for key in ("first_day", "last_day")],
        "standing": pictures.standing(report),
        "queues": pictures.queues(report) if report["queues"] else None,
        "lateness": pictures.lateness(report),
        "tables": _tables(report),
    }


def _tables(report: Mapping[str, Any]) -> dict[str, list[list[Any]]]:
    """The rows of every table, in words."""
    words = report["words"]
    return {
        "late": [
            [row["title"], row["cases"], row["late"], row["half_within_days"], row["most_days"]]
            for row in report["lateness"]
        ],
        "standing": [[_on(row["week"]), *list(row.values())[1:]] for row in report["standing"]],
        "held": [[words["gates"].get(gate, gate), count] for gate, count in report["refusals"][:_MOST_ROWS]],
        "closed": [[words["stages"].get(stage, stage), count] for stage, count in report["closed_stages"]],
        "exceptions": [[words["gates"].get(gate, gate), count] for gate, count in report["exceptions"]],
        "longer": [[words["stages"].get(stage, stage), count] for stage, count in report["held_open"]],
        "queues": [
            [
                words["roles"][row["role"]],
                words["stages"][row["stage"]],
                _on(row["week"]),
                row["waiting"],
                f"{row['longest']} ({row['person']})",
            ]
            for row in longest_queues(report)[:_MOST_ROWS]
        ],
        "busiest": [
            [
                row["person"],
                row["cases"],
                row["longest_queue"],
                _on(row["week"]),
                f"{round(100 * row['attention_used'])} %",
            ]
            for row in report["busiest"]
        ],
        "kinds": [
            [row["title"], *_fared(row), _gap(row["own_ratings_above_truth"])] for row in report["by_kind"]
        ],
        "overseers": [[row["overseer"], *_fared(row), row["held_open"]] for row in report["by_overseer"]],
        "mails": [[who, _on(when), count] for who, when, count in report["mails_per_person_day"]["busiest"]],
        "leniency": [
            [name, f"{value:+.2f}", f"{low:+.2f} to {high:+.2f}"]
            for name, value, low, high in report["recovery"].get("leniency", ())
        ],
    }


def _fared(row: Mapping[str, Any]) -> list[int]:
    return [row[key] for key in ("cases", "finished", "late", "returns", "exceptions")]


def _gap(gap: float | None) -> str:
    return "not rated" if gap is None else f"{gap:+.2f}"


def _on(iso: str) -> str:
    return day(date.fromisoformat(iso))


@cache
def _templates() -> Environment:
    """Strict, escaping, and without the application: a command needs no Flask."""
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
