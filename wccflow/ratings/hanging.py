"""Citations, as they are handed to evidence so that they follow to the next version of their document."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.hanging import Called, Hanging, Source
from wccflow.evidence.touched import notes_of
from wccflow.people.rights import Reach, holds
from wccflow.ratings.citing import CITED
from wccflow.ratings.models import Citation
from wccflow.ratings.rules import ABILITY_OF, OF_ONE_PERSON, item_in_words

KIND = "citation"


def hanging(case_ids: Collection[UUID]) -> list[Hanging]:
    """Every citation of these cases that was not taken back."""
    query = select(Citation).where(Citation.case_id.in_(case_ids), Citation.withdrawn_at.is_(None))
    return [hanging_of(row) for row in session().scalars(query)]


def hanging_of(citation: Citation) -> Hanging:
    """What a citation hangs on."""
    return Hanging(
        kind=KIND,
        id=citation.id,
        case_id=citation.case_id,
        version_id=citation.version_id,
        passage=citation.passage,
        quote=citation.quote,
        prefix=citation.prefix,
        suffix=citation.suffix,
        heading=citation.heading,
        page=citation.page,
        audience_id=citation.audience_id,
        by_id=citation.by_id,
        at=citation.at,
        item=citation.item,
        channel=citation.channel,
    )


def notes(
    citations: Sequence[Citation], reach: Reach | None, *, within: Collection[UUID] | None = None
) -> dict[UUID, str]:
    """In one sentence each where those of these citations stand that followed to a later version."""
    return notes_of([hanging_of(each) for each in citations], reach, within=within)


def decides(hanging: Hanging, case: Case, reach: Reach) -> bool:
    """Whether the person may say where a citation belongs: whoever cites by its channel there."""
    if hanging.channel in OF_ONE_PERSON and hanging.by_id != reach.person_id:
        return False
    ability = ABILITY_OF.get(hanging.channel, "")
    return holds(reach, ability, place=case.place, definition=definition_of(case))


def called(hangings: Sequence[Hanging], case: Case) -> Mapping[UUID, Called]:
    """The items for which these passages are cited, and their pages."""
    definition = definition_of(case)
    return {
        each.id: Called(
            f"Cited for {item_in_words(definition, each.item)}", f"{case.address}/ratings/{each.item}#cited"
        )
        for each in hangings
    }


SOURCE = Source(hanging, decides, asked=decides, called=called, one="citation", made=CITED)
