"""What the pages of calibration show of one case and one item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wccflow.base.errors import NotFound
from wccflow.calibration import queries
from wccflow.calibration.models import Adjustment
from wccflow.calibration.queries import Held
from wccflow.calibration.rules import in_steps, needs_signature
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.vocabulary import Scale
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.answers import cited_answers
from wccflow.ratings.checklist import compared
from wccflow.ratings.hanging import notes
from wccflow.ratings.rules import DOCUMENTS, SELF, TITLES, element_of, in_words, item_in_words
from wccflow.ratings.told import said_of

May = Callable[[str, Case], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One item in words: what the panel agreed, what holds, and every change on the way."""

    key: str
    title: str
    panel: str
    final: str
    is_changed: bool
    changes: Sequence["Change"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words."""

    row: Adjustment
    before: str
    after: str
    reason: str
    where: str
    distance: str
    needs_signature: bool


def lines_of(case: Case, reach: Reach) -> list[Line]:
    """Every agreed item of a case as far as the person may read, in the definition's order."""
    definition = definition_of(case)
    held = {item: each for (_, item), each in queries.held([case.id], reach).items()}
    rows = {row.id: row for row in ratings.ratings([case.id], reach=reach)}
    return [_line(case, item, held[item], rows) for item in definition.items if item in held]


def changed_lines(case: Case, reach: Reach) -> list[Line]:
    """Those of the items that calibration touched and that the person may read."""
    return [line for line in lines_of(case, reach) if line.changes]


def case_page(case: Case, reach: Reach, may: May) -> dict[str, Any]:
    """A case at the meeting."""
    lines = lines_of(case, reach)
    record = queries.moderations([case.id]).get(case.id)
    replies = queries.replies(case, reach)
    return {
        "case": case,
        "lines": lines,
        "record": record,
        "replies": replies,
        "people": names([record.by_id if record else None, *(each.by_id for each in replies)]),
        "waiting": len(queries.unsigned([case.id])[case.id]),
        "may_moderate": may("moderate", case),
    }


def item_page(case: Case, item: str, reach: Reach, may: May) -> dict[str, Any]:
    """One item at the meeting: the evidence, then what was agreed, then the decision. Raises NotFound."""
    lines = {line.key: line for line in lines_of(case, reach)}
    if item not in lines:
        raise NotFound
    order, scale = list(lines), _scale(case, item)
    place = order.index(item)
    held = queries.held([case.id], reach)[case.id, item]
    rows = ratings.current([case.id], channels=[SELF, DOCUMENTS], items=[item], reach=reach)
    cited = ratings.citations([case.id], channels=[SELF, DOCUMENTS], items=[item], reach=reach)
    return {
        "case": case,
        "line": lines[item],
        "held": held,
        "beside": [(TITLES[row.channel], in_words(scale, row.value), row.rationale) for row in rows],
        "ticked": compared(
            scale,
            definition_of(case).items[item],
            [(TITLES[row.channel], row.clauses) for row in [*rows, held.panel]],
        ),
        "citations": cited,
        "said_of": said_of(cited, reach),
        "notes": notes(cited, reach),
        "cited_answers": cited_answers([case.id], items=[item], reach=reach),
        "levels": [(each.key, each.title, each.statement) for each in scale.values],
        "people": names(who for each in held.changes for who in (each.by_id, each.signed_by_id)),
        "previous": order[place - 1] if place else "",
        "following": order[place + 1] if place + 1 < len(order) else "",
        "may_adjust": may("adjust", case),
        "me": reach.person_id,
    }


def _line(case: Case, item: str, held: Held, rows: dict[Any, Any]) -> Line:
    scale = _scale(case, item)
    return Line(
        key=item,
        title=item_in_words(definition_of(case), item),
        panel=in_words(scale, held.panel.value),
        final=in_words(scale, held.final.value),
        is_changed=held.is_changed,
        changes=[
            Change(
                row=each,
                before=in_words(scale, rows[each.before_id].value) if each.before_id in rows else "",
                after=in_words(scale, rows[each.after_id].value),
                reason=rows[each.after_id].rationale,
                where=TITLES[rows[each.after_id].channel],
                distance=in_steps(each.distance),
                needs_signature=needs_signature(each.distance),
            )
            for each in held.changes
        ],
    )


def _scale(case: Case, item: str) -> Scale:
    definition = definition_of(case)
    element = element_of(definition, item)
    if element is None:
        raise NotFound
    return definition.scales[element.scale]
