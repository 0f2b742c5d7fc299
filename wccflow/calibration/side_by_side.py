"""What the page of cases side by side shows of each: its evidence without names; then, asked for, levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.calibration import telling
from wccflow.calibration.common_dossier import names_of
from wccflow.calibration.common_rules import names_to_hide, without_names
from wccflow.calibration.comparing import Around, chosen, letter
from wccflow.calibration.models import Comparison
from wccflow.calibration.proposals import Proposed, comparisons, scale_of
from wccflow.calibration.queries import Held
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Document, Version
from wccflow.panels.models import Panel, Reveal
from wccflow.people.rights import Reach, can
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Citation, Rating
from wccflow.ratings.rules import DOCUMENTS, PANEL_MEMBER, SELF, TITLES, in_words


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage without names, and where it stands in which kind of document."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Card:
    """One case under a letter."""

    letter: str
    case: Case
    passages: Sequence[Passage]
    words: Sequence[tuple[str, str]]
    levels: Sequence[tuple[str, str]]
    model: str
    proposed: str
    held: Held
    decided: Comparison | None
    may_decide: bool


def cards_of(found: Around, item: str, reach: Reach, *, wanted: Sequence[UUID] = ()) -> list[Card]:
    """The cases side by side for an item; constant queries."""
    cases = chosen(found, item, wanted)
    ids = [each.id for each in cases]
    channels = (SELF, DOCUMENTS)
    given = ratings.current(ids, channels=channels, items=[item], reach=reach)
    cited = ratings.citations(ids, channels=channels, items=[item], reach=reach)
    shown = _Shown(item, found, reach, _passages(cases, cited), given, _members(ids, item), _last(ids, item))
    hidden = names_of(cases)
    return [shown.card(letter(place), case, _hidden(case, hidden)) for place, case in enumerate(cases)]


@dataclass(frozen=True, slots=True)
class _Shown:
    """All that was asked of the database, to be dealt out to the cards."""

    item: str
    found: Around
    reach: Reach
    passages: Mapping[UUID, Sequence[tuple[str, str]]]
    given: Sequence[Rating]
    members: Mapping[UUID, Sequence[str]]
    decided: Mapping[UUID, Comparison]

    def card(self, called: str, case: Case, hidden: Sequence[str]) -> Card:
        held = self.found.held[case.id, self.item]
        known = self.found.known.get((case.id, self.item))
        mine = [row for row in self.given if row.case_id == case.id]
        return Card(
            letter=called,
            case=case,
            passages=[
                Passage(without_names(text, hidden), without_names(where, hidden))
                for text, where in self.passages.get(case.id, ())
            ],
            words=[(TITLES[row.channel], without_names(row.rationale, hidden)) for row in mine],
            levels=self._levels(case, held, mine),
            model=telling.of_item(known.raw, known.adjusted, known.error, None) if known else "",
            proposed=self._proposed(case, known),
            held=held,
            decided=self.decided.get(case.id),
            may_decide=_may(self.reach, case),
        )

    def _levels(self, case: Case, held: Held, mine: Sequence[Rating]) -> list[tuple[str, str]]:
        scale = scale_of(case, self.item)
        if scale is None:
            return []
        told = [(TITLES[row.channel], in_words(scale, row.value)) for row in mine]
        members = sorted(self.members.get(case.id, ()), key=scale.rank)
        if members:
            counts = {each: members.count(each) for each in members}
            alone = ", ".join(f"{count} × {in_words(scale, each)}" for each, count in counts.items())
            told.append(("Members, alone", alone))
        told.append((TITLES[held.panel.channel], in_words(scale, held.panel.value)))
        if held.changes:
            told.append((f"{TITLES[held.final.channel]}, now", in_words(scale, held.final.value)))
        return told

    def _proposed(self, case: Case, known: Proposed | None) -> str:
        scale = scale_of(case, self.item)
        if known is None or known.proposed is None or scale is None:
            return ""
        likely = next((each.title for each in scale.values if each.rank == known.proposed), "")
        return f"Worth a look: {likely} is more probable ({known.probability:.0%})."


def _hidden(case: Case, names: Mapping[UUID, Sequence[str]]) -> list[str]:
    definition = definition_of(case)
    mine = [*names.get(case.organisation_id, ()), *names.get(case.overseer_id, ())]
    return names_to_hide(mine, [definition.word("organisation"), definition.word("overseer")])


def _may(reach: Reach, case: Case) -> bool:
    return can(reach, "adjust", place=case.place, definition=definition_of(case), state=case.state)


def _passages(cases: Sequence[Case], cited: Sequence[Citation]) -> dict[UUID, list[tuple[str, str]]]:
    """By case the whole passages that are cited, each once, with the kind of document and the heading."""
    rows = evidence.passages({(each.version_id, each.passage) for each in cited})
    slots = _slots({each.version_id for each in cited})
    definitions = {each.id: definition_of(each) for each in cases}
    found: dict[UUID, list[tuple[str, str]]] = {}
    for each in cited:
        row, slot = rows.get((each.version_id, each.passage)), slots.get(each.version_id, "")
        kinds = definitions[each.case_id].slots
        title = kinds[slot].title if slot in kinds else ""
        where = ", ".join(part for part in (title, each.heading or "") if part)
        entry = (row.text if row else each.quote, where)
        if entry not in found.setdefault(each.case_id, []):
            found[each.case_id].append(entry)
    return found


def _slots(versions: set[UUID]) -> dict[UUID, str]:
    query = select(Version.id, Document.slot).join(Document, Document.id == Version.document_id)
    return {row[0]: row[1] for row in session().execute(query.where(Version.id.in_(versions)))}


def _members(case_ids: Sequence[UUID], item: str) -> dict[UUID, list[str]]:
    """By case what its panel's members gave alone, as far as the chair has revealed it; nobody's name."""
    query = (
        select(Panel.case_id)
        .join(Reveal, Reveal.panel_id == Panel.id)
        .where(Panel.case_id.in_(case_ids), Reveal.item == item)
    )
    revealed = set(session().scalars(query))
    found: dict[UUID, list[str]] = {}
    for row in ratings.current(list(revealed), channels=[PANEL_MEMBER], items=[item]):
        found.setdefault(row.case_id, []).append(row.value)
    return found


def _last(case_ids: Sequence[UUID], item: str) -> dict[UUID, Comparison]:
    """By case the last decision on the item."""
    return {each.case_id: each for each in comparisons(case_ids) if each.item == item}
