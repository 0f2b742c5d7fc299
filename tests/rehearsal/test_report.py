"""The report of a rehearsal."""

import json
from dataclasses import replace
from typing import Any

from wccflow.engine.definition import Workflow
from wccflow.rehearsal.report import LABEL, rehearse
from wccflow.rehearsal.wanted import Wanted

CONTRACT = {
    *("organisations", "seed", "moves", "late", "refusals", "stranded", "mails_per_person_day"),
    *("queues", "recovery"),
}


def test_the_report_has_every_key_of_the_contract(report: dict[str, Any]) -> None:
    assert set(report) >= CONTRACT
    assert set(report["mails_per_person_day"]) >= {"p50", "p95", "max"}
    assert set(report["recovery"]) >= {"rmse_raw", "rmse_fitted", "rank"}
    assert all(isinstance(gate, str) and isinstance(count, int) for gate, count in report["refusals"])


def test_the_same_wish_gives_the_same_bytes(wanted: Wanted, report: dict[str, Any]) -> None:
    assert json.dumps(rehearse(wanted)) == json.dumps(report)


def test_a_wish_survives_being_handed_to_another_process(wanted: Wanted, report: dict[str, Any]) -> None:
    copied = Wanted.from_document(json.loads(json.dumps(wanted.document)))

    assert copied == wanted
    assert rehearse(copied) == report


def test_the_report_says_that_it_is_invented(report: dict[str, Any]) -> None:
    assert report["label"] == LABEL
    assert LABEL.startswith("A rehearsal: people, their behaviour and their ratings are invented")


def test_every_milestone_is_counted_and_most_refused_comes_first(
    report: dict[str, Any], wanted: Wanted
) -> None:
    counts = [count for _, count in report["refusals"]]

    assert list(report["late"]) == list(wanted.definition.milestones)
    assert counts == sorted(counts, reverse=True)


def test_each_week_knows_where_every_case_stands(report: dict[str, Any]) -> None:
    totals = {sum(list(week.values())[1:]) for week in report["standing"]}

    assert totals == {12}


def test_calibration_comes_nearer_to_the_planted_truth(report: dict[str, Any]) -> None:
    recovery = report["recovery"]

    assert recovery["rmse_fitted"] < recovery["rmse_raw"]
    assert recovery["rank"] > 0.8


def test_without_common_cases_the_report_says_that_nothing_can_be_adjusted(wanted: Wanted) -> None:
    apart = replace(wanted.behaviours, ratings=replace(wanted.behaviours.ratings, anchors=0))

    recovery = rehearse(replace(wanted, behaviours=apart))["recovery"]

    assert recovery["rmse_fitted"] is None
    assert recovery["say"].startswith("No adjustment can be defended")


def test_what_strands_is_told_with_its_sentence_and_what_to_consider(wanted: Wanted) -> None:
    slow = rehearse(replace(wanted, organisations=40, pace=1.6, signatures=False))

    (first, *_) = slow["stranded"]
    assert first["because"][0]["say"]
    assert any("at the end because" in each and "consider" in each for each in slow["warnings"])
    assert any("everyone waits for the slowest of the SHA" in each for each in slow["warnings"])


def test_a_sandbagger_rates_itself_below_the_truth(wanted: Wanted) -> None:
    gaps = {row["kind"]: row["own_ratings_above_truth"] for row in _many(wanted)["by_kind"]}

    assert gaps["sandbagging"] < -0.4 < gaps["ordinary"]


def test_the_careless_are_returned_most(wanted: Wanted) -> None:
    rows = {row["kind"]: row["returns"] / row["cases"] for row in _many(wanted)["by_kind"]}

    assert max(rows, key=lambda kind: rows[kind]) == "careless"


def test_the_other_edition_is_rehearsed_by_the_same_code(workflow: Workflow, wanted: Wanted) -> None:
    calendar = workflow.calendars["2008-09"]
    earlier = replace(wanted, definition=workflow.editions["2008-09"], calendar=calendar, organisations=4)

    assert rehearse(earlier)["finished"] == 4


def _many(wanted: Wanted) -> dict[str, Any]:
    return rehearse(replace(wanted, organisations=60))
