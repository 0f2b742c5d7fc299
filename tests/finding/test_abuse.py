"""Queries meant to hurt: each is answered with results or a sentence, and costs no more than others."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from benchmarks._hostile import HOSTILE, WIDE
from tests.evidence.conftest import Desk
from tests.finding.test_silence import said, signed_in
from tests.finding.worlds import Twin, Worlds
from tests.harness.clients import token_of
from tests.harness.statements import counted
from wccflow.cli.program import main
from wccflow.engine.definition import Workflow
from wccflow.finding import indexing, saving
from wccflow.finding.queries import asked_of, find, scope_of, totals, tree_of
from wccflow.finding.rules import KINDS
from wccflow.finding.shown import Findings
from wccflow.finding.wording import completions
from wccflow.search.allowance import Allowance
from wccflow.search.matching import match
from wccflow.search.whoosh_index import WhooshIndex
from wccflow.wiring import House

LEAD = "lead@5pg.example"


@pytest.fixture(scope="module", params=["files", pytest.param("postgres", marks=pytest.mark.postgres)])
def twin(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, wcc: Workflow
) -> Iterator[Twin]:
    """A world on each engine."""
    address = request.getfixturevalue("postgres") if request.param == "postgres" else ""
    worlds = Worlds(tmp_path_factory.mktemp("worlds"), wcc, address)
    worlds.begin()
    with worlds.twin() as made:
        yield made


@pytest.fixture(scope="module")
def client(twin: Twin) -> FlaskClient:
    """The lead of an organisation."""
    return signed_in(twin, LEAD)


def test_every_query_is_answered_with_results_or_a_sentence(twin: Twin) -> None:
    index = twin.house.index
    with twin.house.database.reading():
        reach = twin.world.reach(LEAD)
        for query in HOSTILE:
            for kind in KINDS:
                answer = said(find, query, reach=reach, index=index, kind=kind)
                assert isinstance(answer, Findings) or str(answer).endswith((".", ")")), query
            assert totals(query, reach=reach, index=index).keys() <= KINDS.keys()
            assert len(completions(query, scope_of(reach), index)) <= 8


def test_every_query_is_kept_or_refused(twin: Twin) -> None:
    for query in HOSTILE:
        with twin.house.database.writing():
            now, by = twin.world.now, twin.world.reach(LEAD)
            more: dict[str, Any] = {"kind": "passages", "alert": True, "by": by, "now": now}
            kept = said(saving.save, query, name="hostile", index=twin.house.index, **more)
            assert isinstance(kept, str) or "\0" not in kept.query  # type: ignore[attr-defined] # a kept search


@pytest.mark.parametrize(
    "address", ["/search", "/search/suggestions", "/search/hits.xlsx", "/search/people", "/search/around"]
)
def test_no_page_breaks(client: FlaskClient, address: str) -> None:
    sent = [each.encode("utf-8", "surrogatepass") for each in HOSTILE]

    given = Counter(client.get(address, query_string={"q": each, "n": "1"}).status_code for each in sent)

    assert given.keys() <= {200, 422}


def test_no_form_breaks(client: FlaskClient) -> None:
    proof = token_of(client.get("/search?q=stroke").text)
    for query in HOSTILE:
        words = query.encode("utf-8", "surrogatepass")
        form = {"q": words, "name": words[:60], "kind": "passages", "csrf_token": proof}
        assert client.post("/search/saved", data=form).status_code in {303, 422}


def test_no_query_asks_much_of_the_database(twin: Twin) -> None:
    database = twin.house.database
    with database.reading():
        reach = twin.world.reach(LEAD)
        for query in (*HOSTILE, *WIDE):
            with counted(database.engine) as sent:
                said(find, query, reach=reach, index=twin.house.index)
            assert len(sent) <= 12, query


class Counting:
    """The lists of one audience, and how often they were asked."""

    def __init__(self, opened: Any) -> None:
        self.opened = opened
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        self.asked += name in {"word", "phrase", "near", "with_value", "among", "beginning"}
        return getattr(self.opened, name)


def test_no_query_walks_more_postings_than_its_words_may(desk: Desk, house: House) -> None:
    said_words = " ".join(f"stroke{number} care{number} nurse{number}" for number in range(200))
    desk.file("strategic_plan", said_words)
    indexing.drain(house.database, house.index)
    index = house.index
    assert isinstance(index, WhooshIndex)
    with desk.world.database.reading():
        reach = desk.world.reach(LEAD)
        tree = asked_of(tree_of(WIDE[1], "passages", reach), "passages", reach)
    (audience,) = (each for each in index.audiences() if index.contents(each) and _has_passages(index, each))

    opened = index.pool.opened(audience, index.lender.ledger().commits[audience])
    counting = Counting(index.pool.together([(audience, opened)]))
    found = match(tree, counting, "passages", Allowance())  # type: ignore[arg-type] # lists, counted

    assert len(found.numbers) == 1
    assert counting.asked == 4  # one for each prefix, and what the newest versions are


def _has_passages(index: WhooshIndex, audience: Any) -> bool:
    return any("#" in key for group in index.contents(audience).values() for key in group)


@pytest.mark.parametrize("query", ["(" * 250, "filed:9999-12-31", "stroke \udcff", "a NEAR b", "by:%"])
def test_the_command_answers_in_words(
    twin: Twin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    settings = twin.house.settings
    monkeypatch.setenv("WCCFLOW_INSTANCE", str(settings.instance))
    monkeypatch.setenv("WCCFLOW_DATABASE_URL", settings.database_url)

    status = main(["--json", "search", query, "--as", LEAD])

    said_aloud = capsys.readouterr()
    assert status in {0, 1}
    assert "of another version" not in said_aloud.err
    (said_aloud.out + said_aloud.err).encode()  # every screen can show it
    assert ("refused" in json.loads(said_aloud.out)) == (status == 1)
    assert "Traceback" not in said_aloud.err
