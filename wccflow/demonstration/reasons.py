"""Invented reasons for ratings and the words of the panel's report, put together from fragments."""

from dataclasses import dataclass
from datetime import date

from wccflow.demonstration.dice import dice, phrase, uncapitalised
from wccflow.demonstration.fields import organisation_fields
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.texts import words
from wccflow.demonstration.years import year_fields

RECOMMENDATIONS = 3
# What is told of an item at each level, the lowest first: results appear and gaps vanish as it rises.
TOLD = (
    ("does", "lacks", "next"),
    ("does", "shows", "lacks", "next"),
    ("does", "shows", "next"),
    ("does", "shows"),
)
COLOURS = {"red": 0, "amber": 1, "green": 3}


@dataclass(frozen=True)
class Recommendation:
    """A headline recommendation of the panel with its commentary and the item it would raise."""

    title: str
    text: str
    item: str


@dataclass(frozen=True)
class Writer:
    """Writes reasons for one organisation, always the same ones for the same seed."""

    profile: Profile
    seed: int
    board_date: date

    def self_assessment(self, item: str, level: int) -> str:
        """Why the organisation places itself at that level."""
        return self._reason("self", item, level, words("report")["self_open"][level - 1])

    def reviewer(self, item: str, level: int) -> str:
        """What an analyst finds in the documents."""
        return self._reason("reviewer", item, level, words("report")["reviewer_open"])

    def panel(self, item: str, level: int, self_level: int) -> str:
        """Why the panel agreed on that level, beside the organisation's own."""
        way = "same" if level == self_level else "lower" if level < self_level else "higher"
        return self._reason("panel", item, level, words("report")[f"panel_{way}"], self_level)

    def governance(self, item: str, colour: str) -> str:
        """Why a governance item is red, amber or green."""
        return self._reason("governance", item, COLOURS[colour] + 1, words("report")["colours"][colour])

    def partner(self, item: str, level: int, respondent: int) -> str:
        """A partner's remark beside a rating."""
        return self._one(words("report")["partner"][level - 1], "partner", item, respondent)

    def impression(self) -> str:
        """The panel's overall impression."""
        return " ".join(self._said(text) for text in words("report")["impression"])

    def potential(self) -> str:
        """The panel's commentary on the potential for improvement."""
        return " ".join(self._said(text) for text in words("report")["potential"])

    def recommendations(self) -> tuple[Recommendation, ...]:
        """The three headline recommendations."""
        known = words("report")["recommendation"]
        chosen = dice(self.seed, self.profile.code, "recommendations").sample(known, RECOMMENDATIONS)
        return tuple(Recommendation(row["title"], self._said(row["text"]), row["item"]) for row in chosen)

    def _reason(self, who: str, item: str, level: int, opening: list[str], self_level: int = 0) -> str:
        known = words("rationales")[item]
        levels = {"level": str(level), "self_level": str(self_level)}
        parts = [self._one(opening, who, item, level, extra=levels)]
        parts += [self._told(known[name], who, item, name) for name in TOLD[level - 1]]
        return " ".join(parts)

    def _told(self, pool: list[str], who: str, item: str, name: str) -> str:
        text = self._one(pool, who, item, name)
        joined = words("report")["joined"].get(name)
        return self._said(joined, {"told": uncapitalised(text)}, (who, item)) if joined else text

    def _one(self, pool: list[str], *names: object, extra: dict[str, str] | None = None) -> str:
        return self._said(dice(self.seed, self.profile.code, *names).choice(pool), extra, names)

    def _said(self, text: str, extra: dict[str, str] | None = None, names: tuple[object, ...] = ()) -> str:
        fields = organisation_fields(self.profile) | year_fields(self.board_date) | (extra or {})
        return phrase(text, fields, dice(self.seed, self.profile.code, text, *names))
