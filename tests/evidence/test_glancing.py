"""Looking at how brought files begin: what is kept, what is told of those that cannot be opened."""

from contextlib import suppress
from pathlib import Path

import pytest

from tests.evidence.conftest import Desk
from tests.evidence.test_placing import bring
from wccflow.base.errors import Refused
from wccflow.evidence import glancing, queries
from wccflow.evidence.glancing import Opening, glance_waiting
from wccflow.evidence.models import Arrival
from wccflow.evidence.reading import legacy


def arrivals(desk: Desk) -> list[Arrival]:
    world = desk.world
    with world.database.reading():
        return list(queries.arrivals(world.case().id, world.reach(desk.lead).person_id))


def says(path: Path, name: str) -> Opening:
    return Opening((path.read_text(),), 7)


def refuses(path: Path, name: str) -> Opening:
    raise Refused("It is protected with a password.")


def test_the_first_lines_and_the_pages_are_kept_and_nothing_is_looked_at_twice(desk: Desk) -> None:
    for content in ("One.", "Two."):
        bring(desk, content)
    database = desk.world.database

    counts = [glance_waiting(database, desk.files, look=says, now=lambda: desk.world.now) for _ in range(2)]

    assert counts == [2, 0]
    assert [(each.opening, each.pages) for each in arrivals(desk)] == [(["One."], 7), (["Two."], 7)]


def test_a_file_that_cannot_be_opened_says_why_and_waits_for_its_place(desk: Desk) -> None:
    bring(desk, "secret")

    glance_waiting(desk.world.database, desk.files, look=refuses)

    (waiting,) = arrivals(desk)
    assert (waiting.fault, waiting.opening) == ("It is protected with a password.", [])
    assert waiting.looked_at is not None


def test_a_file_that_is_gone_from_the_store_says_so(desk: Desk) -> None:
    arrival = bring(desk, "gone")
    desk.files.path(arrival.sha256).unlink()

    glance_waiting(desk.world.database, desk.files, look=says)

    assert arrivals(desk)[0].fault == "The file is no longer in the store. File it again."


def test_a_file_that_is_placed_meanwhile_is_simply_gone(desk: Desk) -> None:
    arrival = bring(desk, "quick")

    def placed_meanwhile(path: Path, name: str) -> Opening:
        with desk.world.database.writing() as session:
            session.delete(session.get_one(Arrival, arrival.id))
        return Opening()

    assert glance_waiting(desk.world.database, desk.files, look=placed_meanwhile) == 1
    assert arrivals(desk) == []


def test_no_more_are_looked_at_than_asked_for(desk: Desk) -> None:
    for content in "abc":
        bring(desk, content)

    glance_waiting(desk.world.database, desk.files, 2, look=says)

    with desk.world.database.reading():
        assert glancing.waiting() == 1


@pytest.mark.parametrize(
    ("name", "content", "opening"),
    [
        ("notes.md", "# Joint needs\n\nFirst words.\n", Opening(("Joint needs", "First words."))),
        ("plain.txt", "Only words.", Opening(("Only words.",))),
    ],
)
def test_the_child_tells_how_a_file_begins(tmp_path: Path, name: str, content: str, opening: Opening) -> None:
    path = tmp_path / name
    path.write_text(content)

    assert glancing.look(path, name) == opening


def test_the_child_refuses_what_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04 and nothing else")

    with pytest.raises(Refused):
        glancing.look(path, "broken.docx")


@pytest.mark.parametrize(("programs", "opened"), [(("sh",), True), ((), False)])
def test_an_older_file_is_doubted_only_where_it_cannot_be_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...], opened: bool
) -> None:
    monkeypatch.setattr(legacy, "PROGRAMS", programs)
    path = tmp_path / "plan.rtf"
    path.write_bytes(b"{\\rtf1 words}")

    found: Opening | None = None
    with suppress(Refused):
        found = glancing.look(path, path.name)

    assert found == (Opening() if opened else None)
