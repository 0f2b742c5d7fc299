"""What may be asked of a rehearsal, and how two reports differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wccflow.base.errors import Refused

MOST_ORGANISATIONS = 400
SLOWEST = 4.0
MOST_SEED = 2**31

WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
STATES: Mapping[str, str] = {
    WAITING: "waiting for its turn",
    RUNNING: "being played",
    DONE: "done",
    FAILED: "broken off",
    STOPPED: "stopped",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asks for, once it is known to make sense."""

    organisations: int
    seed: int
    pace: float
    signatures: bool


def choice(organisations: str, seed: str, pace: str, *, signatures: bool) -> Choice:
    """What the words of a form mean. Raises Refused."""
    return Choice(
        organisations=_whole(organisations, "organisations", 1, MOST_ORGANISATIONS),
        seed=_whole(seed, "the seed", 0, MOST_SEED),
        pace=_pace(pace),
        signatures=signatures,
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """One number of two reports."""

    what: str
    first: str
    second: str
    difference: str


def beside(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Beside]:
    """The numbers that tell two rehearsals apart, side by side."""
    rows = [_row(what, one, other) for what, one, other in _numbers(first, second)]
    milestones = {row["milestone"]: row["title"] for row in first["lateness"]}
    for key in (key for key in milestones if key in second["late"]):
        rows.append(_row(f"Late: {milestones[key]}", first["late"][key], second["late"][key]))
    return rows


def _numbers(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    named = (
        ("Organisations", "organisations"),
        ("Came to an end", "finished"),
        ("Moves", "moves"),
    )
    found = [(words, first[key], second[key]) for words, key in named]
    for words, key in (("Passed by two signatures", "exceptions"), ("Stages held open late", "held_open")):
        found.append((words, *(sum(count for _, count in each[key]) for each in (first, second))))
    found.append(
        (
            "Most mails to one person on one day",
            *(each["mails_per_person_day"]["max"] for each in (first, second)),
        )
    )
    for words, key in (
        ("Error of the panels' means", "rmse_raw"),
        ("Error after calibration", "rmse_fitted"),
    ):
        one, other = first["recovery"][key], second["recovery"][key]
        if one is not None and other is not None:
            found.append((words, one, other))
    return found


def _row(what: str, one: float, other: float) -> Beside:
    change = round(other - one, 3)
    return Beside(what, str(one), str(other), f"{change:+g}" if change else "the same")


def _whole(words: str, what: str, least: int, most: int) -> int:
    try:
        number = int(words.strip())
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise Refused(f"Give {what} as a whole number from {least:,} to {most:,}.")
    return number


def _pace(words: str) -> float:
    try:
        number = float(words.strip().replace(",", "."))
    except ValueError:
        number = 0
    if not 1 / SLOWEST <= number <= SLOWEST:
        raise Refused(f"Give the pace as a number from {1 / SLOWEST:g} to {SLOWEST:g}; 1 is as planned.")
    return number
