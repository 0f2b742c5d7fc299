"""Days told without dates: an offset from a stage's edge, a date of the case, or the reaching of a state."""

import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["days", "weeks", "working days"]

_MOMENT = re.compile(
    r"(?:(?P<anchor>start of|end of|state) )?(?P<name>\w+)"
    r"(?: (?P<sign>[+-]) (?P<amount>\d+) (?P<unit>days?|weeks?|working days?))?"
)
_FARTHEST = 2000
_HOW = (
    "should read like `start of <stage> + 2 weeks`, `end of <stage> - 34 days`, "
    "`<date fact> + 10 working days` or `state <state> + 5 working days`"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day relative to something that the calendar or the case will tell."""

    anchor: Literal["start", "end", "fact", "state"]
    name: str
    amount: int = 0
    unit: Unit = "days"

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Read `end of preparation - 2 weeks` and its like; raises ValueError."""
        found = _MOMENT.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} {_HOW}")
        anchor = (found["anchor"] or "fact").removesuffix(" of")
        amount = int(f"{found['sign']}{found['amount']}") if found["sign"] else 0
        if abs(amount) > _FARTHEST:
            raise ValueError(f"{text!r} is too far away: {_FARTHEST} {found['unit']} at most")
        unit = (found["unit"] or "days").removesuffix("s") + "s"
        return cls(anchor, found["name"], amount, unit)  # type: ignore[arg-type]  # words of the pattern

    def __str__(self) -> str:
        words = {"start": "start of ", "end": "end of ", "state": "state ", "fact": ""}
        offset = f" {'-' if self.amount < 0 else '+'} {abs(self.amount)} {self.unit}" if self.amount else ""
        return f"{words[self.anchor]}{self.name}{offset}"


@dataclass(frozen=True, slots=True)
class Met:
    """What makes a milestone met: the case reached a state, or a gate holds."""

    kind: Literal["state", "gate"]
    name: str

    @classmethod
    def parse(cls, text: str) -> "Met":
        """Read `state submitted` or `gate self_assessed`; raises ValueError."""
        kind, _, name = text.partition(" ")
        if kind not in ("state", "gate") or not name.isidentifier():
            raise ValueError(f"{text!r} should read `state <state>` or `gate <gate>`")
        return cls(kind, name)  # type: ignore[arg-type]  # one of the two words just tested

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
