"""Verifying a release: whatever was touched is named in a sentence, and nothing dangerous is opened."""

import hashlib
import json
import stat
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks._releases import invented
from wccflow.calibration.rules import canonical, digest
from wccflow.publication import zipped
from wccflow.publication.building import MANIFEST, build
from wccflow.publication.opened import REPACKED
from wccflow.publication.snapshot import FORM
from wccflow.publication.verifying import NOT_ANEW, faults_in, verdict_on
from wccflow.publication.zipped import Writer

RESULT = "organisations/000/result.json"
Edit = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A release of three invented organisations."""
    made, out = invented(3, items=3), BytesIO()
    build(made.header, made, out)
    return out.getvalue()


def files_of(content: bytes) -> dict[str, bytes]:
    stream = BytesIO(content)
    return {each.name: zipped.read(stream, each) for each in zipped.entries(stream)}


def packed(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    writer = Writer(made)
    for name in sorted(files):
        writer.add(name, files[name])
    writer.close()
    return made.getvalue()


def verdict(folder: Path, content: bytes) -> Sequence[str]:
    path = folder / "release.zip"
    path.write_bytes(content)
    return faults_in(path)


def listed_anew(files: dict[str, bytes]) -> None:
    """Write the manifest as somebody would who wants to hide what was changed."""
    manifest = json.loads(files[MANIFEST])
    manifest["files"] = [
        {"path": name, "size": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
        for name in sorted(files.keys() - {MANIFEST})
    ]
    del manifest["sha256"]
    files[MANIFEST] = canonical({**manifest, "sha256": digest(canonical(manifest))}).encode()


def test_a_whole_release_is_valid(whole: bytes, tmp_path: Path) -> None:
    assert verdict(tmp_path, whole) == []


def test_the_same_snapshot_gives_the_same_bytes(whole: bytes) -> None:
    made, out = invented(3, items=3), BytesIO()
    build(made.header, made, out)

    assert out.getvalue() == whole


def test_it_is_known_by_the_hash_of_what_it_holds(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "r.zip").write_bytes(whole)

    assert verdict_on(tmp_path / "r.zip").sha256 == digest(canonical(invented(3, items=3).header))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_of_any_file_that_is_changed_is_told_with_its_file(
    whole: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    files = files_of(whole)
    name = data.draw(st.sampled_from(sorted(each for each in files if files[each])))
    place = data.draw(st.integers(0, len(files[name]) - 1))
    touched = bytearray(files[name])
    touched[place] ^= data.draw(st.integers(1, 255))

    found = verdict(tmp_path, packed({**files, name: bytes(touched)}))

    assert [each for each in found if each.startswith(name)] != []


def test_a_flipped_bit_is_told_with_its_file_without_packing_anew(whole: bytes, tmp_path: Path) -> None:
    entry = next(each for each in zipped.entries(BytesIO(whole)) if each.name == RESULT)
    touched = bytearray(whole)
    touched[entry.offset + zipped.head_size(entry) + 10] ^= 1

    assert verdict(tmp_path, bytes(touched)) == [
        f"{RESULT} was changed: it does not have the hash that the manifest tells."
    ]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda files: files.pop(RESULT), f"{RESULT} is missing."),
        (
            lambda files: files.update({"organisations/extra.txt": b"x"}),
            "organisations/extra.txt was added: the manifest does not name it.",
        ),
        (
            lambda files: files.update({"organisations/000/other.json": files.pop(RESULT)}),
            f"{RESULT} was renamed: its content stands under organisations/000/other.json.",
        ),
        (lambda files: files.pop(MANIFEST), f"{MANIFEST} is missing: nothing else can be checked."),
        (
            lambda files: files.update({MANIFEST: files[MANIFEST].replace(b'"size":', b'"size": ', 1)}),
            f"{MANIFEST} is not written as it was made.",
        ),
        (
            lambda files: files.update({MANIFEST: files[MANIFEST].replace(b'"form":1', b'"form":2', 1)}),
            f"{MANIFEST} was edited: it does not have the hash that it tells of itself.",
        ),
        (
            lambda files: files.update({MANIFEST: b"[]"}),
            f"{MANIFEST} cannot be read as a list of files: it was edited.",
        ),
    ],
    ids=["missing", "added", "renamed", "no manifest", "manifest written otherwise", "edited", "no list"],
)
def test_what_was_done_to_the_files_is_told(whole: bytes, tmp_path: Path, edit: Edit, told: str) -> None:
    files = files_of(whole)

    edit(files)

    assert told in verdict(tmp_path, packed(files))


def forged(whole: bytes, change: Callable[[dict[str, Any]], None], result: str = RESULT) -> dict[str, bytes]:
    """A result changed by somebody who writes every hash anew as well."""
    files = files_of(whole)
    content = json.loads(files[result])
    change(content)
    files[result] = canonical(content).encode()
    release = json.loads(files["release.json"])
    entry = next(each for each in release["results"] if f"/{each['code']}/" in result)
    entry["sha256"] = digest(canonical(content))
    files["release.json"] = canonical(release).encode()
    manifest = json.loads(files[MANIFEST])
    manifest["release"] = digest(canonical(release))
    files[MANIFEST] = canonical(manifest).encode()
    listed_anew(files)
    return files


def first_item(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["elements"][0]["groups"][0]["items"][0]
    return found


def raise_level(content: dict[str, Any]) -> None:
    scale, item = content["elements"][0]["scale"], first_item(content)
    other = next(each for each in scale if each["key"] != item["value"])
    item["level"], item["value"] = other["title"], other["key"]


def test_a_raised_level_does_not_follow_even_when_every_hash_is_written_anew(
    whole: bytes, tmp_path: Path
) -> None:
    found = verdict(tmp_path, packed(forged(whole, raise_level)))

    title = first_item(json.loads(files_of(whole)[RESULT]))["title"]
    assert any(each.startswith(f"{RESULT}: {title}") and "was sealed" in each for each in found)
    assert any("changes lead to" in each for each in found)
    assert "organisations/000/index.html does not say what the data of the release say." in found
    assert "tables/ratings.csv does not say what the results say." in found


def test_a_rating_that_is_left_out_is_told(whole: bytes, tmp_path: Path) -> None:
    def leave_out(content: dict[str, Any]) -> None:
        content["elements"][0]["groups"][0]["items"].pop(0)

    key = first_item(json.loads(files_of(whole)[RESULT]))["key"]
    found = verdict(tmp_path, packed(forged(whole, leave_out)))

    assert f"{RESULT}: {key}: this rating was sealed and is not published." in found


def test_a_change_that_is_hidden_is_told(whole: bytes, tmp_path: Path) -> None:
    def hide(content: dict[str, Any]) -> None:
        content["changes"] = []
        for element in content["elements"]:
            for group in element["groups"]:
                for item in group["items"]:
                    item["panel"], item["panel_value"], item["chain"] = item["level"], item["value"], []

    changed = next(
        name
        for name in files_of(whole)
        if name.endswith("result.json") and json.loads(files_of(whole)[name])["changes"]
    )
    found = verdict(tmp_path, packed(forged(whole, hide, changed)))

    assert any("the panel's level is not the one that was sealed" in each for each in found)


def test_a_page_that_was_edited_with_its_hash_is_told(whole: bytes, tmp_path: Path) -> None:
    files = files_of(whole)
    page = "organisations/001/index.html"
    files[page] = files[page].replace(b"The board heard", b"The board slept", 1)
    listed_anew(files)

    assert verdict(tmp_path, packed(files)) == [f"{page} does not say what the data of the release say."]


def test_a_release_without_sense_is_told_and_nothing_breaks(whole: bytes, tmp_path: Path) -> None:
    files = files_of(whole)
    files[RESULT] = b"{}"
    listed_anew(files)

    assert any("do not belong together" in each for each in verdict(tmp_path, packed(files)))


def in_form(whole: bytes, form: int, told: int | None = None) -> dict[str, bytes]:
    """The release as it would be if it had been signed, and its pages drawn, in another form."""
    files = files_of(whole)
    release = {**json.loads(files["release.json"]), "form": form}
    files["release.json"] = canonical(release).encode()
    files["organisations/001/index.html"] = b"<p>Drawn as it was then.</p>"
    manifest = json.loads(files[MANIFEST])
    manifest |= {"form": form if told is None else told, "release": digest(canonical(release))}
    files[MANIFEST] = canonical(manifest).encode()
    listed_anew(files)
    return files


@pytest.mark.parametrize("form", [FORM - 1, FORM + 1])
def test_a_release_of_another_form_is_followed_and_said_not_to_be_drawn_anew(
    whole: bytes, tmp_path: Path, form: int
) -> None:
    files = in_form(whole, form)
    (tmp_path / "r.zip").write_bytes(packed(files))

    found = verdict_on(tmp_path / "r.zip")

    assert (found.faults, found.notes) == ([], [NOT_ANEW.format(form=form, ours=FORM)])
    assert found.sha256 == hashlib.sha256(files["release.json"]).hexdigest()


def test_a_release_of_our_form_leaves_nothing_out(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "r.zip").write_bytes(whole)

    assert verdict_on(tmp_path / "r.zip").notes == []


def test_of_another_form_every_rating_is_followed_all_the_same(whole: bytes, tmp_path: Path) -> None:
    found = verdict(tmp_path, packed(in_form(packed(forged(whole, raise_level)), FORM - 1)))

    assert any(each.startswith(RESULT) and "was sealed" in each for each in found)
    assert any("changes lead to" in each for each in found)
    assert [each for each in found if not each.startswith(RESULT)] == []


def test_of_another_form_every_file_is_held_against_its_hash(whole: bytes, tmp_path: Path) -> None:
    files = in_form(whole, FORM - 1)
    files["organisations/001/index.html"] += b" "

    (found,) = verdict(tmp_path, packed(files))

    assert found.startswith("organisations/001/index.html was changed: it has 29 bytes")


def test_a_manifest_that_tells_another_form_than_the_release_is_told(whole: bytes, tmp_path: Path) -> None:
    found = verdict(tmp_path, packed(in_form(whole, FORM, told=FORM - 1)))

    assert f"{MANIFEST} tells another form of the pages than release.json." in found
    assert "organisations/001/index.html does not say what the data of the release say." in found


@pytest.mark.parametrize("size", ['"1"', "null", "[]"])
def test_a_manifest_with_odd_sizes_is_told(whole: bytes, tmp_path: Path, size: str) -> None:
    files = files_of(whole)
    manifest = json.loads(files[MANIFEST])
    manifest["files"][0]["size"] = json.loads(size)
    files[MANIFEST] = canonical(manifest).encode()

    assert verdict(tmp_path, packed(files)) == [
        f"{MANIFEST} cannot be read as a list of files: it was edited."
    ]


def other_packing(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()


def test_a_release_that_was_packed_anew_is_told_with_what_else_was_changed(
    whole: bytes, tmp_path: Path
) -> None:
    files = files_of(whole)
    files["style.css"] += b" "

    found = verdict(tmp_path, other_packing(files))

    assert found[0].startswith(REPACKED.partition("{")[0])
    assert [each for each in found[1:] if not each.startswith("style.css was changed")] == []


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    found = verdict(tmp_path, other_packing({"release.json": b"0" * 50_000_000}))

    assert found == ["release.json would unpack to 200 times its size and more: it may be a bomb."]


def test_a_link_is_not_opened(tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        link = zipfile.ZipInfo("release.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")

    assert verdict(tmp_path, made.getvalue()) == [
        "release.json is not a plain file, but a link or something else."
    ]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "c:/x"])
def test_a_file_that_leads_out_is_not_opened(name: str, tmp_path: Path) -> None:
    found = verdict(tmp_path, other_packing({name: b"x"}))

    assert found == [f"“{name}” would lead out of the folder into which it is unpacked."]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04" * 100])
def test_what_is_no_release_is_told(content: bytes, tmp_path: Path) -> None:
    assert verdict(tmp_path, content) != []


def test_a_file_that_is_cut_short_is_told(whole: bytes, tmp_path: Path) -> None:
    assert verdict(tmp_path, whole[: len(whole) // 2]) == [
        "This is no zip file, or its directory cannot be read."
    ]
