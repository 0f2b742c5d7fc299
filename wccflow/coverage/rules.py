"""Coverage without a database: what a cited passage amounts to, how cells and rows stand, and the gaps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

NONE, ABSENT, CLAIMED, VERIFIED, CONTRADICTED = "none", "absent", "claimed", "verified", "contradicted"
SAID = "said"  # by an answer of a session alone: evidence, but of another kind than a filed passage
STATES: Mapping[str, str] = {
    NONE: "none",
    ABSENT: "not shown",
    SAID: "said on the day",
    CLAIMED: "claimed",
    VERIFIED: "verified",
    CONTRADICTED: "contradicted",
}
MEANINGS: Mapping[str, str] = {
    CLAIMED: "somebody cites a passage for it, and no reviewer has said yet what the passage shows",
    VERIFIED: "a reviewer has read the passage and finds that it supports the item, wholly or in part",
    CONTRADICTED: "a passage contradicts what is claimed",
    ABSENT: "a reviewer has read the passage and finds that it does not speak of the item",
    SAID: "no passage shows it, but an answer does that was given in a session and that a rating cites",
    NONE: "no passage and no answer is cited",
}
TONES: Mapping[str, str] = {
    NONE: "quiet",
    ABSENT: "warning",
    SAID: "info",
    CLAIMED: "info",
    VERIFIED: "good",
    CONTRADICTED: "late",
}
_ORDER = (NONE, ABSENT, SAID, CLAIMED, VERIFIED, CONTRADICTED)
_FOUND = {"supports": VERIFIED, "partly": VERIFIED, "contradicts": CONTRADICTED, "absent": ABSENT}
_SAID = {"supports": CLAIMED, "partly": CLAIMED, "contradicts": CONTRADICTED, "absent": ABSENT}

_ANSWERED = {"supports": SAID, "partly": SAID, "contradicts": CONTRADICTED, "absent": ABSENT}

ALL, GAPS, UNVERIFIED, AGAINST, MINE = "all", "gaps", "unverified", "contradicted", "mine"
FILTERS: Mapping[str, str] = {
    ALL: "All items",
    GAPS: "Gaps only",
    UNVERIFIED: "Claimed, not verified",
    SAID: "Said on the day only",
    AGAINST: "Contradicted",
    MINE: "Mine",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What gaps are told from: an item, how it stands, and the documents that ought to show it."""

    item: str
    title: str
    state: str
    wanted: Sequence[str]
    is_mine: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether nothing shows the item: no passage, and no answer of a session."""
        return self.state in (NONE, ABSENT)

    def fits(self, show: str) -> bool:
        """Whether the row belongs to a filter of FILTERS."""
        return {
            ALL: True,
            GAPS: self.is_gap,
            UNVERIFIED: self.state == CLAIMED,
            SAID: self.state == SAID,
            AGAINST: self.state == CONTRADICTED,
            MINE: self.is_mine,
        }[show]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing, by name."""

    without: Sequence[Row]
    said: Sequence[Row]
    unverified: Sequence[Row]
    against: Sequence[Row]
    unused: Sequence[str]
    unfiled: Sequence[tuple[str, Sequence[Row]]]

    @property
    def any(self) -> bool:
        """Whether anything is missing at all."""
        return any((self.without, self.said, self.unverified, self.against, self.unused, self.unfiled))


def state_of(stance: str, verdict: str, *, by_reviewer: bool) -> str:
    """What one cited passage amounts to; a verdict wins over what whoever cited it says of it."""
    if verdict:
        return _FOUND[verdict]
    return (_FOUND if by_reviewer else _SAID)[stance]


def answered(stance: str) -> str:
    """What one cited answer of a session amounts to, by what whoever cites it says of it."""
    return _ANSWERED[stance]


def together(states: Iterable[str]) -> str:
    """How several passages stand together: a contradiction shows above all, then what is verified."""
    return max(states, key=_ORDER.index, default=NONE)


def in_words(state: str, count: int, of: str = "passages") -> str:
    """A cell as it is read aloud."""
    return STATES[state] if count < 2 else f"{STATES[state]}, {count} {of}"


def gaps(rows: Sequence[Row], filed: Collection[str], used: Collection[str], slots: Sequence[str]) -> Gaps:
    """The gaps of these rows; `slots` are all documents asked for, in order."""
    return Gaps(
        without=[row for row in rows if row.is_gap],
        said=[row for row in rows if row.state == SAID],
        unverified=[row for row in rows if row.state == CLAIMED],
        against=[row for row in rows if row.state == CONTRADICTED],
        unused=[slot for slot in slots if slot in filed and slot not in used],
        unfiled=[
            (slot, [row for row in rows if slot in row.wanted])
            for slot in slots
            if slot not in filed and any(slot in row.wanted for row in rows)
        ],
    )


def filter_called(name: str) -> str:
    """The filter of this name, else the first."""
    return name if name in FILTERS else ALL


def words_named(key: str) -> str:
    """What the name of a passage says of its words alone: repeats of one text share it."""
    return "-".join(key.split("-")[:2])


def slots_of(
    page: int | None, fillings: Sequence[tuple[str, int | None, int | None]], home: str
) -> tuple[str, ...]:
    """The slots, of those that a file fills by page range, to which a page of it belongs; else its first."""
    found = [
        slot
        for slot, first, last in fillings
        if page is None or first is None or last is None or first <= page <= last
    ]
    return tuple(dict.fromkeys(found)) or (home,)
