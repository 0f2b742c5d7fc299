"""What later rooms let threads hang on beside passages, items and documents, by a key of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from wccflow.base.audiences import tokens_of
from wccflow.base.errors import NotFound
from wccflow.base.work import offers
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of a later room: what it is called, where it stands, and who may read it."""

    key: str
    case_id: UUID
    title: str
    address: str
    audience_id: UUID


def subjects(keys: Iterable[str | None]) -> dict[str, Subject]:
    """These things by key, in one query for each kind; what is no longer there is left out."""
    by_kind: dict[str, set[str]] = {}
    for key in keys:
        if key:
            by_kind.setdefault(key.partition(":")[0], set()).add(key)
    found: dict[str, Subject] = {}
    for kind, names in by_kind.items():
        if kind in offers().subjects:
            found |= offers().subjects[kind](names)
    return found


def subject(key: str, case_id: UUID, reach: Reach) -> Subject:
    """The thing of this key in a case, when the person may read it. Raises NotFound."""
    found = subjects([key]).get(key)
    if found is None or found.case_id != case_id or reach.tokens.isdisjoint(tokens_of(found.audience_id)):
        raise NotFound
    return found
