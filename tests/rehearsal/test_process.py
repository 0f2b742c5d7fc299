"""Rehearsals in a process of their own."""

import json
from typing import Any

import pytest

from wccflow.base.errors import Refused
from wccflow.rehearsal import process
from wccflow.rehearsal.wanted import Wanted


def test_the_child_gives_the_same_report_and_tells_how_far_it_is(
    wanted: Wanted, report: dict[str, Any]
) -> None:
    told: list[int] = []

    found = process.run(wanted, told=told.append)

    assert json.dumps(found) == json.dumps(report)
    assert told == sorted(told)
    assert told[0] < 10


def test_a_rehearsal_that_nobody_wants_is_ended(wanted: Wanted) -> None:
    with pytest.raises(Refused) as caught:
        process.run(wanted, is_unwanted=lambda: True)

    assert str(caught.value) == process.STOPPED


def test_a_rehearsal_that_takes_too_long_is_ended(wanted: Wanted) -> None:
    with pytest.raises(Refused) as caught:
        process.run(wanted, seconds=0)

    assert str(caught.value) == process.TOO_LONG


def test_a_child_that_breaks_is_told_of(wanted: Wanted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "CHILD", "wccflow.rehearsal.nothing_of_the_kind")

    with pytest.raises(Refused) as caught:
        process.run(wanted)

    assert str(caught.value).startswith("The rehearsal broke off. ")
