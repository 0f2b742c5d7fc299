"""The report of a rehearsal in lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_ROWS = 10


def lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The whole report, the sentences first."""
    words = report["words"]
    yield f"{report['title']}, calendar {report['calendar']}: a rehearsal"
    yield report["label"]
    yield (
        f"{report['organisations']} {words['organisations']}, "
        f"seed {report['seed']}, pace {report['pace']:g}, "
        f"{'with' if report['signatures'] else 'without'} signatures; "
        f"{report['first_day']} to {report['last_day']}; {report['moves']} moves; "
        f"{report['finished']} came to an end"
    )
    yield from ("", "What stood out")
    yield from (f"- {sentence}" for sentence in report["warnings"])
    yield from _table("Late", ("milestone", "late", "of", "half within", "most"), _late(report))
    yield from _table("What held cases, in days of cases", ("gate", "days", "what it asks"), _held(report))
    yield from _table("Where cases strand", ("state", "cases", "because"), _stranded(report))
    yield from _table(
        "Queues: the longest of each role",
        ("role", "stage", "week", "waiting", "at one person"),
        _queues(report),
    )
    yield from _table(
        "Kinds of organisation", ("kind", "cases", "finished", "late", "returns"), _kinds(report)
    )
    mails, recovery = report["mails_per_person_day"], report["recovery"]
    yield from ("", "Mails")
    yield (
        f"A person gets {mails['p50']} on the middle day, {mails['p95']} on 95 days of 100 or fewer, "
        f"{mails['max']} at most; {mails['mails']} in all to {mails['people']} people"
    )
    yield from ("", "Calibration")
    if recovery["rmse_raw"] is None:
        yield recovery["say"]
    else:
        yield (
            f"Error of the panels' means {recovery['rmse_raw']}, after calibration {recovery['rmse_fitted']} "
            f"of a level; order of the cases found to {recovery['rank']} of 1"
        )


def longest_queues(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """For each role and stage its worst week, the longest first."""
    worst: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in report["queues"]:
        key = (row["role"], row["stage"])
        if key not in worst or row["waiting"] > worst[key]["waiting"]:
            worst[key] = row
    return sorted(worst.values(), key=lambda row: (-row["waiting"], row["role"], row["stage"]))


def _late(report: Mapping[str, Any]) -> list[Sequence[Any]]:
    return [
        (
            row["title"],
            row["late"],
            row["cases"],
            f"{row['half_within_days']} days",
            f"{row['most_days']} days",
        )
        for row in report["lateness"]
    ]


def _held(report: Mapping[str, Any]) -> list[Sequence[Any]]:
    gates = report["words"]["gates"]
    return [(gate, count, gates.get(gate, gate)) for gate, count in report["refusals"][:_ROWS]]


def _stranded(report: Mapping[str, Any]) -> list[Sequence[Any]]:
    return [
        (
            row["title"],
            row["cases"],
            "; ".join(f"{each['gate']} ({each['cases']})" for each in row["because"]),
        )
        for row in report["stranded"]
    ]


def _queues(report: Mapping[str, Any]) -> list[Sequence[Any]]:
    words = report["words"]
    return [
        (
            words["roles"][row["role"]],
            words["stages"][row["stage"]],
            row["week"],
            row["waiting"],
            row["longest"],
        )
        for row in longest_queues(report)[:_ROWS]
    ]


def _kinds(report: Mapping[str, Any]) -> list[Sequence[Any]]:
    return [
        (row["title"], row["cases"], row["finished"], row["late"], row["returns"])
        for row in report["by_kind"]
    ]


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """A title and columns as wide as their widest cell; `none` where there are no rows."""
    yield from ("", title)
    if not rows:
        yield "none"
        return
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
