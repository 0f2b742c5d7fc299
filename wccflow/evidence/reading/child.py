"""The child: reads one file behind limits and answers in JSON on its output."""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from wccflow.base.errors import Refused
from wccflow.evidence.reading import progress, sandbox, sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits

OUT_OF_MEMORY = 70
DEEPEST_CALLS = 4_000
# What can be asked besides passages, and who answers; loaded only when it is asked.
ANSWERS = {
    "cells": "wccflow.evidence.reading.cells",
    "commented": "wccflow.evidence.reading.commenting",
    "noted": "wccflow.evidence.reading.noting",
    "page": "wccflow.evidence.reading.pdf_drawing",
    "picture": "wccflow.evidence.reading.picture",
    "returned": "wccflow.evidence.reading.returned",
    "opening": "wccflow.evidence.reading.opening",
}


def main(task: dict[str, Any]) -> None:
    """Read the file that the task names and write the answer; the parent takes silence as a failure."""
    limits = Limits(**task["limits"])
    sandbox.enter(limits)
    sys.setrecursionlimit(DEEPEST_CALLS)
    progress.begin()
    try:
        answer = _answer(task, limits)
        sys.stdout.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")))
        sys.stdout.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _answer(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """The reading, or the sentence of refusal."""
    path = Path(task["path"])
    try:
        if task["what"] in ANSWERS:
            answering = importlib.import_module(ANSWERS[task["what"]])
            return dict(answering.answer(path, task["name"], limits, task["asked"]))
        return read_here(path, task["name"], limits, again=task["again"]).as_document()
    except Refused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        raise
    except Exception:
        # Parsers break in ways that nobody can list; to the person each of them means the same.
        return {"refused": sentences.DAMAGED}


if __name__ == "__main__":
    given = sys.argv[1]
    main(json.loads(Path(given[1:]).read_bytes() if given.startswith("@") else given))
