"""Markup that follows from what it is drawn of and from nothing else, kept so that no page draws it twice."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from markupsafe import Markup

MOST_CHARACTERS = 8_000_000


class KeptMarkup:
    """Pieces of pages by what they are drawn of; those that nobody asked for longest go first."""

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = Lock()

    def __call__(self, of: Hashable, caller: Callable[[], str]) -> Markup:
        """The piece for this thing, which `caller` draws where it is not kept; for `{% call kept(of) %}`."""
        with self._lock:
            if of in self._kept:
                self._kept.move_to_end(of)
                return self._kept[of]
        drawn = Markup(caller())  # what a template has made: escaped where it had to be
        with self._lock:
            self._keep(of, drawn)
        return drawn

    def _keep(self, of: Hashable, drawn: Markup) -> None:
        if of not in self._kept:
            self._size += len(drawn)
        self._kept[of] = drawn
        while self._size > self._most and self._kept:
            self._size -= len(self._kept.popitem(last=False)[1])
