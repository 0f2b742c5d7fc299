"""Everybody tries every act on everything that is not theirs: each is answered as if it were not there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule

from tests.harness import traces
from tests.harness.clients import token_of
from tests.house.conftest import Secretive
from tests.house.crawling import Seen, answer_of, filled
from wccflow.base import log
from wccflow.base.models import Base
from wccflow.cycles.definitions import pinned
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.people.queries import organisation
from wccflow.people.rights import ABILITIES, Place, holds
from wccflow.web.routes import permission_of

# Each holds abilities somewhere, and somewhere else has no business.
PEOPLE = (
    *("lead@5pg.example", "chief@5pe.example", "lead@5mx.example", "lead@5j9.example", "analyst@q34.example"),
    *("manager@q30.example", "panel1@q34.example", "chair1@q30.example", "lead@dh.example"),
    *("director@q34.example", "observer@dh.example"),
)
PLACES = ("5PG", "5MX", "5J9", "5PE", "5QC", "Q34", "Q30", "")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
NAMED = re.compile(r"/(5PG|5MX|5J9|5PE|5QC|Q34|Q30)(?=/|$)")


@dataclass(frozen=True, slots=True)
class Act:
    """One request that would change something."""

    method: str
    address: str
    ability: str

    @property
    def place(self) -> str:
        """The organisation or overseer named in the address; empty when none is."""
        found = NAMED.search(self.address)
        return found[1] if found else ""

    @property
    def id(self) -> str:
        """The random id in the address, if any."""
        found = ID.findall(self.address)
        return found[-1] if found else ""


class Trying:
    """Sends empty forms with the proof that they come from our own page."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self._proof = token_of(client.get("/").text)

    def answer(self, method: str, address: str) -> tuple[int, dict[str, str], str]:
        """The answer, without what differs from one request to the next."""
        answer = self._client.open(address, method=method, data={"csrf_token": self._proof})
        headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
        return answer_of(Seen(address, answer.status_code, headers, answer.text, True))


def acts(secretive: Secretive) -> Iterator[Act]:
    """Every act at every address that there is."""
    for rule in secretive.app.url_map.iter_rules():
        ability = permission_of(secretive.app, rule.endpoint) or ""
        for method in sorted((rule.methods or set()) - traces.READS):
            if ability in ABILITIES:
                yield from (Act(method, each, ability) for each in addresses(secretive, rule))


def addresses(secretive: Secretive, rule: Rule) -> list[str]:
    """The addresses of a rule, each of its places filled; with an id of no thing where there is no thing."""
    aviary = secretive.aviary
    known = {name: aviary.ids.get(name) or {str(uuid4())} for name in rule.arguments}
    return filled(rule.rule.replace("<item>", "1.1"), known)


def strange(secretive: Secretive, who: str) -> Iterator[Act]:
    """The acts that are not for this person at the place that the address names, or where the thing is."""
    for act, mine in judged(secretive, who):
        if not mine:
            yield act


def misplaced(secretive: Secretive, who: str) -> Iterator[Act]:
    """The acts that this person may do, with the id of a thing that is somewhere else."""
    for act, mine in judged(secretive, who):
        home = secretive.aviary.homes.get(act.id, "")
        if mine and home and act.place and home != act.place:
            yield act


def judged(secretive: Secretive, who: str) -> Iterator[tuple[Act, bool]]:
    """Every act, and whether this person holds its ability there."""
    with secretive.house.database.reading():
        reach = secretive.aviary.world.reach(who)
        definition = pinned(cycle_called("wcc-test").digest)
        places = {code: place_of(secretive, code) for code in PLACES}
    for act in acts(secretive):
        at = places.values() if is_anywhere(act) else [places[act.place or home_of(secretive, act)]]
        yield act, any(holds(reach, act.ability, place=each, definition=definition) for each in at)


def is_anywhere(act: Act) -> bool:
    """Whether an act is for whoever holds its ability in some place: one model compares all panels."""
    return act.address == "/calibration/wcc-test/fit"


def home_of(secretive: Secretive, act: Act) -> str:
    """Where the thing is whose id stands in the address; empty when there is no such thing."""
    homes = [secretive.aviary.homes.get(each, "") for each in ID.findall(act.address)]
    return next(filter(None, homes), "")


def place_of(secretive: Secretive, code: str) -> Place:
    """The place of an organisation's case, or of an overseer; of the nation when nothing is named."""
    if not code:
        return Place()
    found = organisation(code)
    return (
        Place(None, found.id, None) if found.level == "overseer" else secretive.aviary.world.case(code).place
    )


def state(secretive: Secretive) -> dict[str, int]:
    """How many rows each table has, and the head of the log."""
    with secretive.house.database.reading() as session:
        rows = {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }
        return {**rows, "the head of the log": log.head(session)}


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_not_yours_is_not_there_and_nothing_changes(secretive: Secretive, who: str) -> None:
    trying, before = Trying(secretive.client(who)), state(secretive)
    absent = trying.answer("POST", "/nothing/is/here")

    wrong = {act for act in strange(secretive, who) if trying.answer(act.method, act.address) != absent}

    assert wrong == set()
    assert state(secretive) == before


@pytest.mark.parametrize("who", PEOPLE)
def test_a_thing_of_somewhere_else_is_not_there_either(secretive: Secretive, who: str) -> None:
    trying, before = Trying(secretive.client(who)), state(secretive)

    wrong = {
        act
        for act in misplaced(secretive, who)
        if trying.answer(act.method, act.address)
        != trying.answer(act.method, act.address.replace(act.id, str(uuid4())))
    }

    assert wrong == set()
    assert state(secretive) == before


def test_each_act_is_strange_to_somebody(secretive: Secretive) -> None:
    tried = {(act.method, act.ability) for who in PEOPLE for act in strange(secretive, who)}

    assert tried == {(act.method, act.ability) for act in acts(secretive)}


def test_nobody_in_particular_acts_on_nothing(secretive: Secretive) -> None:
    client, before = secretive.app.test_client(), state(secretive)

    answers = {
        (answer.status_code, answer.headers.get("Location"))
        for act in acts(secretive)
        if (answer := client.open(act.address, method=act.method))
    }

    assert answers == {(303, "/sign-in")}
    assert state(secretive) == before
