"""The report of a rehearsal: one JSON document that depends on nothing but what it was asked for."""

from collections.abc import Callable
from typing import Any

from wccflow.engine.definition import Definition
from wccflow.engine.simulating import simulate
from wccflow.rehearsal import tallies
from wccflow.rehearsal.mails import mails
from wccflow.rehearsal.ratings import invented
from wccflow.rehearsal.recovery import recovery
from wccflow.rehearsal.wanted import Wanted
from wccflow.rehearsal.warnings import warnings

LABEL = (
    "A rehearsal: people, their behaviour and their ratings are invented by rule and by lot. "
    "It compares plans; it does not predict."
)

Progress = Callable[[int, int], None]


def rehearse(wanted: Wanted, progress: Progress = lambda done, total: None) -> dict[str, Any]:
    """Play the cycle and report. The same wish gives the same report, byte for byte."""
    definition, behaviours = wanted.definition, wanted.behaviours
    found = simulate(
        definition,
        behaviours,
        wanted.calendar,
        wanted.seed,
        organisations=wanted.organisations,
        pace=wanted.pace,
        signs=wanted.signatures,
        progress=progress,
    )
    ratings = invented(definition, behaviours, found.cases, wanted.seed)
    kinds = {key: kind.called for key, kind in behaviours.kinds.items()}
    report: dict[str, Any] = {
        "label": LABEL,
        "workflow": definition.workflow,
        "title": definition.title,
        "edition": definition.edition,
        "calendar": wanted.calendar.title,
        "organisations": wanted.organisations,
        "seed": wanted.seed,
        "pace": wanted.pace,
        "signatures": wanted.signatures,
        "first_day": found.days[0].isoformat(),
        "last_day": found.days[-1].isoformat(),
        "finished": sum(case.final for case in found.cases),
        "moves": sum(each.what == "moved" for each in found.happenings),
        "item_moves": sum(each.what == "item" for each in found.happenings),
        "late": tallies.late(definition, found),
        "lateness": tallies.lateness(definition, found),
        "refusals": tallies.refusals(found, "gate", "unknown"),
        "closed_stages": tallies.refusals(found, "window"),
        "stranded": tallies.stranded(definition, found),
        "exceptions": tallies.exceptions(found),
        "held_open": tallies.held_open(found),
        "mails_per_person_day": mails(found),
        "queues": tallies.queues(found),
        "standing": tallies.standing(definition, found),
        "by_kind": tallies.by_kind(kinds, ratings.own_gap if ratings else {}, found),
        "by_overseer": tallies.by_overseer(found),
        "busiest": tallies.busiest(found),
        "recovery": recovery(ratings),
        "words": _words(definition),
    }
    report["warnings"] = warnings(definition, behaviours, report, tallies.waits(found))
    return report


def _words(definition: Definition) -> dict[str, Any]:
    """The titles by which the report's names are shown."""
    return {
        "organisation": definition.words.get("organisation", "organisation"),
        "organisations": definition.words.get("organisations", "organisations"),
        "overseer": definition.words.get("overseer", "overseer"),
        "stages": {key: stage.title for key, stage in definition.stages.items()},
        "roles": {key: role.title for key, role in definition.roles.items()},
        "gates": {key: definition.facts[gate.fact].title for key, gate in definition.gates.items()},
    }
