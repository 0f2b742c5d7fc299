"""What is published of a result: a document made once, from what is sealed and fixed, naming nobody."""

from collections.abc import Sequence
from typing import Any

from wccflow.base.errors import Refused
from wccflow.calibration import queries as calibration
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import queries as panels
from wccflow.panels.report import Part, Report, report_of
from wccflow.publication import outcomes_told, rated, responding, since, standings
from wccflow.publication.sentences import sentences_of
from wccflow.ratings import queries as ratings

FORMAT = 2


def content_of(case: Case) -> dict[str, Any]:
    """The document of a result. Raises Refused when it was not sealed."""
    sealed, panel = calibration.sealed(case), panels.panel_of(case)
    if sealed is None or panel is None:
        raise Refused("The result is not sealed yet, so it cannot be published.")
    definition = definition_of(case)
    held = {item: each for (_, item), each in calibration.held([case.id]).items()}
    rows = {row.id: row for row in ratings.ratings([case.id])}
    report = report_of(case, panel)
    elements = rated.elements(definition, held, rows, sentences_of(case))
    return {
        "format": FORMAT,
        "demonstration": case.cycle.demonstration,
        "cycle": {"key": case.cycle.key, "title": case.cycle.title, "assessment": definition.title},
        "organisation": {"code": case.organisation.code, "name": case.organisation.name},
        "overseer": {"code": case.overseer.code, "name": case.overseer.name},
        "panel_day": panel.held_on.isoformat() if panel.held_on else None,
        **_reported(report),
        "elements": elements,
        "changes": rated.changes(definition, held, rows),
        "replies": [each.words for each in calibration.replies(case) if not each.is_private],
        "response": responding.words_of(case),
        "outcomes": outcomes_told.told(case),
        "since": since.since(case, elements),
        "statuses": standings.statuses(definition, elements),
        "attendance": _attendance(report),
        "sealed": {"sha256": sealed.sha256, "definition": case.digest},
    }


def _reported(report: Report) -> dict[str, Any]:
    return {
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
    }


def _parts(parts: Sequence[Part]) -> list[dict[str, str]]:
    return [{"title": each.heading, "text": each.text} for each in parts]


def _attendance(report: Report) -> dict[str, list[str]]:
    """The seats that were taken and those that were not: whoever sat there is not named to the public."""
    return {
        "present": [seat for _, seat, _ in report.present],
        "absent": [seat for _, seat, _ in report.absent],
    }
