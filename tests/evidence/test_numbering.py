"""Versions are numbered as they are shared, so that no number tells how many drafts came before."""

import re
from collections.abc import Callable, Sequence

from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.evidence.conftest import Desk
from tests.evidence.test_freezing import carry_out
from wccflow.base import log
from wccflow.base.work import session
from wccflow.evidence import freezing, withdrawing
from wccflow.evidence.models import Version
from wccflow.evidence.numbering import number_earlier

DOSSIER = "/cycles/wcc-test/5PG/evidence"


def called(desk: Desk) -> Sequence[str]:
    """What the versions are called, in the order in which they were filed: by the database, and by Python."""
    with desk.world.database.reading():
        by_query = session().scalars(select(Version.called).order_by(Version.draft)).all()
        rows = session().scalars(select(Version).order_by(Version.draft)).all()
        assert [row.called for row in rows] == by_query
        return by_query


def share(desk: Desk) -> None:
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("returned")


def test_what_is_filed_is_a_draft_until_it_is_shared(desk: Desk) -> None:
    for _ in range(3):
        desk.file("jsna")

    share(desk)

    assert called(desk) == ["draft 1", "draft 2", "version 1"]


def test_the_next_one_shared_is_the_next_version_however_many_drafts_lie_between(desk: Desk) -> None:
    desk.file("jsna")
    share(desk)
    desk.file("jsna")
    desk.file("jsna")

    share(desk)

    assert called(desk) == ["version 1", "draft 2", "version 2"]


def test_a_version_keeps_its_number_when_an_older_draft_is_shared_after_it(desk: Desk) -> None:
    desk.file("jsna")
    newer = desk.file("jsna")
    share(desk)
    with desk.world.database.writing() as unit:
        by = desk.world.reach(desk.lead)
        withdrawing.withdraw(unit.get_one(Version, newer.id), why="Wrong.", by=by, now=desk.world.now)

    share(desk)

    assert called(desk) == ["version 2", "version 1"]


def test_each_document_counts_for_itself(desk: Desk) -> None:
    for slot in ("jsna", "od_plan", "jsna"):
        desk.file(slot)

    share(desk)

    assert sorted(called(desk)) == ["draft 1", "version 1", "version 1"]


def test_what_was_shared_before_there_were_numbers_is_numbered_from_the_log(desk: Desk) -> None:
    for _ in range(2):
        desk.file("jsna")
        desk.file("jsna")
        share(desk)
    before = called(desk)
    with desk.world.database.writing() as unit:
        unit.execute(update(Version).values(shared_number=None))

    with desk.world.database.engine.begin() as connection:
        number_earlier(connection)

    assert before == ["draft 1", "version 1", "draft 3", "version 2"]
    assert called(desk) == before


def test_those_who_assess_meet_no_number_of_a_draft(
    desk: Desk, client_of: Callable[[str], FlaskClient]
) -> None:
    for number in range(4):
        desk.file("jsna", f"Stroke care, {number}.")
    share(desk)
    desk.file("jsna", "Not yet.")
    analyst, shared = client_of(desk.analyst), desk.filed[3]

    pages = [DOSSIER, f"/evidence/{shared.id}", f"/evidence/{shared.id}/sheet", f"{DOSSIER}/jsna/history"]
    said = [analyst.get(page).text for page in (*pages, f"{DOSSIER}/then.csv")]

    assert ["version 1" in each for each in said] == [True] * 5
    assert [re.findall(r"version [2-9]|draft \d", each.lower()) for each in said] == [[]] * 5


def test_the_log_counts_no_drafts_for_those_who_assess(desk: Desk) -> None:
    hidden = [desk.file("jsna"), desk.file("jsna")]
    shared = desk.file("jsna")
    share(desk)

    with desk.world.database.reading():
        (event,) = log.events_of([shared.case_id], freezing.SHARED)

    assert list(event.payload["was"]) == [shared.id.hex]
    assert [each.id.hex in str(event.payload) for each in hidden] == [False, False]
