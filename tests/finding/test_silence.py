"""What a search answers does not change with anything that the person may not see."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.finding.worlds import Twin, Worlds, script
from tests.harness.clients import token_of
from tests.harness.statements import counted
from wccflow.app import create_app
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.engine.definition import Workflow
from wccflow.finding import alerting, saving
from wccflow.finding.likeness import more_like
from wccflow.finding.queries import find, scope_of, totals
from wccflow.finding.rules import KINDS
from wccflow.finding.wording import completions
from wccflow.notices.models import NoticeRow
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link
from wccflow.search import whoosh_index
from wccflow.search.allowance import Allowance

WATCHERS = ("analyst@q34.example", "lead@5pg.example", "lead@5mx.example")
QUERIES = """
stroke|midwife|estuary|quarry|budget -stroke|stroke OR smoking OR midwife|strok*|smoke*|"stroke budget"
budget NEAR/3 smoking|strooke|estury|quary budjet|-stroke|by:lead|by:analyst|by:@me|by:nobody|is:open
is:unread|is:mine|is:unresolved|has:thread|filed>=2009-01-01|changed-since:2009-09-15|version:any stroke
level:1|level<3|level>=2 -claimed:4|claimed<4 verified:none|item:6.1|item:6.2 level>1|verified:none
version:2|org:5MX|slot:od_plan|state:preparing|state:nowhere|level:9|stage:no|colour:red|is:lost|stroke (
""".replace("\n", "|").strip("|").split("|")  # fmt: skip
TYPED = ("st", "smo", "-qua", "es", "bud", "nowh", "stroke mi")
PAGES = ("stroke", "strooke", "-stroke", "smoke*", "state:nowhere", "by:analyst")
PROOF = re.compile(
    r'nonce="[^"]*"|value="(?:[^"]{40,}|[0-9a-f-]{36})"|Token": "[^"]*"|/search/saved/[0-9a-f-]{36}'
)


@pytest.fixture(scope="module")
def on_files(tmp_path_factory: pytest.TempPathFactory, wcc: Workflow) -> Worlds:
    """Worlds whose index is in files."""
    return _begun(Worlds(tmp_path_factory.mktemp("worlds"), wcc))


@pytest.fixture(scope="module")
def on_postgres(tmp_path_factory: pytest.TempPathFactory, wcc: Workflow, postgres: str) -> Worlds:
    """Worlds that PostgreSQL keeps whole."""
    return _begun(Worlds(tmp_path_factory.mktemp("worlds"), wcc, postgres))


def _begun(worlds: Worlds) -> Worlds:
    worlds.begin()
    return worlds


@pytest.mark.parametrize("watcher", WATCHERS)
def test_nothing_hidden_changes_an_answer(on_files: Worlds, watcher: str) -> None:
    whole, lesser = answers_of_two_worlds(on_files, watcher)

    assert {
        asked: (whole[asked], lesser.get(asked)) for asked in whole if whole[asked] != lesser.get(asked)
    } == {}
    assert whole.keys() == lesser.keys()


def test_nothing_hidden_changes_an_answer_of_postgres(on_postgres: Worlds) -> None:
    whole, lesser = answers_of_two_worlds(on_postgres, WATCHERS[0])

    assert {
        asked: (whole[asked], lesser.get(asked)) for asked in whole if whole[asked] != lesser.get(asked)
    } == {}
    assert whole.keys() == lesser.keys()


def answers_of_two_worlds(worlds: Worlds, watcher: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What search answers when all is done, and when nothing is done that the person may not see."""
    steps = script(Random(watcher))
    with worlds.twin() as twin:
        keep(twin, watcher)
        told, sees = twin.play(steps), twin.readable(watcher)
        whole = answers(twin, watcher)
    hidden = {number for number, readers in told.items() if readers.isdisjoint(sees)}
    assert len(hidden) > 5
    with worlds.twin() as twin:
        keep(twin, watcher)
        twin.play([step for step in steps if step.number not in hidden])
        return whole, answers(twin, watcher)


def keep(twin: Twin, email: str) -> None:
    """Keep a search, of whose new hits its keeper is told."""
    with twin.house.database.writing():
        saving.save(
            "stroke",
            kind="passages",
            name="Mine",
            alert=True,
            by=twin.world.reach(email),
            index=twin.house.index,
            now=twin.world.now,
        )


def answers(twin: Twin, email: str) -> dict[str, Any]:
    """Everything that search answers to a person, by what was asked."""
    index = twin.house.index
    found: dict[str, Any] = {}
    with twin.house.database.reading():
        reach = twin.world.reach(email)
        for query in QUERIES:
            for kind in KINDS:
                newest = len(query) % 2 == 0
                with working(twin) as work:
                    found[f"{kind} {query}"] = said(
                        find, query, reach=reach, index=index, kind=kind, newest=newest, limit=100
                    )
                found[f"work of {kind} {query}"] = dict(work)
        for query in PAGES:
            found[f"totals {query}"] = totals(query, reach=reach, index=index)
        for typed in TYPED:
            found[f"typed {typed}"] = completions(typed, scope_of(reach), index)
        for hit in find("midwife", reach=reach, index=index, limit=3).hits:
            found[f"like {hit.key}"] = said(
                more_like, UUID(hit.version), hit.passage, reach=reach, index=index
            )
    found["alerts"] = alerts(twin, email)
    found |= pages(twin, email)
    return found


@contextmanager
def working(twin: Twin) -> Iterator[Counter[str]]:
    """What is done inside: statements to the database and postings read. Time is made of these."""
    work = Counter[str]()

    class Counting(Allowance):
        def spend(self, postings: int) -> None:
            work["postings"] += postings
            super().spend(postings)

    whole, whoosh_index.Allowance = whoosh_index.Allowance, Counting  # type: ignore[misc]
    try:
        with counted(twin.house.database.engine) as sent:
            yield work
        work["statements"] = len(sent)
    finally:
        whoosh_index.Allowance = whole  # type: ignore[misc]


def said(ask: Any, *asked: Any, **more: Any) -> object:
    """The answer, or the words of the refusal."""
    try:
        return ask(*asked, **more)
    except (Refused, NotFound) as refusal:
        return str(refusal)


def alerts(twin: Twin, email: str) -> list[str]:
    """What the person is told of the search that she keeps."""
    alerting.alert(twin.house.database, twin.house.index, twin.world.now)
    with twin.house.database.reading() as unit:
        person = person_by_email(email)
        rows = unit.query(NoticeRow).where(
            NoticeRow.person_id == person.id, NoticeRow.topic.startswith("search")
        )
        return [row.sentence for row in rows]


def pages(twin: Twin, email: str) -> dict[str, str]:
    """The pages of search as the person gets them, but for the proofs of origin."""
    client = signed_in(twin, email)
    wanted = [f"/search?q={query}&kind={kind}" for query in PAGES for kind in ("passages", "threads")]
    wanted += [f"/search/suggestions?q={typed}" for typed in TYPED]
    return {address: PROOF.sub("", client.get(address).text) for address in wanted}


def signed_in(twin: Twin, email: str) -> FlaskClient:
    """A client in which the person is signed in."""
    client = create_app(twin.house.settings, twin.house).test_client()
    with twin.house.database.writing():
        secret = make_link(person_by_email(email), clock.now())
    proof = token_of(client.get(f"/sign-in?link={secret}").text)
    client.post("/sign-in", data={"link": secret, "csrf_token": proof})
    return client
