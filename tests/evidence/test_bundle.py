"""A dossier to take away: safe names, a list that no spreadsheet runs, an archive made in pieces."""

import csv
import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.evidence.conftest import Desk
from wccflow.evidence import actions, bundle
from wccflow.evidence.bundle import CHUNK, Member
from wccflow.evidence.past import Past, dossier_at

AT = (2009, 10, 1, 12, 0, 0)


def past(desk: Desk) -> Past:
    world = desk.world
    with world.database.reading():
        return dossier_at(world.case(), world.reach(desk.lead), world.now)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("plan.docx", "plan.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a:b*c?"<>|.pdf', "a_b_c_____.pdf"),
        ("con.txt", "_con.txt"),
        ("Haushaltsplan für Ærø.docx", "Haushaltsplan für Ærø.docx"),
        ("", "document"),
        ("...", "document"),
        ("x" * 300 + ".docx", "x" * 116 + ".docx"),
        ("no ending at all", "no ending at all"),
    ],
)
def test_names_in_the_archive_are_safe_on_every_system(given: str, safe: str) -> None:
    assert bundle.safe_name(given) == safe


def test_no_two_names_are_alike_even_in_other_letters() -> None:
    taken: set[str] = set()

    names = [
        bundle.unused(name, taken) for name in ("Plan.docx", "plan.docx", "plan.docx", "README", "readme")
    ]

    assert names == ["Plan.docx", "plan (2).docx", "plan (3).docx", "README", "readme (2)"]


def test_the_archive_holds_the_files_byte_for_byte_and_the_list(tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / str(number))
        paths[-1].write_bytes(bytes([number]) * 10_000)
    members = [Member(f"{path.name}.bin", path, AT) for path in paths]

    with ZipFile(io.BytesIO(b"".join(bundle.zipped(members, b"list")))) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}

    assert found == {"manifest.csv": b"list"} | {f"{path.name}.bin": path.read_bytes() for path in paths}


def test_never_more_than_a_piece_of_a_file_is_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * (3 * CHUNK + 5))

    pieces = list(bundle.zipped([Member("large.bin", path, AT)], b""))

    assert max(len(piece) for piece in pieces) < CHUNK + 1_000
    assert len(pieces) > 3


def test_the_list_has_a_row_for_each_slot_with_the_digest_of_its_file(desk: Desk) -> None:
    version = desk.file("strategic_plan")
    found = past(desk)

    listed = bundle.manifest(found, bundle.names_of(found)).decode("utf-8-sig")

    head, *rows = list(csv.reader(io.StringIO(listed)))
    by_place = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(rows) == 12
    assert by_place["Five-year strategic plan"]["SHA-256"] == version.sha256
    assert by_place["Five-year strategic plan"]["In the archive as"] == (
        "01 Five-year strategic plan - plan.txt"
    )
    assert by_place["OD plan"]["File"] == ""


def test_a_files_name_is_no_formula_in_the_list(desk: Desk) -> None:
    world, received = desk.world, desk.received("words", "=1+1.txt")
    with world.database.writing():
        actions.file(world.case(), "jsna", received, by=world.reach(desk.lead), now=world.now)

    listed = bundle.manifest(past(desk), {}).decode("utf-8-sig")

    assert ",'=1+1.txt," in listed


def test_a_version_that_fills_two_slots_is_in_the_archive_once(desk: Desk) -> None:
    plan = desk.file("jsna", "One.")
    world = desk.world
    with world.database.writing():
        actions.fill(world.case(), "od_plan", plan, by=world.reach(desk.lead), now=world.now)

    assert list(bundle.names_of(past(desk)).values()) == ["03 OD plan - plan.txt"]
