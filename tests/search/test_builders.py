"""Indexes are written side by side as they are one by one, and a writer that ends early is told of."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.search.factories import ask, entry, put, scope
from wccflow.search import builders
from wccflow.search.builders import Crashed, batches
from wccflow.search.port import Put
from wccflow.search.whoosh_index import WhooshIndex

AUDIENCES = [UUID(int=number) for number in range(1, 6)]


def puts() -> Iterator[tuple[UUID, list[Put]]]:
    """A few documents for each audience."""
    for audience in AUDIENCES:
        entries = [entry(f"{audience}-{at}", f"plan number {at}", audience=audience) for at in range(30)]
        yield audience, [put(*entries)]


def everything(index: WhooshIndex) -> list[object]:
    """All that the index holds, and what it answers."""
    page = index.search(ask("plan OR 7"), scope(*AUDIENCES), kind="passages", limit=40, facets=("slot",))
    return [page, *(index.contents(audience) for audience in AUDIENCES)]


@pytest.fixture
def side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little there is to write, and however few cores there are."""
    monkeypatch.setattr(builders, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(builders, "cores", lambda: 2)


@pytest.mark.usefixtures("side_by_side")
def test_side_by_side_is_as_good_as_one_by_one(tmp_path: Path) -> None:
    one, many = WhooshIndex(tmp_path / "one"), WhooshIndex(tmp_path / "many")
    for audience, theirs in puts():
        one.restore(audience, theirs)

    many.restore_all(puts())

    assert everything(many) == everything(one)
    assert many.damaged == set()


@pytest.mark.usefixtures("side_by_side")
def test_a_writer_that_ends_early_is_told_of_and_nothing_is_vouched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = WhooshIndex(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(builders, "PROGRAM", "import sys; sys.exit()")
        with pytest.raises((Crashed, BrokenPipeError)):
            index.restore_all(puts())

    assert index.audiences() == set()
    index.restore_all(puts())
    assert [len(index.contents(audience)["version"]) for audience in AUDIENCES] == [30] * 5


@pytest.mark.usefixtures("side_by_side")
def test_trouble_of_a_writer_is_raised_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = WhooshIndex(tmp_path)
    full = "from wccflow.search import builders, shelf; shelf.replace_all = lambda *_: open('/')"
    monkeypatch.setattr(builders, "PROGRAM", f"{full}; builders.main()")

    with pytest.raises(OSError, match="Is a directory"):
        index.restore_all(puts())


def test_no_more_is_read_ahead_than_is_written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builders, "cores", lambda: 2)
    read = []

    def told() -> Iterator[tuple[UUID, list[Put]]]:
        for audience, theirs in puts():
            read.append(audience)
            yield audience, theirs

    sizes = [(len(batch), len(read)) for batch in batches(told())]

    assert sizes == [(2, 2), (2, 4), (1, 5)]
