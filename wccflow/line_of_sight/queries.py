"""Questions about lines of sight; what is shown is what the one who asks may read."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.evidence.models import Document, Version
from wccflow.indicators.queries import chosen
from wccflow.line_of_sight.models import Line, StepFinding, StepPassage
from wccflow.line_of_sight.rules import DOES_NOT_FOLLOW, Drawn
from wccflow.people.rights import Reach
from wccflow.ratings.rules import DOCUMENTS, SELF
from wccflow.review.models import Thread

SUBJECT = "line"


def lines(
    case_ids: Collection[UUID], reach: Reach | None = None, *, withdrawn: bool = False
) -> Sequence[Line]:
    """The lines that stand (or were withdrawn) in these cases, the organisation's own first. One query."""
    query = select(Line).where(
        Line.case_id.in_(case_ids),
        Line.withdrawn_at.is_not(None) if withdrawn else Line.withdrawn_at.is_(None),
    )
    if reach is not None:
        query = query.where(audiences.visible(Line.audience_id, reach.tokens))
    return session().scalars(query.order_by(Line.channel.desc(), Line.ordinal, Line.at)).all()


def line(reach: Reach, line_id: UUID) -> Line:
    """The line of this id, when the person may read it. Raises NotFound."""
    query = select(Line).where(Line.id == line_id, audiences.visible(Line.audience_id, reach.tokens))
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def passage(reach: Reach, passage_id: UUID) -> StepPassage:
    """The passage of a step of this id, when the person may read it. Raises NotFound."""
    query = select(StepPassage).where(
        StepPassage.id == passage_id, audiences.visible(StepPassage.audience_id, reach.tokens)
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def passages(line_ids: Collection[UUID], reach: Reach | None = None) -> Sequence[StepPassage]:
    """What shows the steps of these lines, of documents that stand, oldest first. One query."""
    query = (
        select(StepPassage)
        .join(Version, Version.id == StepPassage.version_id)
        .where(StepPassage.line_id.in_(line_ids), StepPassage.withdrawn_at.is_(None))
        .where(Version.withdrawn_at.is_(None))
    )
    if reach is not None:
        query = query.where(audiences.visible(StepPassage.audience_id, reach.tokens))
        query = query.where(audiences.visible(Version.audience_id, reach.tokens))
    return session().scalars(query.order_by(StepPassage.at, StepPassage.id)).all()


def findings(line_ids: Collection[UUID], reach: Reach) -> dict[tuple[UUID, str], StepFinding]:
    """What reviewers found last of each step of these lines, as far as the person may read it."""
    query = (
        select(StepFinding)
        .where(StepFinding.line_id.in_(line_ids))
        .where(audiences.visible(StepFinding.audience_id, reach.tokens))
        .order_by(StepFinding.at, StepFinding.id)
    )
    return {(row.line_id, row.step): row for row in session().scalars(query)}


def threads(keys: Collection[str], reach: Reach) -> Counter[str]:
    """How many threads hang on each of these steps, of those that the person may read."""
    query = (
        select(Thread.subject, func.count())
        .where(Thread.subject.in_(keys), audiences.visible(Thread.audience_id, reach.tokens))
        .group_by(Thread.subject)
    )
    return Counter({key or "": count for key, count in session().execute(query)})


def subject_of(line_id: UUID, step: str) -> str:
    """The key under which threads hang on a step."""
    return f"{SUBJECT}:{line_id.hex}:{step}"


def documents(version_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """The slot for which each of these versions was filed, and what it is called. One query."""
    query = (
        select(Version.id, Document.slot, Version.called)
        .join(Document, Document.id == Version.document_id)
        .where(Version.id.in_(version_ids))
    )
    return {key: (slot, called) for key, slot, called in session().execute(query)}


def chosen_items(case: Case) -> dict[str, str]:
    """The items to which lines may lead, by key with their titles; none where no step names any."""
    return chosen_by_case([case])[case.id]


def chosen_by_case(cases: Sequence[Case]) -> dict[UUID, dict[str, str]]:
    """The same for many cases at once."""
    found = chosen(cases)
    return {case.id: _named(definition_of(case), found[case.id]) for case in cases}


def drawn(
    rows: Sequence[Line],
    shown: Sequence[StepPassage],
    found: Mapping[tuple[UUID, str], StepFinding],
    definition: Definition,
    items: Collection[str],
) -> list[Drawn]:
    """These lines as the rules see them; an item that is not chosen any more shows nothing."""
    naming = definition.line_of_sight.naming
    steps: dict[UUID, set[str]] = {row.id: set() for row in rows}
    for each in shown:
        if not naming or each.step != naming.key:
            steps.setdefault(each.line_id, set()).add(each.step)
    for row in rows:
        if naming and row.item in items:
            steps[row.id].add(naming.key)
    broken = {key for key, finding in found.items() if finding.stance == DOES_NOT_FOLLOW}
    return [
        Drawn(
            row.title,
            frozenset(steps[row.id]),
            frozenset(step for line_id, step in broken if line_id == row.id),
            row.item or "",
        )
        for row in rows
    ]


def own(cases: Sequence[Case]) -> dict[UUID, list[Drawn]]:
    """The lines that count in each case: the organisation's own, or the reviewers' where it draws none.

    Two queries for all the cases.
    """
    with_steps = [case for case in cases if definition_of(case).line_of_sight.steps]
    rows = lines([case.id for case in with_steps])
    shown, items = passages([row.id for row in rows]), chosen_by_case(with_steps)
    return {case.id: _own(case, rows, shown, items.get(case.id, {})) for case in cases}


def counting_channel(definition: Definition) -> str:
    """Whose lines count: the organisation's, unless nobody there may rate its own work."""
    return SELF if definition.anyone_may("rate_self") else DOCUMENTS


def _own(
    case: Case, rows: Sequence[Line], shown: Sequence[StepPassage], items: Collection[str]
) -> list[Drawn]:
    definition = definition_of(case)
    channel = counting_channel(definition)
    mine = [row for row in rows if row.case_id == case.id and row.channel == channel]
    ids = {row.id for row in mine}
    return drawn(mine, [each for each in shown if each.line_id in ids], {}, definition, items)


def _named(definition: Definition, keys: Sequence[str]) -> dict[str, str]:
    if definition.line_of_sight.naming is None:
        return {}
    return {key: definition.items[key].title for key in keys if key in definition.items}
