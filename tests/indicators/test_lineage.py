"""Whose values belong together: former codes of one organisation, and organisations that merged."""

from datetime import date
from uuid import UUID

from tests.indicators.conftest import Desk
from wccflow.base.work import session
from wccflow.indicators.lineage import Kin, kin_of
from wccflow.people.actions import found_organisation
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation
from wccflow.people.register import succeed


def goes_on(desk: Desk, *before: str, after: str) -> None:
    """Let these organisations go on in one of this code from 1 April 2010."""
    with desk.world.database.writing():
        heir = session().query(Organisation).filter_by(code=after).first() or found_organisation(
            after,
            name=f"Trust {after}",
            level="organisation",
            parent=organisation("Q34"),
            by_id=None,
            now=desk.world.now,
        )
        for code in before:
            ends = date(2010, 4, 1)
            succeed(organisation(code), heir, effective=ends, why="", by_id=None, now=desk.world.now)


def kin(desk: Desk, code: str) -> list[tuple[str, str]]:
    """Codes and words of the kin of this organisation."""
    with desk.world.database.reading():
        found = kin_of([organisation(code).id])[organisation(code).id]
        codes: dict[UUID, str] = {each.id: each.code for each in session().query(Organisation)}
        return [(codes[each.organisation_id], each.words) for each in found]


def test_an_organisation_without_a_past_is_its_own_kin(desk: Desk) -> None:
    with desk.world.database.reading():
        own = organisation("5PG").id

        assert kin_of([own]) == {own: (Kin(own),)}


def test_an_organisation_under_a_new_code_is_the_same(desk: Desk) -> None:
    goes_on(desk, "5PG", after="TAP")
    goes_on(desk, "TAP", after="5QW")

    assert kin(desk, "5QW") == [("5QW", ""), ("TAP", ""), ("5PG", "")]
    assert kin(desk, "5PG") == [("5PG", ""), ("TAP", ""), ("5QW", "")]


def test_those_who_merged_are_told_apart(desk: Desk) -> None:
    goes_on(desk, "5PG", "5MX", after="5QV")

    with desk.world.database.reading():
        names = {code: organisation(code).name for code in ("5PG", "5MX")}
    assert kin(desk, "5QV") == [
        ("5QV", ""),
        ("5PG", f"before the merger, {names['5PG']}"),
        ("5MX", f"before the merger, {names['5MX']}"),
    ]
    assert kin(desk, "5PG") == [("5PG", ""), ("5QV", "since the merger, Trust 5QV")]


def test_a_merged_organisation_under_a_new_code_still_has_its_past(desk: Desk) -> None:
    goes_on(desk, "5PG", "5MX", after="5QV")
    goes_on(desk, "5QV", after="5QW")

    assert [code for code, _ in kin(desk, "5QW")] == ["5QW", "5QV", "5PG", "5MX"]
