"""What a gate asks: one test of one declared fact, and nothing that could be called an expression."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from wccflow.engine.facts import Fact, Tally

ARGUMENTS = {"complete": 0, "at_least": 1, "at_most": 1, "between": 2, "is": 1, "set": 0, "reached": 0}
TESTS_OF = {
    "tally": frozenset({"complete", "at_least"}),
    "number": frozenset({"at_least", "at_most", "between"}),
    "flag": frozenset({"is"}),
    "date": frozenset({"set", "reached"}),
}
_NUMBER = re.compile(r"\d+(\.\d+)?%?")
_NAME = re.compile(r"[a-z][\w.]*")


@dataclass(frozen=True, slots=True)
class Need:
    """A fact's name, a test's name, and the test's numbers as they were written."""

    fact: str
    test: str
    arguments: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Need":
        """Read `documents_required complete`, `partners at_least 60%` and their like; raises ValueError."""
        fact, test, *arguments = [*text.split(), "", ""][: max(2, len(text.split()))]
        if not fact.isidentifier() or test not in ARGUMENTS:
            raise ValueError(f"{text!r} should read `<fact> <test>`, the test one of {', '.join(ARGUMENTS)}")
        if len(arguments) != ARGUMENTS[test]:
            raise ValueError(f"{test} takes {ARGUMENTS[test]} values after it, not {len(arguments)}")
        for argument in arguments:
            if not (_NUMBER.fullmatch(argument) or _NAME.fullmatch(argument)):
                raise ValueError(f"{argument!r} is neither a number nor the name of a setting")
        return cls(fact, test, tuple(arguments))

    def __str__(self) -> str:
        return " ".join((self.fact, self.test, *self.arguments))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of settings that stand where numbers will."""
        return tuple(
            argument
            for argument in self.arguments
            if not _NUMBER.fullmatch(argument) and argument not in ("true", "false")
        )

    def settled(self, settings: Mapping[str, int | str]) -> "Need":
        """The same need with each setting's value in the place of its name."""
        return replace(self, arguments=tuple(str(settings.get(one, one)) for one in self.arguments))

    def holds(self, fact: Fact, on: date) -> bool:
        """Whether a fact of the right kind passes; a share of nothing is never reached."""
        if isinstance(fact, Tally):
            return fact.complete if self.test == "complete" else self._enough(fact)
        if isinstance(fact, bool):
            return fact is (self.arguments == ("true",))
        if isinstance(fact, int | float):
            return self._in_range(fact)
        return fact is not None and (self.test == "set" or fact <= on)

    def _enough(self, tally: Tally) -> bool:
        bound = self.arguments[0]
        if bound.endswith("%"):
            return tally.total > 0 and tally.have * 100 >= float(bound[:-1]) * tally.total
        return tally.have >= float(bound)

    def _in_range(self, number: float) -> bool:
        bounds = [float(one) for one in self.arguments]
        if self.test == "at_most":
            return number <= bounds[0]
        return number >= bounds[0] and (self.test == "at_least" or number <= bounds[-1])
