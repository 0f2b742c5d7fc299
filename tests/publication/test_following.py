"""Following a release: nothing is taken out and nothing added, even where the manifest agrees."""

from io import BytesIO
from pathlib import Path

import pytest

from benchmarks._releases import invented
from tests.publication.test_verifying import RESULT, files_of, in_form, listed_anew, packed, verdict
from wccflow.publication.building import build
from wccflow.publication.snapshot import FORM

SEALED = "organisations/000/sealed.json"
OUT = "{name} was taken out: it belongs to the release, and the manifest does not name it."


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A release of two invented organisations."""
    made, out = invented(2, items=2), BytesIO()
    build(made.header, made, out)
    return out.getvalue()


@pytest.mark.parametrize(
    "names",
    [
        ["organisations/001/index.html"],
        ["organisations/001/report.docx"],
        [RESULT],
        [RESULT, SEALED],
        ["changelog.html"],
        ["tables/ratings.csv"],
        ["tables/rankings.csv"],
    ],
    ids=lambda names: " and ".join(names),
)
def test_what_is_taken_out_together_with_its_line_of_the_manifest_is_told(
    whole: bytes, tmp_path: Path, names: list[str]
) -> None:
    files = files_of(whole)
    for name in names:
        del files[name]
    listed_anew(files)

    found = verdict(tmp_path, packed(files))

    assert [OUT.format(name=name) for name in names] == list(found)


def test_a_file_that_is_added_to_the_manifest_too_is_told(whole: bytes, tmp_path: Path) -> None:
    files = {**files_of(whole), "organisations/001/letter.html": b"<p>Read this instead.</p>"}
    listed_anew(files)

    assert verdict(tmp_path, packed(files)) == [
        "organisations/001/letter.html was added: no release has such a file."
    ]


def test_a_release_of_another_form_has_every_result_that_it_names(whole: bytes, tmp_path: Path) -> None:
    files = in_form(whole, FORM - 1)
    for name in (RESULT, SEALED):
        del files[name]
    listed_anew(files)

    assert verdict(tmp_path, packed(files)) == [OUT.format(name=name) for name in (RESULT, SEALED)]


def test_a_release_without_its_head_is_told(whole: bytes, tmp_path: Path) -> None:
    files = {name: content for name, content in files_of(whole).items() if name.startswith("verify/")}
    listed_anew(files)

    assert verdict(tmp_path, packed(files)) == [
        "release.json is missing or was changed, so that no rating can be followed."
    ]
