"""What is published of outcomes: values beside the nation and the best quarter, in sentences."""

from typing import Any

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.indicators import queries as indicators
from wccflow.indicators.rules import measured_element
from wccflow.indicators.scorecard import Row, ids_of
from wccflow.indicators.standings import standings_of


def told(case: Case) -> list[dict[str, Any]]:
    """Each chosen outcome in the sentences of its scorecard; none where nothing is measured."""
    definition = definition_of(case)
    element = measured_element(definition)
    if element is None:
        return []
    chosen = indicators.chosen([case])[case.id]
    known, found = indicators.measured([case]), standings_of(ids_of(case), chosen)
    rows = [
        Row(
            item=definition.items[item],
            is_fixed=item in element.fixed,
            measured=known.get((case.id, item)),
            aim=None,
            standing=found.get(item),
        )
        for item in chosen
    ]
    return [_told(row) for row in rows]


def _told(row: Row) -> dict[str, Any]:
    return {
        "key": row.item.key,
        "title": row.item.title,
        "value": row.value,
        "national_average": row.beside("national_average"),
        "upper_quartile": row.beside("upper_quartile"),
        "direction": row.direction,
        "trend": row.trend,
        "chance": row.chance,
        "notes": list(row.notes),
        "fault": row.fault,
        "source": row.measured.source if row.measured else "",
    }
