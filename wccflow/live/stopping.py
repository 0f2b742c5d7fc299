"""Hears that the program shall stop before the server does, so that open streams do not hold it up."""

import signal
import threading
from collections.abc import Callable
from types import FrameType


def before_stopping(act: Callable[[], None]) -> None:
    """Call `act` when the program is told to stop, then whoever listened for that before us.

    Does nothing outside the main thread, which alone hears signals.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        _chain(number, act)


def _chain(number: signal.Signals, act: Callable[[], None]) -> None:
    earlier = signal.getsignal(number)

    def heard(given: int, frame: FrameType | None) -> None:
        act()
        if callable(earlier):
            earlier(given, frame)
        else:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)

    signal.signal(number, heard)
