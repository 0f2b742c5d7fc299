"""What is done with a suggested passage: it is used and so cited, said not to be relevant, or taken back."""

from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.coverage import queries, rules
from wccflow.coverage.models import SuggestionLabel
from wccflow.coverage.suggesting import NOT_RELEVANT
from wccflow.cycles.models import Case
from wccflow.evidence import queries as evidence
from wccflow.people.rights import Reach
from wccflow.ratings.channels import demand_channel, readers_of
from wccflow.ratings.citing import cite
from wccflow.ratings.models import Citation

REFUSED, RESTORED = "suggestion.refused", "suggestion.restored"
USED = "used"


def use(
    case: Case,
    item: str,
    *,
    version_id: UUID,
    passage: str,
    stance: str,
    channel: str,
    by: Reach,
    now: datetime,
) -> Citation:
    """Cite a suggested passage for the item. Raises Refused or NotFound as citing does."""
    if not stance:
        raise Refused("Say how the passage stands to the item before you use it.")
    made = cite(
        case, item, version_id=version_id, passage=passage, stance=stance, channel=channel, by=by, now=now
    )
    _label(case, item, version_id, passage, USED, channel=channel, by=by, now=now)
    return made


def refuse(
    case: Case, item: str, *, version_id: UUID, passage: str, channel: str, by: Reach, now: datetime
) -> SuggestionLabel:
    """Say for one's side that a passage is not relevant for the item; saying it twice changes nothing."""
    demand_channel(case, item, channel, by=by)
    if evidence.version(by, version_id).case_id != case.id:
        raise NotFound
    evidence.passage(version_id, passage)
    for each in queries.labels(case.id, by, channel=channel, items=[item]):
        if each.label == NOT_RELEVANT and _same_words(each.passage, passage):
            return each
    made = _label(case, item, version_id, passage, NOT_RELEVANT, channel=channel, by=by, now=now)
    _record(REFUSED, made, by=by, now=now)
    return made


def restore(label: SuggestionLabel, case: Case, *, by: Reach, now: datetime) -> None:
    """Take back that a passage is not relevant: it may be suggested again."""
    demand_channel(case, label.item, label.channel, by=by)
    if label.undone_at is None:
        label.undone_at = now
        session().flush()
        _record(RESTORED, label, by=by, now=now)


def _label(
    case: Case,
    item: str,
    version_id: UUID,
    passage: str,
    label: str,
    *,
    channel: str,
    by: Reach,
    now: datetime,
) -> SuggestionLabel:
    made = SuggestionLabel(
        case_id=case.id,
        item=item,
        channel=channel,
        version_id=version_id,
        passage=passage,
        label=label,
        by_id=by.person_id,
        at=now,
        audience_id=readers_of(case, channel, by),
    )
    session().add(made)
    session().flush()
    return made


def _same_words(one: str, other: str) -> bool:
    return rules.words_named(one) == rules.words_named(other)


def _record(kind: str, label: SuggestionLabel, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=label.id,
        case_id=label.case_id,
        audience_id=label.audience_id,
        item=label.item,
        channel=label.channel,
    )
