"""The child: plays one rehearsal behind limits, without files or database, and answers in JSON lines."""

import json
import sys
from dataclasses import dataclass

from wccflow.evidence.reading import sandbox
from wccflow.evidence.reading.limits import Limits
from wccflow.rehearsal.report import rehearse
from wccflow.rehearsal.wanted import Wanted

SECONDS = 600.0
MEMORY_MB = 2048


@dataclass(slots=True)
class _Telling:
    """Tells how far it has come, a line for each hundredth."""

    percent: int = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total
        if percent > self.percent:
            self.percent = percent
            _say({"percent": percent})


def main() -> None:
    """Read what is wanted, play it, say the report."""
    wanted = Wanted.from_document(json.load(sys.stdin))
    sandbox.enter(Limits(seconds=SECONDS, memory_mb=MEMORY_MB))
    _say({"report": rehearse(wanted, _Telling())})


def _say(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
