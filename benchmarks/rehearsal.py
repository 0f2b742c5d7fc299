"""How long a rehearsed cycle takes, and how near calibration comes to the truth that was planted."""

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks._timing import table, timed
from wccflow.base.places import workflows_folder
from wccflow.engine.loading import load
from wccflow.engine.simulating_behaviours import behaviours_of
from wccflow.rehearsal import process
from wccflow.rehearsal.wanted import Wanted

HEAD = ("organisations", "pace", "seconds", "moves", "items moved", "error raw", "error fitted")


def main() -> None:
    """Rehearse at several sizes, print, and write the figures to a file when one is named."""
    words = argparse.ArgumentParser(prog="./run bench rehearsal", description=__doc__)
    words.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = words.parse_args()
    measured = [_measured(organisations, pace) for organisations, pace in ((12, 1.0), (152, 1.0), (152, 1.5))]
    print(table(HEAD, [[str(each[name]) for name in HEAD] for each in measured]))
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")


def _measured(organisations: int, pace: float) -> dict[str, Any]:
    workflow = load(workflows_folder() / "wcc")
    calendar = workflow.calendars["2009-10"]
    definition = workflow.editions[calendar.edition]
    wanted = Wanted(definition, calendar, behaviours_of(workflow), organisations, seed=1, pace=pace)
    milliseconds, report = timed(lambda: process.run(wanted))
    return {
        "organisations": organisations,
        "pace": pace,
        "seconds": round(milliseconds / 1000, 1),
        "moves": report["moves"],
        "items moved": report["item_moves"],
        "error raw": report["recovery"]["rmse_raw"],
        "error fitted": report["recovery"]["rmse_fitted"],
    }


if __name__ == "__main__":
    main()
