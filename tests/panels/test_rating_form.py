"""A member's own form: clauses ticked, a draft, passages cited; and that nobody else finds any of it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import CHAIR, MEMBERS, Sitting
from tests.ratings.conftest import Desk
from wccflow.base.errors import NotFound
from wccflow.base.files import FileStore
from wccflow.base.work import session
from wccflow.engine.clauses import key_of
from wccflow.evidence import freezing
from wccflow.evidence.models import Version
from wccflow.panels import actions
from wccflow.ratings import citing, queries
from wccflow.ratings.models import Citation
from wccflow.ratings.rules import PANEL_MEMBER

Clients = Callable[[str], FlaskClient]

PARTNERS = "Partners outside the PCT bear it out."
CLAUSE = key_of("3", PARTNERS)
DRAFT = "/cycles/wcc-test/5PG/ratings/2.1/draft"


@pytest.fixture
def plan(sitting: Sitting, files: FileStore) -> tuple[Desk, Version]:
    """A document that the panel reads, with the desk at which it was filed."""
    desk = Desk(sitting.world, files)
    sitting.world.at("preparing")
    made = desk.file()
    desk.submit()
    with sitting.world.database.writing():
        freezing.share(sitting.case, by=None, now=sitting.world.now)
    sitting.world.at("panel_in_session")
    return desk, made


def send(client: FlaskClient, page: str, to: str, **fields: str) -> tuple[int, str]:
    proof = token_of(client.get(page).text)
    answer = client.post(to, data={"csrf_token": proof, **fields})
    return answer.status_code, answer.location


def kept(sitting: Sitting, who: str) -> dict[str, dict[str, str]]:
    """By item the clauses that a member has ticked."""
    with sitting.world.database.reading():
        person = sitting.world.reach(who).person_id
        rows = queries.current([sitting.case.id], channels=[PANEL_MEMBER])
        return {row.item: row.clauses for row in rows if row.by_id == person}


def test_a_member_ticks_clauses_and_keeps_them_with_the_rating(sitting: Sitting, client_of: Clients) -> None:
    client = client_of(MEMBERS[0])
    with sitting.world.database.reading():
        room = sitting.panel.address

    status, location = send(
        client,
        f"{room}/items/2.1",
        f"{room}/items/2.1/rating",
        _method="PUT",
        version="0",
        value="3",
        ticking="yes",
        clauses=CLAUSE,
        then="stay",
    )

    assert (status, location) == (303, f"{room}/items/2.1")
    assert kept(sitting, MEMBERS[0]) == {"2.1": {CLAUSE: PARTNERS}}
    assert f'value="{CLAUSE}" checked' in client.get(location).text


def test_clauses_that_are_not_told_stay_as_they_were_and_strange_ones_are_refused(sitting: Sitting) -> None:
    with sitting.world.database.writing():
        by, now = sitting.world.reach(CHAIR), sitting.world.now
        actions.commit(sitting.case, "2.1", "3", by=by, now=now, clauses=[CLAUSE])
        actions.commit(sitting.case, "2.1", "2", by=by, now=now)

    said = sitting.refused(
        lambda: actions.commit(
            sitting.case,
            "2.1",
            "3",
            by=sitting.world.reach(CHAIR),
            now=sitting.world.now,
            clauses=["c-strange"],
        )
    )

    assert said.startswith("One of the clauses is not asked any more.")
    assert kept(sitting, CHAIR) == {"2.1": {CLAUSE: PARTNERS}}


def test_a_draft_is_kept_for_the_member_alone_and_gone_once_the_rating_is_kept(
    sitting: Sitting, client_of: Clients
) -> None:
    with sitting.world.database.reading():
        item = f"{sitting.panel.address}/items/2.1"
    client = client_of(MEMBERS[0])

    status, location = send(
        client,
        item,
        DRAFT,
        _method="PUT",
        channel=PANEL_MEMBER,
        back=item,
        value="4",
        rationale="Xylophone thoughts.",
        ticking="yes",
    )
    drafted = client.get(item).text
    others = {who: client_of(who).get(item).text for who in (CHAIR, MEMBERS[1])}
    send(client, item, f"{item}/rating", _method="PUT", version="0", value="2", rationale="Settled.")

    assert (status, location) == (303, item)
    assert "Xylophone thoughts." in drafted
    assert [who for who, html in others.items() if "Xylophone" in html] == []
    assert "Xylophone" not in client.get(item).text


def test_what_a_member_cites_is_hers_alone_until_the_reveal_and_the_panels_afterwards(
    sitting: Sitting, plan: tuple[Desk, Version]
) -> None:
    desk, version = plan
    made = desk.cite("2.1", version, who=MEMBERS[0], channel=PANEL_MEMBER)
    before = seen(sitting)
    sitting.commit_all("2.1", "2", "2", "2", "3", "2")
    sitting.reveal("2.1")

    assert before == {MEMBERS[0]: [made.id]}
    assert seen(sitting) == {who: [made.id] for who in (CHAIR, *MEMBERS)}


def test_two_members_cite_the_same_words_and_neither_learns_of_the_other(
    sitting: Sitting, plan: tuple[Desk, Version]
) -> None:
    desk, version = plan
    first = desk.cite("2.1", version, who=MEMBERS[0], channel=PANEL_MEMBER)
    second = desk.cite("2.1", version, who=MEMBERS[1], channel=PANEL_MEMBER)

    assert first.id != second.id
    assert seen(sitting) == {MEMBERS[0]: [first.id], MEMBERS[1]: [second.id]}
    with pytest.raises(NotFound), sitting.world.database.writing():
        take_back(sitting, first, MEMBERS[1])


def test_a_member_cites_by_link_on_the_panels_page_and_takes_it_back_there(
    sitting: Sitting, plan: tuple[Desk, Version], client_of: Clients
) -> None:
    desk, version = plan
    with sitting.world.database.reading():
        item = f"{sitting.panel.address}/items/2.1"
    client = client_of(MEMBERS[0])
    passage = desk.cite("2.2", version, who=MEMBERS[0], channel=PANEL_MEMBER).passage

    answer = send(
        client,
        item,
        "/cycles/wcc-test/5PG/ratings/2.1/citations",
        channel=PANEL_MEMBER,
        back=f"{item}#cited",
        link=f"/evidence/{version.id}/passages/{passage}",
        clause=CLAUSE,
    )
    with sitting.world.database.reading():
        rows = queries.citations([sitting.case.id], items=["2.1"])
        made = [(row.channel, row.clause, row.id) for row in rows]
    cited = client.get(item).text
    other = client_of(MEMBERS[1]).get(item).text
    taken = send(client, item, f"/citations/{made[0][2]}", _method="DELETE", back=f"{item}#cited")

    assert (answer, taken) == ((303, f"{item}#cited"), (303, f"{item}#cited"))
    assert [row[:2] for row in made] == [(PANEL_MEMBER, CLAUSE)]
    assert (f"It shows: {PARTNERS}" in cited, "four million pounds" in other) == (True, False)
    assert "four million pounds" not in client.get(item).text


def test_once_revealed_the_clauses_stand_side_by_side(sitting: Sitting, client_of: Clients) -> None:
    with sitting.world.database.writing():
        by = sitting.world.reach(MEMBERS[0])
        actions.commit(sitting.case, "2.1", "3", by=by, now=sitting.world.now, clauses=[CLAUSE])
    with sitting.world.database.reading():
        item = f"{sitting.panel.address}/items/2.1"
    before = client_of(CHAIR).get(item).text
    sitting.reveal("2.1", "The others agree aloud.")

    after = client_of(CHAIR).get(item).text

    assert ("who ticks them as so" in before, "who ticks them as so" in after) == (False, True)


def take_back(sitting: Sitting, cited: Citation, who: str) -> None:
    mine = session().get_one(Citation, cited.id)
    citing.uncite(mine, sitting.case, by=sitting.world.reach(who), now=sitting.world.now)


def seen(sitting: Sitting) -> dict[str, list[object]]:
    """By reader what she finds cited of item 2.1; who finds nothing is left out."""
    with sitting.world.database.reading():
        everybody = (CHAIR, *MEMBERS, "manager@q34.example", "analyst@q34.example", "lead@5pg.example")
        found = {
            who: [
                row.id
                for row in queries.citations([sitting.case.id], reach=sitting.world.reach(who), items=["2.1"])
            ]
            for who in everybody
        }
        return {who: rows for who, rows in found.items() if rows}
