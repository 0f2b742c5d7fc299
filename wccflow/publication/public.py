"""What the public pages show: each result as the newest release has it, found by name, set beside others."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Cycle
from wccflow.people.models import Alias, Organisation, OrganisationName, Succession
from wccflow.publication import queries
from wccflow.publication.models import PublishedResult, Release
from wccflow.publication.snapshot import WITHDRAWN, Header
from wccflow.publication.words import whole

Names = Mapping[UUID, Sequence[str]]
NOISE = {"and", "nhs", "the", "of"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One result as everybody reads it; `why` is told where it is withdrawn, and there is no content then."""

    published: PublishedResult
    release: Release | None
    sha256: str
    text: str
    why: str

    @property
    def is_withdrawn(self) -> bool:
        """Whether only the tombstone is left."""
        return not self.text

    @property
    def content(self) -> dict[str, Any]:
        """What is published, with everything that its page shows."""
        return whole(json.loads(self.text))


def shown(cycle_key: str, code: str) -> Shown:
    """The result of an organisation as the newest release has it. Raises NotFound when there is none."""
    found = queries.published(cycle_key, code)
    release = queries.newest_release(found.cycle_id)
    entry = entries_of(release).get(found.sha256) if release else None
    if entry is None:
        return Shown(found, None, found.sha256, found.content, "")
    if entry["kind"] == WITHDRAWN:
        return Shown(found, release, entry["sha256"], "", entry["why"])
    same = entry["sha256"] == found.sha256
    text = found.content if same else queries.released_as(entry["sha256"])
    if text is None:
        raise NotFound
    return Shown(found, release, entry["sha256"], text, "")


def header_of(release: Release) -> Header:
    """What a release says of itself."""
    return _header(release.sha256, release.content)


def entries_of(release: Release) -> Mapping[str, dict[str, Any]]:
    """What a release has of each result, by the hash under which it was first published."""
    return {each["published"]: each for each in header_of(release)["results"]}


def withdrawn_in(release: Release | None) -> set[str]:
    """The results that a release has only the tombstone of, by the hash of what was published."""
    entries = entries_of(release) if release else {}
    return {key for key, each in entries.items() if each["kind"] == WITHDRAWN}


def found_by(
    results: Sequence[tuple[Organisation, PublishedResult]], words: str
) -> list[tuple[Organisation, PublishedResult, str]]:
    """Those whose names hold every word: of now, of before, other names, codes; with the name that did.

    Three queries, however many there are.
    """
    wanted = _folded(words).split()
    if not wanted:
        return [(place, result, "") for place, result in results]
    names = _names([place.id for place, _ in results])
    found = []
    for place, result in results:
        own = _folded(f"{place.name} {place.code}")
        if all(each in own for each in wanted):
            found.append((place, result, ""))
            continue
        other = next((name for name in names[place.id] if all(each in _folded(name) for each in wanted)), "")
        if other:
            found.append((place, result, other))
    return found


def _names(ids: Sequence[UUID]) -> Names:
    """Every other name of these organisations, and of those that went on in them."""
    heirs: dict[UUID, UUID] = {each: each for each in ids}
    names: dict[UUID, list[str]] = {each: [] for each in ids}
    query = select(Succession.predecessor_id, Succession.successor_id, Organisation.name, Organisation.code)
    query = query.join(Organisation, Organisation.id == Succession.predecessor_id)
    for row in session().execute(query.where(Succession.successor_id.in_(ids))):
        heirs[row.predecessor_id] = row.successor_id
        names[row.successor_id].append(f"{row.name} {row.code}")
    for table in (Alias, OrganisationName):
        rows = select(table.organisation_id, table.name).where(table.organisation_id.in_(heirs))
        for identifier, name in session().execute(rows):
            names[heirs[identifier]].append(name)
    return names


def _folded(words: str) -> str:
    plain = "".join(each if each.isalnum() else " " for each in words.casefold().replace("&", " and "))
    return " ".join(each for each in plain.split() if each not in NOISE)


@lru_cache(maxsize=16)
def _header(sha256: str, content: str) -> Header:
    found: Header = json.loads(content)  # a release never changes, so what was read stays true
    return found


def cycle_of(key: str) -> Cycle:
    """The cycle of this key when something of it is published. Raises NotFound."""
    return queries.published_cycle(key)
