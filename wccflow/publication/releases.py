"""Releases: drafted from what is published, shown with what changes, signed, and never changed afterwards."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.calibration.rules import canonical, digest
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.people.rights import Reach
from wccflow.publication import queries, standing, summary
from wccflow.publication.actions import demand_publisher
from wccflow.publication.changed import changes_between
from wccflow.publication.models import CorrectedResult, Release
from wccflow.publication.ranking import Member, member_of, ranked
from wccflow.publication.rules import label_after
from wccflow.publication.snapshot import FORM, FORMAT, RESULT, WITHDRAWN, Header
from wccflow.publication.standing import Result

SIGNED = "release.signed"
OTHER = "Something has changed since you looked. Look at what would change now, and sign that."


@dataclass(frozen=True, slots=True)
class Draft:
    """What the next release would be, and what it would change; `sha256` is what the form carries."""

    header: Header
    changes: Sequence[str]
    sha256: str

    @property
    def label(self) -> str:
        """Its number in words."""
        return str(self.header["release"]["label"])


def draft(cycle: Cycle, rankings: Collection[str] = (), note: str = "") -> Draft:
    """The next release as it would be signed now, by these rules of ranking; it is not written anywhere."""
    before = queries.newest_release(cycle.id)
    then = json.loads(before.content) if before else None
    entries, definitions, members = _gathered(cycle, bool(rankings))
    definition = pinned(cycle.digest)
    rules = definition.publication
    chosen = [each for key, each in rules.rankings.items() if key in rankings]
    made: Header = {
        "format": FORMAT,
        "form": FORM,
        "cycle": {
            "key": cycle.key,
            "title": cycle.title,
            "assessment": definition.title,
            "demonstration": cycle.demonstration,
        },
        "results": entries,
        "summary": [dict(each) for each in summary.words_of(summary.published(cycle))],
        "definitions": sorted(definitions),
        "rankings": [ranked(rule, members, rules) for rule in chosen],
    }
    changes = changes_between(then, made)
    known = {each["published"] for each in then["results"]} if then else set()
    label = label_after(
        before.label if before else "", brings_results=any(each["published"] not in known for each in entries)
    )
    made["release"] = {
        "number": before.number + 1 if before else 1,
        "label": label,
        "at": "",
        "note": note,
        "before": before.sha256 if before else "",
        "signed": False,
    }
    earlier = then["changelog"] if then else []
    made["changelog"] = [*earlier, {"label": label, "at": "", "note": note, "changes": changes}]
    return Draft(
        made, changes, digest(canonical({**made, "release": {"label": label}, "changelog": changes}))
    )


def sign(
    cycle: Cycle, *, note: str, rankings: Collection[str], seen: str | None, by: Reach, now: datetime
) -> Release:
    """Sign the next release; `seen` is the hash of the draft that was looked at. Raises NotFound, Refused."""
    demand_publisher(cycle, by)
    if queries.approval(cycle.id) is None:
        raise Refused("Approve the publication of this cycle first.")
    if not note.strip():
        raise Refused("Say in a sentence what this release is: everybody reads it.")
    made = draft(cycle, rankings, note.strip())
    if not made.header["results"]:
        raise Refused("Nothing is published yet that a release could hold.")
    if not made.changes:
        raise Refused("Nothing has changed since the last release.")
    if seen is not None and seen != made.sha256:
        raise Refused(OTHER)
    _keep_corrected(cycle, now)
    return _kept(cycle, made, by=by, now=now)


def release_of(cycle: Cycle, label: str = "") -> Release:
    """The release of this label, the newest when none is told. Raises NotFound."""
    query = select(Release).where(Release.cycle_id == cycle.id).order_by(Release.number.desc())
    found = session().scalar((query.where(Release.label == label) if label else query).limit(1))
    if found is None:
        raise NotFound(f"There is no release {label} of {cycle.key}.".replace("  ", " "))
    return found


def ranked_in(release: Release) -> list[str]:
    """The keys of the rules by which a release ranks."""
    return [each["key"] for each in json.loads(release.content)["rankings"]]


def header_to_build(cycle: Cycle, label: str = "") -> Header:
    """What a file of a release is made from: the newest signed, or the draft where none is signed yet."""
    if label or queries.newest_release(cycle.id) is not None:
        found: Header = json.loads(release_of(cycle, label).content)
        return found
    made = draft(cycle)
    if not made.header["results"]:
        raise Refused(f"Nothing of {cycle.key} is published yet, so there is nothing to release.")
    return made.header


def _gathered(cycle: Cycle, ranks: bool) -> tuple[list[dict[str, Any]], set[str], list[Member]]:
    """Every entry of the release, the definitions, and the members of rankings where any are asked for."""
    entries, definitions, members = [], set(), []
    for result in standing.results(cycle):
        content = result.content
        entries.append(_entry(result, content))
        if result.withdrawal is None:
            definitions.add(content["sealed"]["definition"])
            if ranks:
                members.append(
                    member_of(content["organisation"]["code"], content["organisation"]["name"], content)
                )
    return sorted(entries, key=lambda each: str(each["code"])), definitions, members


def _entry(result: Result, content: dict[str, Any]) -> dict[str, Any]:
    gone = result.withdrawal
    return {
        "code": content["organisation"]["code"],
        "name": content["organisation"]["name"],
        "overseer": content["overseer"]["name"],
        "kind": WITHDRAWN if gone else RESULT,
        "published": result.published.sha256,
        "published_on": result.published.at.date().isoformat(),
        "sha256": result.sha256,
        "sealed": content["sealed"]["sha256"],
        "why": gone.why if gone else "",
        "corrections": [
            {"what": each.what, "reason": each.reason} for each in _told(content) if gone is None
        ],
    }


@dataclass(frozen=True, slots=True)
class _Corrected:
    what: str
    reason: str


def _told(content: dict[str, Any]) -> list[_Corrected]:
    """What was corrected in a content, in words."""
    ratings = [
        _Corrected(f"{each['item']}, {each['before']} → {each['after']}", each["reason"])
        for each in content["changes"]
        if each.get("where") == "Correction after publication"
    ]
    return [*ratings, *(_Corrected(each["what"], each["reason"]) for each in content.get("corrections", []))]


def _keep_corrected(cycle: Cycle, now: datetime) -> None:
    """Keep the text of each result whose corrections no release carries yet."""
    for result in standing.results(cycle):
        if len(result.corrections) > standing.carried(result.case_id):
            made = CorrectedResult(
                case_id=result.case_id,
                number=len(result.corrections),
                content=result.text,
                sha256=result.sha256,
                at=now,
            )
            session().add(made)
    session().flush()


def _kept(cycle: Cycle, made: Draft, *, by: Reach, now: datetime) -> Release:
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    header = json.loads(canonical(made.header))
    header["release"].update(at=at, signed=True)
    header["changelog"][-1]["at"] = at
    content = canonical(header)
    kept = Release(
        cycle_id=cycle.id,
        number=header["release"]["number"],
        label=header["release"]["label"],
        note=header["release"]["note"],
        content=content,
        sha256=digest(content),
        at=now,
        by_id=by.person_id,
    )
    session().add(kept)
    session().flush()
    log.record(
        SIGNED,
        at=now,
        by_id=by.person_id,
        subject_id=kept.id,
        cycle=cycle.key,
        label=kept.label,
        sha256=kept.sha256,
    )
    return kept
