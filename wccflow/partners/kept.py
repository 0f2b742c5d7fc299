"""What partners' answers keep under the items of a definition, so that none is left without a place."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.keeping import Kept, Under
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.partners.models import PartnerReply


def answers(cases: Sequence[Case]) -> Kept:
    """How many partners have answered on each item; plain questions keep under keys of their own."""
    found: dict[UUID, Counter[Under]] = {each.id: Counter() for each in cases}
    query = select(PartnerReply.case_id, PartnerReply.answers).where(PartnerReply.case_id.in_(found))
    items = {each.id: definition_of(each).items for each in cases}
    for case_id, given in session().execute(query):
        found[case_id].update(Under("items", key) for key in given if key in items[case_id])
    return found
