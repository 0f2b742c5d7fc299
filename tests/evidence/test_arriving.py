"""Taking in a file: what is plainly wrong is refused in a sentence, and nothing of it is kept."""

import io
import re
import zipfile

import pytest

from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.evidence.arriving import CHUNK, OLDER_OFFICE, PASSWORD_MARK, receive
from wccflow.evidence.reading import legacy


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """These machines differ: older files are read where LibreOffice is."""
    monkeypatch.setattr(legacy, "PROGRAMS", ())


class Watched(io.BytesIO):
    """A file that notes how much is read of it in one go."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        self.most = max(self.most, len(piece))
        return piece


def office_file(document: str) -> bytes:
    """A Word file of these two parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "plan.docx",
            b"this is not a Word file",
            "plan.docx: The name of this file says Word, but its content is",
        ),
        ("plan.docx", b"%PDF-1.4", "plan.docx: The name of this file says Word, but its content is PDF."),
        ("plan.pdf", b"plain words", "plan.pdf: The name of this file says PDF, but its content is"),
        ("plan.xlsx", b"a,b,c", "plan.xlsx: The name of this file says Excel, but its content is"),
        ("plan.docx", b"", "plan.docx: This file is empty."),
        (
            "plan.docx",
            OLDER_OFFICE + b"\0" * 2_000 + PASSWORD_MARK,
            "plan.docx: This file is protected with a password.",
        ),
    ],
)
def test_a_file_that_plainly_cannot_be_filed_is_refused_and_not_kept(
    files: FileStore, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        receive(files, io.BytesIO(content), name=name, max_bytes=10_000)

    assert str(refusal.value).startswith(sentence)
    assert not files.folder.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "old.doc",
            OLDER_OFFICE + b"\0" * 2_000 + "WordDocument".encode("utf-16-le"),
            "an older Word file (.doc)",
        ),
        ("old.xls", OLDER_OFFICE + "BOOK".encode("utf-16-le"), "an older Excel file (.xls)"),
        ("thing.doc", OLDER_OFFICE, "This kind of file cannot be read here."),
        ("all.zip", b"PK" + b"x" * 2_000, "a folder of files (.zip)"),
        ("plan.docx", b"PK" + b"x" * 2_000, "a folder of files (.zip)"),
        ("plan.odt", b"PK mimetypeapplication/vnd.oasis.opendocument.text", "This file is damaged"),
        ("plan.rtf", b"{\\rtf1 words}", "a rich text file (.rtf)"),
        ("scan.png", b"\x89PNG....", "This is a picture"),
    ],
)
def test_a_kind_that_is_never_read_is_refused_before_it_takes_a_good_ones_place(
    files: FileStore, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=re.escape(sentence)):
        receive(files, io.BytesIO(content), name=name, max_bytes=10_000)


def test_a_file_whose_directory_speaks_of_too_much_is_refused_unopened(files: FileStore) -> None:
    content = office_file("A" * 30_000_000)

    with pytest.raises(Refused, match="too large or too complicated"):
        receive(files, io.BytesIO(content), name="bomb.docx", max_bytes=1_000_000)


def test_a_file_that_broke_off_is_refused(files: FileStore) -> None:
    content = office_file("<w:document/>" * 500)[:-30]

    with pytest.raises(Refused, match="damaged"):
        receive(files, io.BytesIO(content), name="plan.docx", max_bytes=1_000_000)


def test_a_file_of_which_only_the_directory_is_broken_is_left_to_the_reader(files: FileStore) -> None:
    content = office_file("<w:document/>" * 500).replace(b"PK\x01\x02", b"PK\x00\x00")

    received = receive(files, io.BytesIO(content), name="plan.docx", max_bytes=1_000_000)

    assert files.path(received.kept.sha256).read_bytes() == content


def test_an_opendocument_file_is_kept_whole(files: FileStore) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")

    received = receive(files, io.BytesIO(made.getvalue()), name="plan.odt", max_bytes=10_000)

    assert files.path(received.kept.sha256).read_bytes() == made.getvalue()


def test_a_file_that_is_too_large_is_refused(files: FileStore) -> None:
    with pytest.raises(Refused, match="larger than"):
        receive(files, io.BytesIO(b"x" * 3_000_000), name="plan.txt", max_bytes=2_000_000)


def test_a_good_file_is_kept_whole(files: FileStore) -> None:
    content = office_file("<w:document/>" * 500)

    received = receive(files, io.BytesIO(content), name="C:\\plans\\plan.docx", max_bytes=10_000)

    assert received.name == "plan.docx"
    assert files.path(received.kept.sha256).read_bytes() == content


@pytest.mark.parametrize("begins", [OLDER_OFFICE, b"PK\x03\x04"])
def test_no_more_than_a_piece_of_a_file_is_ever_held(files: FileStore, begins: bytes) -> None:
    stream = Watched(begins + b"x" * 5_000_000)

    with pytest.raises(Refused):
        receive(files, stream, name="plan.doc", max_bytes=10_000_000)

    assert stream.most <= CHUNK


def test_a_mark_that_lies_across_two_pieces_is_seen(files: FileStore) -> None:
    content = (OLDER_OFFICE + b"x" * (CHUNK - len(OLDER_OFFICE) - 7)) + PASSWORD_MARK

    with pytest.raises(Refused, match="password"):
        receive(files, io.BytesIO(content), name="plan.docx", max_bytes=10_000_000)


def test_an_older_file_is_taken_where_it_can_be_read(
    files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "PROGRAMS", ("sh",))

    received = receive(files, io.BytesIO(b"{\\rtf1 words}"), name="plan.rtf", max_bytes=10_000)

    assert files.path(received.kept.sha256).read_bytes() == b"{\\rtf1 words}"


@pytest.mark.parametrize("entries", [25_000, 70_000])
def test_a_zip_with_a_directory_that_is_long_to_list_is_refused_unlisted(
    files: FileStore, entries: int
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for number in range(entries):
            package.writestr(f"{number}", b"")
    made.seek(0)

    with pytest.raises(Refused, match="too large or too complicated"):
        receive(files, made, name="plan.docx", max_bytes=20_000_000)
