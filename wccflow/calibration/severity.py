"""What the meeting reads of the newest fit: one sentence for each overseer, and the statistics behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.calibration import common_queries, fits, proposals, telling
from wccflow.calibration.common_queries import Standing
from wccflow.calibration.models import CalibrationFit
from wccflow.calibration.proposals import Proposed
from wccflow.calibration.queries import Held
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.engine.refusals import listed
from wccflow.people.rights import Place, Reach, holds


@dataclass(frozen=True, slots=True)
class Overseer:
    """One overseer: its sentence, its figures, and how many changes are proposed to its cases."""

    code: str
    name: str
    sentence: str
    leniency: float
    low: float
    high: float
    cases: int
    apart: Sequence[float | None]
    alpha: float | None
    ac2: float | None
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Severity:
    """What is known of how severe panels are, and how one knows; blind readers see neither."""

    standing: Standing
    fit: CalibrationFit | None
    under_way: CalibrationFit | None
    is_behind: bool
    is_blind: bool
    overseers: Sequence[Overseer]
    said: Sequence[str]
    groups: Sequence[tuple[str, float | None, float | None]]
    apart: Sequence[str]
    titles: Sequence[str]
    proposals: Sequence[Proposed]

    @property
    def summary(self) -> Mapping[str, Any]:
        """The fit's own figures."""
        return self.fit.summary if self.fit else {}

    @property
    def parts(self) -> list[str]:
        """Who is joined with whom by cases, where nothing joins them all: each group in words."""
        named = self.summary.get("names", {})
        return [
            listed(tuple(named.get(code, code) for code in part)) for part in self.summary.get("parts", ())
        ]

    @property
    def at(self) -> datetime | None:
        """When it was worked out."""
        return self.fit.ended_at if self.fit else None


def severity_of(
    cycle: Cycle, cases: Sequence[Case], held: Mapping[tuple[UUID, str], Held], reach: Reach
) -> Severity:
    """What this person reads of the severity of panels; constant queries."""
    standing, fit = common_queries.standing_of(cycle), fits.newest(cycle.id)
    national = common_queries.names_them(cycle, reach)
    blind = bool(standing.opened) and not standing.are_all_in and not national
    found: list[Proposed] = []
    if fit is not None and not blind:
        decided = proposals.decided_in([each.id for each in cases])
        found = proposals.proposed(fits.results_of(fit), held, {each.id: each for each in cases}, decided)
    summary: Mapping[str, Any] = fit.summary if fit and not blind else {}
    return Severity(
        standing=standing,
        fit=None if blind else fit,
        under_way=fits.under_way(cycle.id),
        is_behind=fits.is_behind(fit, cycle.id),
        is_blind=blind,
        overseers=_overseers(summary, cases, found),
        said=_said(summary),
        groups=_groups(summary, cycle),
        apart=_raters_apart(summary, cases, reach, cycle),
        titles=[each["title"] for each in summary.get("common", ())],
        proposals=found,
    )


def _overseers(
    summary: Mapping[str, Any], cases: Sequence[Case], found: Sequence[Proposed]
) -> list[Overseer]:
    codes = {each.id: each.overseer.code for each in cases}
    made = []
    for each in summary.get("overseers", ()):
        code = each["code"]
        name = summary["names"].get(code, code)
        mine = [one for one in found if one.is_open and codes.get(one.case_id) == code]
        agreement = summary["agreement"]["overseers"].get(code, {})
        made.append(
            Overseer(
                code=code,
                name=name,
                sentence=telling.of_overseer(name, each["leniency"], each["low"], each["high"]),
                leniency=each["leniency"],
                low=each["low"],
                high=each["high"],
                cases=each["cases"],
                apart=[one["apart"].get(code) for one in summary["common"]],
                alpha=agreement.get("alpha"),
                ac2=agreement.get("ac2"),
                up=sum(one.likely > one.held for one in mine),
                down=sum(one.likely < one.held for one in mine),
            )
        )
    return sorted(made, key=lambda one: (-abs(one.leniency), one.name))


def _said(summary: Mapping[str, Any]) -> list[str]:
    """The sentences behind the expander."""
    if not summary:
        return []
    agreement = summary["agreement"]
    said = [telling.of_agreement(agreement["alpha"], agreement["ac2"])]
    if summary["connected"]:
        said.append(telling.of_moved(summary["moved"]))
        said += telling.of_left_out(summary["left_out"], summary["names"])
        said += telling.of_variance(summary["variance"], summary["names"])
    return said


def _groups(summary: Mapping[str, Any], cycle: Cycle) -> list[tuple[str, float | None, float | None]]:
    """Agreement by group of items, the least first."""
    items = pinned(cycle.digest).items
    rows = summary.get("agreement", {}).get("groups", {})
    named = [
        (items[key].title if key in items else key, each["alpha"], each["ac2"]) for key, each in rows.items()
    ]
    return sorted(named, key=lambda row: (row[1] is None, row[1]))


def _raters_apart(summary: Mapping[str, Any], cases: Sequence[Case], reach: Reach, cycle: Cycle) -> list[str]:
    """Members far from the rest of their panels, unnamed, for those who calibrate where they sit."""
    definition = pinned(cycle.digest)
    own = {
        each.overseer.code
        for each in cases
        if holds(reach, "adjust", place=Place(overseer_id=each.overseer_id), definition=definition)
    }
    told = []
    for each in summary.get("raters_apart", ()):
        if each["overseer"] in own:
            name = summary["names"].get(each["overseer"], each["overseer"])
            way = "above" if each["apart"] > 0 else "below"
            told.append(
                f"A panel member of {name} rated {abs(each['apart']):.2f} of a level {way} the rest of the "
                f"same panels, over {each['ratings']} ratings."
            )
    return told
