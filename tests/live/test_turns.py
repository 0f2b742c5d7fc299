"""Turns: a few at once, and a long one keeps nobody waiting."""

import asyncio

import pytest

from wccflow.live import turns
from wccflow.live.turns import Turns


async def _taken(turn: Turns, how_many: int) -> list[int]:
    """How many had a turn at the same time when each of so many began."""
    at_once: list[int] = []
    now = 0

    async def one() -> None:
        nonlocal now
        async with turn.turn():
            now += 1
            at_once.append(now)
            await asyncio.sleep(0.01)
            now -= 1

    await asyncio.gather(*(one() for _ in range(how_many)))
    return at_once


def test_no_more_have_a_turn_than_may_at_once() -> None:
    assert max(asyncio.run(_taken(Turns(2), 10))) == 2


def test_who_takes_long_lets_others_in_beside_her(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONG_SECONDS", 0.01)

    async def beside() -> list[int]:
        turn = Turns(1)
        async with turn.turn():
            return await asyncio.wait_for(_taken(turn, 1), 10)

    assert asyncio.run(beside()) == [1]


def test_long_ones_are_not_without_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONG_SECONDS", 0)

    assert max(asyncio.run(_taken(Turns(1, most=3), 10))) == 3


def test_what_is_done_once_is_not_done_again() -> None:
    done: list[int] = []
    act = turns.once(lambda: done.append(1))

    act()
    act()

    assert done == [1]
