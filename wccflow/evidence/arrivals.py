"""The sheet of brought files as the person who brought them sees it: what is proposed for each, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.evidence import placing, queries
from wccflow.evidence.models import Arrival
from wccflow.evidence.proposing import Proposal, propose
from wccflow.evidence.queries import Filled
from wccflow.evidence.sheets import LEAVE_OUT, Chosen, Part, Place, faults
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Row:
    """One brought file: what it seems to be and why, what is chosen for it, what is wrong with that."""

    arrival: Arrival
    proposal: Proposal
    chosen: Chosen
    twin: str  # that these very bytes are there already
    rival: str  # the file for which the same slot is proposed, with more reason
    replaces: Filled | None
    faults: Sequence[str] = ()

    @property
    def was_taken(self) -> bool:
        """Whether its bytes are here; what plainly cannot be filed was not taken."""
        return bool(self.arrival.sha256)

    @property
    def being_looked_at(self) -> bool:
        """Whether its first words are still to come."""
        return self.arrival.looked_at is None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All files that a person brought to a case and has not placed."""

    rows: Sequence[Row]
    title_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def looking(self) -> int:
        """How many files are still being looked at."""
        return sum(row.being_looked_at for row in self.rows)

    @property
    def wrong(self) -> int:
        """How many files stand in the way of filing."""
        return sum(bool(row.faults) for row in self.rows)


def sheet_of(
    case: Case,
    reach: Reach,
    on: date,
    written: Mapping[UUID, Chosen] | None = None,
    proposed_then: Mapping[UUID, str] | None = None,
) -> Sheet:
    """The sheet as it is to be shown: what the person has `written` stays, the rest is what is proposed.

    `proposed_then` is what was proposed when she wrote: where she left that alone, the better one follows.
    """
    brought = queries.arrivals(case.id, reach.person_id)
    definition, known = definition_of(case), placing.places(case)
    twins = placing.taken_already(brought, known)
    proposals = _proposals(definition, brought)
    rivals = _rivals(brought, proposals, twins)
    there = queries.current(queries.fillings([case.id], reach))
    rows = []
    for each in brought:
        usual = _usual(each, proposals[each.id], each.id in twins, each.id in rivals, known)
        chosen = _merged(usual, (written or {}).get(each.id), (proposed_then or {}).get(each.id))
        slot = chosen.filling[0].slot if chosen.filling else ""
        rows.append(
            Row(
                each,
                proposals[each.id],
                chosen,
                twins.get(each.id, ""),
                rivals.get(each.id, ""),
                there.get((case.id, slot)),
            )
        )
    wrong = faults({row.arrival.id: row.chosen for row in rows}, brought, known, on)
    titles = {key: place.title for key, place in known.items()}
    return Sheet([replace(row, faults=wrong.get(row.arrival.id, ())) for row in rows], titles)


def terms_of(definition: Definition) -> dict[str, list[str]]:
    """The words by which evidence is found for what each slot serves."""
    found: dict[str, list[str]] = {slot: [] for slot in definition.slots}
    for item in definition.items.values():
        for slot in item.slots:
            found[slot] += item.terms
    return found


def _proposals(definition: Definition, brought: Sequence[Arrival]) -> dict[UUID, Proposal]:
    terms = terms_of(definition)
    return {each.id: propose(each.file_name, each.opening, definition.slots, terms) for each in brought}


def _rivals(
    brought: Sequence[Arrival], proposals: Mapping[UUID, Proposal], twins: Mapping[UUID, str]
) -> dict[UUID, str]:
    """Of files for which the same slot is proposed, all but the likeliest, each with that one's name."""
    best: dict[str, Arrival] = {}
    running = [each for each in brought if proposals[each.id].slot and each.id not in twins and each.sha256]
    for each in sorted(running, key=lambda one: -proposals[one.id].score):
        best.setdefault(proposals[each.id].slot, each)
    return {
        each.id: first.file_name for each in running if (first := best[proposals[each.id].slot]).id != each.id
    }


def _usual(
    arrival: Arrival, proposal: Proposal, is_twin: bool, has_rival: bool, known: Mapping[str, Place]
) -> Chosen:
    """What is chosen where the person has chosen nothing."""
    if is_twin:
        return Chosen((Part(LEAVE_OUT),))
    frozen = proposal.slot in known and known[proposal.slot].frozen
    return Chosen((Part("" if has_rival or frozen or not arrival.sha256 else proposal.slot),))


def _merged(usual: Chosen, written: Chosen | None, proposed_then: str | None) -> Chosen:
    if written is None:
        return usual
    if proposed_then is None or written.parts[0].slot != proposed_then:
        return written
    return replace(written, parts=(replace(written.parts[0], slot=usual.parts[0].slot), *written.parts[1:]))
