"""A nation that has rated itself and been rated by all others, in a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from sqlalchemy import insert

from wccflow.base import clock
from wccflow.base.migrating import upgrade
from wccflow.base.places import workflows_folder
from wccflow.base.settings import Settings
from wccflow.base.work import session
from wccflow.cycles import opening
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cases_of, definition_of
from wccflow.engine.loading import load
from wccflow.partners.models import PartnerSurvey
from wccflow.partners.rules import questions
from wccflow.people import actions as people
from wccflow.people.models import Organisation
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import DOCUMENTS, EXTERNAL, PANEL, SELF
from wccflow.wiring import House, open_house

ORGANISATIONS, OVERSEERS, REPLIES, SEED = 152, 10, 12, 1
CHANNELS = (SELF, DOCUMENTS, PANEL, EXTERNAL)  # and partners, who answer by themselves
LEAD, NATIONAL, CYCLE = "lead@p001.example", "lead@dh.example", "wcc-bench"


@contextmanager
def nation() -> Iterator[House]:
    """The house of a nation in a temporary folder."""
    with TemporaryDirectory() as folder:
        house = open_house(Settings.read({"WCCFLOW_INSTANCE": folder}))
        upgrade(house.database.engine)
        with house.database.writing():
            _founded()
        yield house
        house.database.engine.dispose()


def _founded() -> None:
    now = clock.now() - timedelta(days=100)

    def founded(code: str, level: str, parent: Organisation | None) -> Organisation:
        name = f"Organisation {code}"
        return people.found_organisation(code, name=name, level=level, parent=parent, by_id=None, now=now)

    top = founded("DH", "nation", None)
    overseers = [founded(f"Q{at:02}", "overseer", top) for at in range(OVERSEERS)]
    places = [
        founded(f"P{at:03}", "organisation", overseers[at % OVERSEERS]) for at in range(1, ORGANISATIONS + 1)
    ]
    lead, national = (people.add_person(mail, name=mail, by_id=None, now=now) for mail in (LEAD, NATIONAL))
    people.grant(lead, "pct_lead", scope="organisation", scope_id=places[0].id, by_id=None, now=now)
    people.grant(national, "national", scope="nation", scope_id=None, by_id=None, now=now)
    workflow = load(workflows_folder() / "wcc")
    made = opening.open_cycle(
        CYCLE,
        title="A nation",
        definition=workflow.editions["2009-10"],
        calendar=workflow.calendars["2009-10"],
        by_id=None,
        now=now,
    )
    opening.open_cases(made, places, by_id=None, now=now)
    session().flush()
    dice = Random(SEED)
    for case in cases_of(made.id):
        _rate(case, lead.id, dice)


def _rate(case: Case, by_id: UUID, dice: Random) -> None:
    definition, audience = definition_of(case), opening.audience_of(case, "filed")
    common = {"case_id": case.id, "by_id": by_id, "at": clock.now(), "audience_id": audience, "number": 1}
    rows = [
        {
            **common,
            "id": uuid4(),
            "element": "competencies",
            "item": item,
            "channel": channel,
            "line": "",
            "value": str(dice.choice((1, 2, 2, 3, 3, 4))),
            "rationale": "Because it is so.",
        }
        for item in definition.elements["competencies"].items
        for channel in CHANNELS
    ]
    session().execute(insert(Rating), rows)
    replies = [
        {
            "kind": "other",
            "answers": {each.key: dice.choice(each.scale.values).key for each in questions(definition)},
        }
        for _ in range(REPLIES)
    ]
    session().add(
        PartnerSurvey(
            case_id=case.id,
            source="Invented",
            number=1,
            sha256="0" * 64,
            replies=replies,
            by_id=None,
            at=clock.now(),
            audience_id=audience,
        )
    )
