"""What waits for a listener, and when she is let go."""

import asyncio
from uuid import UUID

from wccflow.live.ears import MOST_WAITING, Ear
from wccflow.live.listeners import Listener


def ear() -> Ear:
    """An open ear."""
    return Ear({}, Listener(UUID(int=1), frozenset()), frozenset())


async def after_offers(offered: int) -> tuple[bool, bytes]:
    """Whether the ear is ending after so many offers, and what is heard then."""
    made = ear()
    for seq in range(1, offered + 1):
        made.offer(seq, b"%d " % seq, "token")
    return made.ending, await made.heard(after=0)


def test_two_hundred_may_wait() -> None:
    ending, heard = asyncio.run(after_offers(MOST_WAITING))

    assert not ending
    assert heard == b"".join(b"%d " % seq for seq in range(1, 201))


def test_one_more_is_answered_with_a_reset_and_the_end() -> None:
    ending, heard = asyncio.run(after_offers(MOST_WAITING + 1))

    assert ending
    assert heard == b"event: reset\ndata: Too much has happened to be told piece by piece.\nid: token\n\n"


async def heard_after(seq: int) -> bytes:
    """What is heard of three offers by one who has read the past up to `seq`."""
    made = ear()
    for offered in (1, 2, 3):
        made.offer(offered, b"%d " % offered, "token")
    return await made.heard(after=seq)


def test_what_was_read_from_the_past_is_not_heard_again() -> None:
    assert asyncio.run(heard_after(2)) == b"3 "


async def heard_after_the_end() -> bytes:
    """What is heard when something waited and something came afterwards."""
    made = ear()
    made.offer(1, b"waits", "token")
    made.end()
    made.offer(2, b"late", "token")
    return await made.heard(after=0)


def test_nothing_is_heard_after_the_end() -> None:
    assert asyncio.run(heard_after_the_end()) == b""
