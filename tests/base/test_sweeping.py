"""Files that no row names go after a day; what a row names, or what was just brought, stays."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

from tests.evidence.conftest import Desk
from wccflow.base.files import FileStore
from wccflow.base.sweeping import sweep

TWO_DAYS = timedelta(days=2).total_seconds()


def kept(files: FileStore, content: bytes, *, old: bool = True) -> str:
    name = files.keep(io.BytesIO(content), max_bytes=1_000).sha256
    if old:
        aged(files.path(name))
    return name


def aged(path: Path) -> None:
    moment = time.time() - TWO_DAYS
    os.utime(path, (moment, moment))


def test_only_old_files_that_no_row_names_go(desk: Desk) -> None:
    named = desk.file("jsna").sha256
    aged(desk.files.path(named))
    orphan, new = kept(desk.files, b"orphan"), kept(desk.files, b"new", old=False)

    gone = sweep(desk.world.database, desk.files)

    there = {path.name for path in desk.files.folder.rglob("*") if path.is_file()}
    assert (gone, there) == ([orphan], {named, new})


def test_a_file_that_is_brought_again_is_as_good_as_new(desk: Desk) -> None:
    kept(desk.files, b"orphan")
    kept(desk.files, b"orphan", old=False)

    assert sweep(desk.world.database, desk.files) == []


def test_what_broke_off_while_it_arrived_goes_too(desk: Desk) -> None:
    waiting = desk.files.folder / "arriving"
    waiting.mkdir(parents=True)
    for name in ("old", "new"):
        (waiting / name).write_bytes(b"half")
    aged(waiting / "old")

    sweep(desk.world.database, desk.files)

    assert [path.name for path in waiting.iterdir()] == ["new"]


def test_a_store_that_is_not_there_yet_is_swept_in_peace(desk: Desk) -> None:
    assert sweep(desk.world.database, desk.files) == []
