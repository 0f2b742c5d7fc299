"""A package is opened whatever its writer got wrong, as long as each part of it is whole."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.evidence.reading.files import packed, paragraph, relations, word_parts
from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading

NOTE = f"<w:footnotes SPACES><w:footnote w:id='2'>{paragraph('the note')}</w:footnote></w:footnotes>"
CITED = "<w:p><w:r><w:t>cited</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"


class Unseekable(io.RawIOBase):
    """A place to write to that cannot go back, so that sizes follow each part."""

    def __init__(self) -> None:
        self.gathered = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        written = bytes(data)  # type: ignore[call-overload]
        self.gathered += written
        return len(written)


def read(path: Path, limits: Limits | None = None) -> Reading:
    return read_here(path, path.name, limits or Limits())


def texts(path: Path) -> list[str]:
    return [each.text for each in read(path).passages]


def parts() -> dict[str, str | bytes]:
    """A Word file with a footnote."""
    return word_parts(CITED, beside={"footnotes": NOTE})


def broken(path: Path) -> Path:
    """The file with a directory that says nothing."""
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x00\x00"))
    return path


def test_a_file_of_which_only_the_directory_is_broken_is_read_and_says_so(tmp_path: Path) -> None:
    reading = read(broken(packed(tmp_path / "a.docx", parts())))

    assert [each.text for each in reading.passages] == ["cited", "the note"]
    assert reading.warnings == (sentences.PARTLY_DAMAGED,)


def test_sizes_that_follow_the_parts_are_found_too(tmp_path: Path) -> None:
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    (tmp_path / "a.docx").write_bytes(bytes(stream.gathered))

    assert texts(broken(tmp_path / "a.docx")) == ["cited", "the note"]


def test_a_file_of_which_a_part_is_broken_too_is_damaged(tmp_path: Path) -> None:
    path = broken(packed(tmp_path / "a.docx", parts()))
    content = bytearray(path.read_bytes())
    content[content.index(b"word/document.xml") + 40] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(Refused) as refused:
        read(path)

    assert str(refused.value) == sentences.DAMAGED


def test_a_part_that_grows_too_large_is_not_saved(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", {**parts(), "word/big.bin": bytes(3 << 20)})

    with pytest.raises(Refused) as refused:
        read(broken(path), Limits(max_entry_megabytes=2))

    assert str(refused.value) == sentences.TOO_LARGE


@pytest.mark.parametrize(
    "target", ["/word/footnotes.xml", "word/footnotes.xml", "./footnotes.xml", "..\\word\\footnotes.xml"]
)
def test_targets_are_found_however_they_are_spelt(tmp_path: Path, target: str) -> None:
    made = parts()
    made["word/_rels/document.xml.rels"] = relations(("r1", "footnotes", target))

    assert texts(packed(tmp_path / "a.docx", made)) == ["cited", "the note"]


def test_parts_are_found_by_their_usual_names_where_nothing_points_to_them(tmp_path: Path) -> None:
    made = parts()
    del made["word/_rels/document.xml.rels"], made["_rels/.rels"]

    assert texts(packed(tmp_path / "a.docx", made)) == ["cited", "the note"]


def test_a_main_part_with_another_name_is_found_by_its_type(tmp_path: Path) -> None:
    made = word_parts(paragraph("text"))
    made["word/text.xml"] = made.pop("word/document.xml")
    made["[Content_Types].xml"] = str(made["[Content_Types].xml"]).replace(
        "word/document.xml", "word/text.xml"
    )
    del made["_rels/.rels"]

    assert texts(packed(tmp_path / "a.docx", made)) == ["text"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_parts_in_other_letters_are_read(tmp_path: Path, encoding: str) -> None:
    made = word_parts(paragraph("Café"))
    declared = '<?xml version="1.0" encoding="UTF-16"?>' if encoding == "utf-16" else ""
    made["word/document.xml"] = f"{declared}{made['word/document.xml']!s}".encode(encoding)

    assert texts(packed(tmp_path / "a.docx", made)) == ["Café"]


@pytest.mark.parametrize(
    "before", ['<?xml version="1.0" encoding="UTF-16"?>', "stray words ", "<?xml ?><?pi ?>\x00"]
)
def test_a_part_that_begins_wrongly_is_read_and_said(tmp_path: Path, before: str) -> None:
    made = word_parts(paragraph("Café"))
    made["word/document.xml"] = f"{before}{made['word/document.xml']!s}"

    reading = read(packed(tmp_path / "a.docx", made))

    assert [each.text for each in reading.passages] == ["Café"]
    assert reading.warnings == (sentences.PARTLY_DAMAGED,)
