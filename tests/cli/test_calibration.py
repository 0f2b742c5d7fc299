"""`wccflow calibration`."""

import json
from pathlib import Path

import pytest

from tests.calibration.test_model import planted
from wccflow.calibration.model import RatingRow
from wccflow.cli import main


def written(folder: Path, rows: list[RatingRow]) -> str:
    """The path of a file with these ratings."""
    file = folder / "ratings.csv"
    lines = [f"{row.rater},{row.overseer},{row.case},{row.item},{row.value:g}" for row in rows]
    file.write_text("\n".join(["rater,sha,case,item,value", *lines]), encoding="utf-8")
    return str(file)


def test_leniency_results_and_agreement_are_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = list(planted(1, anchors=3).rows)

    status = main(["calibration", "fit", "--ratings", written(tmp_path, rows), "--json"])

    told = json.loads(capfd.readouterr().out)
    assert (status, told["connected"]) == (0, True)
    assert {each["sha"] for each in told["shas"]} == {row.overseer for row in rows}
    assert all(each["low"] < each["leniency"] < each["high"] for each in told["shas"])
    assert {(each["case"], each["item"]) for each in told["results"]} == {
        (row.case, row.item) for row in rows
    }
    assert set(told["results"][0]) == {
        "case",
        "item",
        "raw",
        "adjusted",
        "error",
        "level",
        "proposed",
        "probability",
    }
    assert set(told["agreement"]) == {"alpha", "ac2"}


def test_groups_that_share_no_case_are_not_adjusted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = list(planted(1, anchors=0).rows)

    status = main(["calibration", "fit", "--ratings", written(tmp_path, rows), "--json"])

    said = capfd.readouterr()
    told = json.loads(said.out)
    assert (status, told["connected"], told["shas"], told["results"]) == (1, False, [], [])
    assert said.err.startswith("No adjustment can be defended")


def test_in_words_only_what_is_worth_a_look_is_listed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = list(planted(1, anchors=3).rows)

    assert main(["calibration", "fit", "--ratings", written(tmp_path, rows)]) == 0

    lines = capfd.readouterr().out.splitlines()
    assert lines[-1].startswith("Agreement: alpha 0.")
    assert 0 < sum("level" in each for each in lines) < len(rows)
