"""Writing a letter or a report with the passages beside it: cited or suggested, put in as quotations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base.errors import NotFound, Refused
from wccflow.coverage.suggesting import suggestions
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import lifting, queries, reporting
from wccflow.panels.models import Panel
from wccflow.panels.report import report_of
from wccflow.panels.report_content import Report
from wccflow.people.rights import Reach, can
from wccflow.ratings import queries as ratings
from wccflow.ratings.actions import rate
from wccflow.ratings.citing import cite
from wccflow.ratings.rules import DOCUMENTS, assessed_in_words, item_in_words
from wccflow.ratings.sheet import cited_of

LONGEST = 600


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that can be quoted: its key, its words, where it stands, and whether it is cited already."""

    key: str
    words: str
    source: str
    address: str
    is_cited: bool

    @property
    def line(self) -> str:
        """As it is quoted in the text."""
        return f"“{self.words}” ({self.source})"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Passages under one item."""

    item: str
    title: str
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written, as it stands, and what stands beside it."""

    key: str
    heading: str
    text: str
    version: int
    is_told: bool
    title: str = ""
    is_titled: bool = False
    hint: str = ""
    bundles: Sequence[Bundle] = ()


def writing_of(case: Case, panel: Panel, section: str, reach: Reach) -> Writing:
    """A part of the report, or an item told in words, with the passages beside it. Raises NotFound."""
    told = told_items(case)
    if section in told:
        line = ratings.standing(case.id, section, DOCUMENTS, ratings.line_of(DOCUMENTS, reach.person_id))
        item = definition_of(case).items[section]
        return Writing(
            key=section,
            heading=item_in_words(definition_of(case), section),
            text=line.value if line else "",
            version=line.number if line else 0,
            is_told=True,
            hint=item.statement,
            bundles=_bundles(case, reach, [section], suggest=True),
        )
    part = next((each for each in report_of(case, panel, reach).parts if each.key == section), None)
    if part is None:
        raise NotFound
    return Writing(
        key=section,
        heading=part.heading,
        text=part.text,
        version=part.version,
        is_told=False,
        title=part.title,
        is_titled=part.is_titled,
        hint=part.hint,
        bundles=_bundles(case, reach, list(definition_of(case).items), suggest=False),
    )


def keep(
    case: Case,
    section: str,
    *,
    text: str,
    title: str,
    quoting: Collection[str],
    citing: Collection[str],
    by: Reach,
    now: datetime,
    seen: int,
) -> None:
    """Keep what was written; quoted passages stand at its end, and are cited where an item is told."""
    panel = queries.panel_of(case)
    if panel is None:
        raise NotFound
    writing = writing_of(case, panel, section, by)
    offered = {each.key: each for bundle in writing.bundles for each in bundle.passages}
    if not {*quoting, *citing} <= offered.keys():
        raise Refused("The passages have changed since you opened the page. Choose them again.")
    words = "\n\n".join([text.strip(), *(offered[key].line for key in quoting)]).strip()
    if not writing.is_told:
        reporting.write(case, section, title=title, text=words, by=by, now=now, seen=seen)
        return
    rate(case, section, words, by=by, now=now, channel=DOCUMENTS, seen=seen)
    reporting.note_written(case, panel, section, by=by, now=now)
    for key in dict.fromkeys([*quoting, *citing]):
        version, _, passage = key.partition(":")
        if not offered[key].is_cited:
            cite(case, section, version_id=UUID(version), passage=passage, by=by, now=now, channel=DOCUMENTS)


def told_items(case: Case) -> list[str]:
    """The items of which assessors write, in order."""
    return [item for element in assessed_in_words(definition_of(case)) for item in element.items]


def untold(case: Case, report: Report) -> list[tuple[str, str]]:
    """The items of which assessors write and have not written yet, with what they are called."""
    there = {item.key for element in report.told for item in element.items}
    return [(key, item_in_words(definition_of(case), key)) for key in told_items(case) if key not in there]


def order_of(case: Case, reach: Reach) -> list[tuple[str, str]]:
    """All that this person may write for the report, in the order in which it stands there, in words."""
    definition = definition_of(case)
    # Whoever writes the letter does not always write of the items, too.
    may_tell = can(reach, "rate_documents", place=case.place, definition=definition, state=case.state)
    told = [(key, item_in_words(definition, key)) for key in told_items(case) if may_tell]
    parts = lifting.headings(case)
    last = {key for key, part in definition.report.parts.items() if part.last}
    first = [(key, title) for key, title in parts.items() if key not in last]
    return [*first, *told, *((key, title) for key, title in parts.items() if key in last)]


def _bundles(case: Case, reach: Reach, items: Sequence[str], *, suggest: bool) -> list[Bundle]:
    cited: dict[str, dict[str, Passage]] = {}
    for each in cited_of(case, reach):
        row = each.citation
        key = f"{row.version_id}:{row.passage}"
        made = Passage(key, _short(row.quote), each.where, each.address, is_cited=row.channel == DOCUMENTS)
        if made.is_cited or key not in cited.get(row.item, {}):
            cited.setdefault(row.item, {})[key] = made
    found = []
    definition = definition_of(case)
    for item in items:
        passages = list(cited.get(item, {}).values())
        passages += _suggested(case, reach, item) if suggest else []
        if passages:
            found.append(Bundle(item, item_in_words(definition, item), passages))
    return found


def _suggested(case: Case, reach: Reach, item: str) -> list[Passage]:
    found = suggestions(case, definition_of(case).items[item], reach, channel=DOCUMENTS)
    return [
        Passage(
            f"{each.candidate.version_id}:{each.candidate.key}",
            _short(each.candidate.text),
            each.where,
            each.candidate.address,
            is_cited=False,
        )
        for each in found
    ]


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rsplit(' ', 1)[0]} …"
