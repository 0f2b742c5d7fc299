"""Who says what of cited passages and when, in sentences, for every page that shows them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.models import Citation
from wccflow.ratings.queries import verdicts
from wccflow.ratings.rules import SELF, STANCES
from wccflow.web.formats import moment


def said_of(citations: Collection[Citation], reach: Reach) -> dict[UUID, Sequence[str]]:
    """By citation, who claims it and what a reviewer found in it, as far as the person may read that."""
    found = verdicts([each.id for each in citations], reach)
    people = names([each.by_id for each in citations] + [each.by_id for each in found.values()])
    told: dict[UUID, list[str]] = {}
    for each in citations:
        verb = "Claimed" if each.channel == SELF else "Cited"
        told[each.id] = [_sentence(verb, people.get(each.by_id, ""), each.at, each.stance)]
        verdict = found.get(each.id)
        if verdict is not None:
            told[each.id].append(_sentence("Read", people.get(verdict.by_id, ""), verdict.at, verdict.stance))
    return dict(told)


def _sentence(verb: str, who: str, at: datetime, stance: str) -> str:
    return f"{verb} by {who or 'somebody'}, {moment(at)}: it {STANCES[stance]}."
