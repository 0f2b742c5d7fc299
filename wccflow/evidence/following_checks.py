"""What must always hold of places in later versions, each breach in a sentence."""

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from wccflow.base.work import session
from wccflow.evidence.following_models import ELSEWHERE, KEPT, Following
from wccflow.evidence.models import PassageRow


def places_missing() -> list[str]:
    """Every place in a later version that names a passage which that version does not have."""
    passage = aliased(PassageRow)
    named = func.coalesce(Following.chosen, Following.passage)
    query = (
        select(Following.id)
        .outerjoin(passage, and_(passage.version_id == Following.version_id, passage.key == named))
        .where(named.is_not(None), Following.decided != KEPT, passage.key.is_(None))
    )
    return [f"Place {each} is on a passage that is not there." for each in session().scalars(query)]


def decided_by_nobody() -> list[str]:
    """Every decided place without who decided it and when, or without the passage that was chosen."""
    query = select(Following).where(Following.decided != "")
    return [
        f"Place {row.id} was decided by nobody."
        for row in session().scalars(query)
        if row.decided_by_id is None
        or row.decided_at is None
        or (row.decided == ELSEWHERE) != bool(row.chosen)
    ]
