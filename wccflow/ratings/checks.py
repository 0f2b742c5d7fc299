"""What must always hold of ratings, each breach in a sentence."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.models import PassageRow
from wccflow.hearings.models import Answer
from wccflow.ratings.models import AnswerCitation, Citation, Rating
from wccflow.ratings.rules import element_of, fault_of


def values_off_the_scale() -> list[str]:
    """Every rating whose item or value its definition does not have."""
    return [breach for rating, case in _rated() for breach in _faults(rating, case)]


def broken_lines() -> list[str]:
    """Every line of ratings of which more than one stands, or none."""
    rows = session().scalars(select(Rating)).all()
    superseded = {row.supersedes_id for row in rows if row.supersedes_id}
    standing = Counter(
        (row.case_id, row.item, row.channel, row.line) for row in rows if row.id not in superseded
    )
    lines = {(row.case_id, row.item, row.channel, row.line) for row in rows}
    return [
        f"{standing[line]} ratings stand for item {line[1]} under {line[2]} in case {line[0]}."
        for line in sorted(lines, key=str)
        if standing[line] != 1
    ]


def passages_gone() -> list[str]:
    """Every citation of a passage that its document does not have."""
    query = (
        select(Citation)
        .outerjoin(
            PassageRow,
            (PassageRow.version_id == Citation.version_id) & (PassageRow.key == Citation.passage),
        )
        .where(PassageRow.key.is_(None))
    )
    rows = session().scalars(query)
    return [
        f"Citation {row.id} names passage {row.passage}, which its document does not have." for row in rows
    ]


def answers_elsewhere() -> list[str]:
    """Every citation of an answer that was given in another case."""
    query = (
        select(AnswerCitation.id)
        .join(Answer, Answer.id == AnswerCitation.answer_id)
        .where(Answer.case_id != AnswerCitation.case_id)
    )
    return [
        f"Citation {each} names an answer that was given in another case."
        for each in session().scalars(query)
    ]


def _rated() -> Iterator[tuple[Rating, Case]]:
    rows = session().execute(select(Rating, Case).join(Case, Case.id == Rating.case_id))
    return ((rating, case) for rating, case in rows)


def _faults(rating: Rating, case: Case) -> Iterator[str]:
    definition = definition_of(case)
    element = element_of(definition, rating.item)
    if element is None or element.key != rating.element:
        yield f"{case.name}: rating {rating.id} is of {rating.item}, which the definition does not rate."
    elif fault_of(definition.scales[element.scale], rating.value):
        yield f"{case.name}: rating {rating.id} of {rating.item} is not on its scale."
