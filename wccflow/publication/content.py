"""What is published of a result: a document made once, from what is sealed and fixed, naming nobody."""

from collections.abc import Mapping, Sequence
from typing import Any

from wccflow.base.errors import Refused
from wccflow.calibration import queries as calibration
from wccflow.calibration.queries import Held
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.engine.definition import Definition
from wccflow.engine.rollups import roll_up
from wccflow.panels import queries as panels
from wccflow.panels.report import Part, Report, report_of
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import TITLES, grouped, in_words, item_in_words

FORMAT = 1


def content_of(case: Case) -> dict[str, Any]:
    """The document of a result. Raises Refused when it was not sealed."""
    sealed, panel = calibration.sealed(case), panels.panel_of(case)
    if sealed is None or panel is None:
        raise Refused("The result is not sealed yet, so it cannot be published.")
    definition = definition_of(case)
    held = {item: each for (_, item), each in calibration.held([case.id]).items()}
    rows = {row.id: row for row in ratings.ratings([case.id])}
    report = report_of(case, panel)
    return {
        "format": FORMAT,
        "demonstration": case.cycle.demonstration,
        "cycle": {"key": case.cycle.key, "title": case.cycle.title, "assessment": definition.title},
        "organisation": {"code": case.organisation.code, "name": case.organisation.name},
        "overseer": {"code": case.overseer.code, "name": case.overseer.name},
        "panel_day": panel.held_on.isoformat() if panel.held_on else None,
        "title": report.form.title,
        "salutation": "" if report.has_panel else report.salutation,
        "what_it_is": list(report.form.what_it_is),
        "how_decided": list(report.form.how_decided),
        "first": _parts(report.first),
        "last": _parts(report.last),
        "told": [
            {
                "title": element.title,
                "items": [
                    {"key": each.key, "title": each.title, "text": each.text, "sources": list(each.sources)}
                    for each in element.items
                ],
            }
            for element in report.told
        ],
        "recommendations": [
            {"title": each.title, "text": each.text}
            for each in report.recommendations
            if each.title or each.text
        ],
        "narratives": _parts(report.narratives),
        "elements": _elements(definition, held),
        "changes": _changes(definition, held, rows),
        "replies": [each.words for each in calibration.replies(case)],
        "attendance": _attendance(report),
        "sealed": {"sha256": sealed.sha256, "definition": case.digest},
    }


def _parts(parts: Sequence[Part]) -> list[dict[str, str]]:
    return [{"title": each.heading, "text": each.text} for each in parts]


def _elements(definition: Definition, held: Mapping[str, Held]) -> list[dict[str, Any]]:
    return [
        {
            "title": element.title,
            "statement": element.statement,
            "scale": [
                {"title": each.title, "statement": each.statement}
                for each in definition.scales[element.scale].values
            ],
            "groups": _groups(definition, element, held),
        }
        for element in definition.elements.values()
        if any(item in held for item in element.items)
    ]


def _groups(definition: Definition, element: Element, held: Mapping[str, Held]) -> list[dict[str, Any]]:
    scale, made = definition.scales[element.scale], []
    for group, items in grouped(definition, element):
        mine = [held[item.key] for item in items if item.key in held]
        level = roll_up(element.rollup, scale, [each.final.value for each in mine])
        made.append(
            {
                "title": group.title if group else "",
                "level": in_words(scale, level) if level and len(mine) == len(items) else "",
                "items": [
                    {
                        "key": each.panel.item,
                        "title": item_in_words(definition, each.panel.item),
                        "level": in_words(scale, each.final.value),
                        "panel": in_words(scale, each.panel.value),
                        "reason": each.final.rationale,
                    }
                    for each in mine
                ],
            }
        )
    return made


def _changes(
    definition: Definition, held: Mapping[str, Held], rows: Mapping[Any, Rating]
) -> list[dict[str, Any]]:
    made = []
    for item in (each for each in definition.items if each in held):
        scale = definition.scales[definition.elements[definition.items[item].element].scale]
        for change in held[item].changes:
            before, after = rows[change.before_id], rows[change.after_id]
            made.append(
                {
                    "item": item_in_words(definition, item),
                    "before": in_words(scale, before.value),
                    "after": in_words(scale, after.value),
                    "where": TITLES[after.channel],
                    "reason": after.rationale,
                    "signatures": 2 if change.signed_by_id else 1,
                }
            )
    return made


def _attendance(report: Report) -> dict[str, list[str]]:
    """The seats that were taken and those that were not: whoever sat there is not named to the public."""
    return {
        "present": [seat for _, seat, _ in report.present],
        "absent": [seat for _, seat, _ in report.absent],
    }
