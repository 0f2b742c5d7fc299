"""Whom a reply concerns; the sentence tells of no figure and no word of it."""

from wccflow.base.log import Event
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.notices.rules import Notice


def replied(event: Event) -> list[Notice]:
    """Told to those who rate what the documents show: the organisation has replied."""
    if event.case_id is None:
        return []
    case = case_by_id(event.case_id)
    roles = definition_of(case).roles.values()
    readers = frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope))
        for role in roles
        if "rate_documents" in role.may
    )
    sentence = f"{case.organisation.name} has replied to what stands beside its self-assessment."
    address = f"{case.address}/triangulation"
    return [Notice(sentence, address, roles=readers, kind="question", topic=f"triangulation-{case.id}")]
