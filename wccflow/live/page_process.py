"""Keeps a process beside this one that makes the pages, so that streams have an interpreter to themselves."""

import asyncio
import logging
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress

from wccflow.live.forwarding import forward, only_reads
from wccflow.live.lines import Lines
from wccflow.live.listeners import Receive, Scope, Send
from wccflow.live.turns import Turns

# Pages made beside each other take turns at one interpreter: with one, two and three at once as many came
# (about 70 in 11 s), and messages showed in 69, 77 to 92, and 82 ms (p95 of 500 listeners).
MADE_AT_ONCE = 1
START_SECONDS = 120
SILENCE_SECONDS = 30  # it says every few seconds that it is here
STOP_SECONDS = 10
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60

_log = logging.getLogger(__name__)


class PageProcess:
    """One process that makes pages, started again when it ends; while it is away it answers nothing."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._lines: Lines | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._turns = Turns(MADE_AT_ONCE)

    @property
    def is_here(self) -> bool:
        """Whether it makes pages now; may be asked from another thread."""
        return self._lines is not None

    def start(self) -> None:
        """Begin to keep it; pages are answered once it says that it is here."""
        self._keeping = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Hang up, and wait until it has ended."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer what only reads; gives False, with nothing sent, for all that must be answered here."""
        if self._lines is None or not only_reads(scope):
            return False
        return await forward(self._lines, self._turns, scope, receive, send)

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        pause = FIRST_PAUSE_SECONDS
        while True:
            began = loop.time()
            try:
                await self._live_once()
            except OSError as fault:
                _log.warning("the process that makes pages could not be started or said nothing: %r", fault)
            if loop.time() - began > STEADY_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            _log.warning("the process that makes pages has ended; it is started again in %g s", pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _live_once(self) -> None:
        control, process = self._started()
        try:
            await self._heed(control)
        except TimeoutError:
            process.kill()
            raise
        finally:
            if self._lines is not None:
                self._lines.close()
            self._lines = None
            control.close()
            await asyncio.to_thread(_end, process)

    def _started(self) -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
        ours, theirs = socket.socketpair()
        number = theirs.fileno()
        command = [*self._command, str(number)]
        try:
            with theirs:
                process = subprocess.Popen(command, pass_fds=[number], stdin=subprocess.DEVNULL)
        except BaseException:
            ours.close()
            raise
        ours.setblocking(False)
        return ours, process

    async def _heed(self, control: socket.socket) -> None:
        """Listen to its signs of life until it hangs up. Raises TimeoutError when there are none."""
        wait_seconds = START_SECONDS
        while True:
            async with asyncio.timeout(wait_seconds):
                said = await asyncio.get_running_loop().sock_recv(control, 64)
            if not said:
                return
            self._lines = self._lines or Lines(control)
            wait_seconds = SILENCE_SECONDS


def _end(process: "subprocess.Popen[bytes]") -> None:
    """It ends by itself once we hang up; for good when it does not."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
        return
    process.kill()
    process.wait()
