"""How far a sheet is: how many items are rated, how many rest on nothing, and those that lack something."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach, can
from wccflow.ratings.lines import Line, Section
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS, SELF

UNRATED, BARE, UNREASONED, UNREAD = "unrated", "without-passage", "without-reason", "unread"
TITLES = {
    UNRATED: "Not rated",
    UNREASONED: "Without a reason",
    BARE: "Without a passage",
    UNREAD: "Not read yet",
}
LACKS: dict[str, Callable[[Line], bool]] = {
    UNRATED: lambda line: line.own is None,
    UNREASONED: lambda line: bool(line.own and not line.own.rationale and not line.is_told),
    BARE: lambda line: line.is_bare,
    UNREAD: lambda line: line.reviewed is None,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work of one channel is on the whole sheet."""

    have: int
    total: int
    bare: int
    word: str

    @property
    def words(self) -> str:
        """The same in words: `27 of 33 rated, 3 without passage`."""
        without = f", {self.bare} without passage" if self.bare else ""
        return f"{self.have} of {self.total} {self.word}{without}"


def channel_of(case: Case, reach: Reach) -> str:
    """The channel by which the person rates the items of a case here and now; empty when by none."""
    definition = definition_of(case)
    for channel in (SELF, DOCUMENTS):
        if can(reach, ABILITY_OF[channel], place=case.place, definition=definition, state=case.state):
            return channel
    return ""


def progress_of(sections: Sequence[Section], reach: Reach, case: Case) -> Progress | None:
    """How far the person's own work on a sheet is; None where she has none to do."""
    channel = channel_of(case, reach)
    if not channel:
        return None
    lines = _lines(sections, channel)
    done = [line for line in lines if channel in line.ratings]
    told = all(line.is_told for line in lines)
    bare = sum(line.is_bare for line in lines) if channel == SELF else 0
    return Progress(
        len(done), len(lines), bare, "written" if told else "rated" if channel == SELF else "read"
    )


def kinds_of(sections: Sequence[Section], case: Case, reach: Reach) -> list[tuple[str, str, int]]:
    """What may be lacking that the person can mend: its name, its words, and of how many items."""
    channel = channel_of(case, reach)
    if not channel:
        return []
    names = (UNRATED, UNREASONED, BARE) if channel == SELF else (UNREAD,)
    lines = _lines(sections, channel)
    return [(name, TITLES[name], sum(map(LACKS[name], lines))) for name in names]


def only_those(sections: Sequence[Section], only: str) -> list[Section]:
    """The sections with those lines alone that lack this; all of them where it is nothing that is known."""
    if only not in LACKS:
        return list(sections)
    found = []
    for section in sections:
        lacking = [(group, [line for line in lines if LACKS[only](line)]) for group, lines in section.groups]
        kept = [(group, lines) for group, lines in lacking if lines]
        is_asked = section.by_documents if only == UNREAD else section.by_self
        if kept and is_asked:
            found.append(replace(section, groups=kept))
    return found


def _lines(sections: Sequence[Section], channel: str) -> list[Line]:
    """The lines of which this channel says something."""
    asked = [each for each in sections if (each.by_self if channel == SELF else each.by_documents)]
    return [line for section in asked for line in section.lines]
