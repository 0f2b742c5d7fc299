"""What partners answered of each case, question by question, where enough of them have."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import fmean, stdev
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.queries import cases_by_ids, definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale
from wccflow.partners.models import PartnerInvitation, PartnerReply
from wccflow.partners.rules import DO_NOT_KNOW, LEAST_SHOWN, questions


@dataclass(frozen=True, slots=True)
class View:
    """The mean rank that partners gave, how far they differ, and how many gave one."""

    mean: float
    sd: float
    count: int


def views_of(case_ids: Collection[UUID]) -> Mapping[tuple[UUID, str], View]:
    """What is shown of partners' answers by case and question."""
    ranks: dict[tuple[UUID, str], list[int]] = {}
    scales = {each.id: dict(_scales(definition_of(each))) for each in cases_by_ids(case_ids)}
    query = (
        select(PartnerReply.case_id, PartnerReply.answers)
        .join(PartnerInvitation, PartnerInvitation.id == PartnerReply.invitation_id)
        .where(PartnerReply.case_id.in_(case_ids), PartnerInvitation.revoked_at.is_(None))
    )
    for case_id, answers in session().execute(query):
        for key, value in answers.items():
            if value != DO_NOT_KNOW and key in scales[case_id]:
                ranks.setdefault((case_id, key), []).append(scales[case_id][key].rank(value))
    definitions = {each.id: definition_of(each) for each in cases_by_ids(case_ids)}
    return {
        (case_id, item): View(fmean(given), stdev(given), len(given))
        for (case_id, key), given in ranks.items()
        if len(given) >= LEAST_SHOWN
        for item in [each.key for each in definitions[case_id].children(key)] or [key]
    }


def _scales(definition: Definition) -> list[tuple[str, Scale]]:
    return [(item.key, scale) for item, scale in questions(definition)]
