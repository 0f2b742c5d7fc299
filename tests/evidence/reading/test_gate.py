"""The gate knows a file by its content, and turns away what would do harm."""

import struct
import zipfile
from pathlib import Path

import pytest

from tests.evidence.reading.files import DOCUMENT, packed, paragraph, relations, types, word, word_parts
from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.gate import admit
from wccflow.evidence.reading.limits import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LIMITS = Limits()


def refusal(path: Path, name: str = "", limits: Limits = LIMITS) -> str:
    with pytest.raises(Refused) as refused:
        admit(path, name or path.name, limits)
    return str(refused.value)


def kind(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return admit(path, path.name, LIMITS).kind


def test_text_named_as_a_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_text("this is not a Word file")

    assert refusal(path) == sentences.not_what_it_says("Word", "plain text")


def test_a_word_file_named_as_pdf_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "plan.pdf", paragraph("x"))

    assert refusal(path) == sentences.not_what_it_says("PDF", "Word")


def test_a_name_that_promises_nothing_is_read_by_content(tmp_path: Path) -> None:
    assert admit(word(tmp_path / "plan", paragraph("x")), "plan", LIMITS).kind == "docx"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"plain", "txt"),
        ("a.md", b"# Title", "md"),
        ("a.csv", b"a,b", "csv"),
        ("a.html", b"<p>no root", "html"),
        ("a.txt", b"\xff\xfea\x00b\x00", "txt"),
        ("a.txt", b"<!DOCTYPE html><html>", "html"),
        ("a.pdf", b"junk before\n%PDF-1.4", "pdf"),
    ],
)
def test_plain_kinds_are_told_apart(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    assert kind(tmp_path / name, content) == expected


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        (DOCUMENT, "docx"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "dotx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "docm"),
    ],
)
def test_kinds_of_word_file_are_told_by_their_declared_type(
    tmp_path: Path, content_type: str, expected: str
) -> None:
    path = word(tmp_path / "a.docx", paragraph("x"), content_type=content_type)

    assert admit(path, path.name, LIMITS).kind == expected


def test_a_file_behind_a_password_is_refused_as_that(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))

    assert refusal(path) == sentences.PASSWORD


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "doc"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "xls"),
        ("a.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "ppt"),
        ("a.rtf", b"{\\rtf1 hello}", "rtf"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.bin", b"\x01\x02\x00\x03" * 50, "unknown"),
    ],
)
def test_what_cannot_be_read_here_is_refused_with_a_way_out(
    tmp_path: Path, name: str, content: bytes, key: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert refusal(path) == sentences.SAVE_AS[key]


def test_an_opendocument_file_is_told_from_a_folder_of_files(tmp_path: Path) -> None:
    odt = packed(tmp_path / "a.odt", {"mimetype": "application/vnd.oasis.opendocument.text"})
    folder = packed(tmp_path / "a.zip", {"one.txt": "x"})

    assert refusal(odt) == sentences.SAVE_AS["odt"]
    assert refusal(folder) == sentences.SAVE_AS["zip"]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word\\evil.xml", "a/../../b"])
def test_a_name_that_leads_astray_is_refused(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "a.docx", {**word_parts(paragraph("x")), name: "x"})

    assert refusal(path) == sentences.UNSAFE


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("x"))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<other/>")

    assert refusal(path) == sentences.UNSAFE


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", {f"part{number}": "" for number in range(11)})

    assert refusal(path, limits=Limits(max_entries=10)) == sentences.TOO_LARGE


def test_a_part_that_swells_is_refused_before_it_is_whole(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.docx", {"[Content_Types].xml": bytes(60 << 20)})

    assert refusal(bomb) == sentences.TOO_LARGE


def test_the_sizes_in_the_directory_are_not_believed(tmp_path: Path) -> None:
    parts = word_parts(paragraph("x" * 40_000))
    path = packed(tmp_path / "a.docx", parts)
    data = path.read_bytes()
    true_size, lie = struct.pack("<I", len(parts["word/document.xml"])), struct.pack("<I", 100)
    assert data.count(true_size) == 2
    path.write_bytes(data.replace(true_size, lie))

    with pytest.raises(Refused) as refused:
        read_here(path, path.name, LIMITS)

    assert str(refused.value) == sentences.DAMAGED


def test_a_truncated_package_is_damaged(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("x"))
    path.write_bytes(path.read_bytes()[:-30])

    assert refusal(path) == sentences.DAMAGED


def test_a_package_without_content_types_is_known_by_its_main_part(tmp_path: Path) -> None:
    parts = word_parts(paragraph("x"))
    del parts["[Content_Types].xml"]

    assert admit(packed(tmp_path / "a.docx", parts), "a.docx", LIMITS).kind == "docx"


def test_a_type_without_its_part_is_not_followed(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types("word/document.xml", DOCUMENT),
        "_rels/.rels": relations(("rId1", "officeDocument", "gone.xml")),
    }

    assert admit(packed(tmp_path / "a.docx", parts), "a.docx", LIMITS).family == "word"
