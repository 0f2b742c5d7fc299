"""Releases: drafted, shown with what they change, signed once, corrected by further ones."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.harness.panel import Sitting
from tests.harness.statements import counted
from tests.publication.test_actions import NATION, prepare, publish
from tests.publication.test_costs import agreed
from wccflow.base.errors import NotFound, Refused
from wccflow.calibration.rules import digest
from wccflow.cycles.queries import cycle
from wccflow.publication import actions, checks, correcting, public, queries, releases, withdrawing
from wccflow.publication.building import build
from wccflow.publication.correct import RATING, WORDS
from wccflow.publication.models import Release
from wccflow.publication.texts import Kept
from wccflow.publication.verifying import faults_in

DIRECTOR = "director@q34.example"


def approve(sitting: Sitting) -> None:
    by = sitting.reach(NATION)
    with sitting.world.database.writing():
        actions.approve(sitting.case.cycle, note="All are seen.", by=by, now=sitting.world.now)


def sign(sitting: Sitting, note: str = "The first.", seen: str | None = None) -> Release:
    by = sitting.reach(NATION)
    with sitting.world.database.writing():
        held = sitting.case.cycle
        return releases.sign(held, note=note, rankings=[], seen=seen, by=by, now=sitting.world.now)


def correct(sitting: Sitting, kind: str, target: str, after: str) -> None:
    by, other, now = sitting.reach(DIRECTOR), sitting.reach(NATION), sitting.world.now
    with sitting.world.database.writing():
        made = correcting.correct(
            sitting.case, kind=kind, target=target, after=after, reason="A slip.", by=by, now=now
        )
        correcting.sign(sitting.case, made, by=other, now=now)


def built(sitting: Sitting, path: Path, label: str = "") -> bytes:
    out = BytesIO()
    with sitting.world.database.reading():
        build(releases.header_to_build(sitting.case.cycle, label), Kept(), out)
    path.write_bytes(out.getvalue())
    return out.getvalue()


@pytest.fixture
def published(sitting: Sitting) -> Sitting:
    """One published result in an approved cycle."""
    prepare(sitting)
    publish(sitting)
    approve(sitting)
    return sitting


def test_a_release_names_every_result_by_its_hash_and_is_whole(published: Sitting, tmp_path: Path) -> None:
    release = sign(published)

    header = json.loads(release.content)
    with published.world.database.reading():
        result = queries.published("wcc-test", "5PG")
    assert [(each["code"], each["sha256"]) for each in header["results"]] == [("5PG", result.sha256)]
    assert (release.label, release.sha256) == ("1", digest(release.content))
    assert built(published, tmp_path / "one.zip") == built(published, tmp_path / "again.zip")
    assert faults_in(tmp_path / "one.zip") == []


def test_what_is_published_can_be_built_before_anybody_has_signed(published: Sitting, tmp_path: Path) -> None:
    built(published, tmp_path / "draft.zip")

    assert faults_in(tmp_path / "draft.zip") == []


def test_only_the_nation_signs(published: Sitting) -> None:
    by, now = published.reach(DIRECTOR), published.world.now

    with pytest.raises(NotFound), published.world.database.writing():
        releases.sign(published.case.cycle, note="Ours.", rankings=[], seen=None, by=by, now=now)


def test_nothing_is_signed_that_was_not_looked_at(published: Sitting) -> None:
    with published.world.database.reading():
        seen = releases.draft(published.case.cycle).sha256
    correct(published, WORDS, "first-1", "A board that listens.")

    with pytest.raises(Refused) as refusal:
        sign(published, seen=seen)

    assert str(refusal.value) == releases.OTHER


def test_a_release_without_a_change_is_refused(published: Sitting) -> None:
    sign(published)

    with pytest.raises(Refused) as refusal:
        sign(published, "Again.")

    assert str(refusal.value) == "Nothing has changed since the last release."


def test_a_corrected_rating_comes_with_the_next_release_and_says_why(
    published: Sitting, tmp_path: Path
) -> None:
    sign(published)
    correct(published, RATING, "1.2", "4")
    with published.world.database.reading():
        before = public.shown("wcc-test", "5PG").content
        changes = releases.draft(published.case.cycle).changes

    second = sign(published, "One level was mistyped.")

    with published.world.database.reading():
        after = public.shown("wcc-test", "5PG").content
    assert second.label == "1.1"
    assert (level(before, "1.2"), level(after, "1.2")) == ("Level 2", "Level 4 (world class)")
    assert changes == [
        "Birmingham East and North PCT: corrected, 1.2 Reputation as a change leader for local "
        "organisations, Level 2 → Level 4 (world class). A slip."
    ]
    built(published, tmp_path / "second.zip")
    assert faults_in(tmp_path / "second.zip") == []
    assert built(published, tmp_path / "first.zip", "1") != built(published, tmp_path / "second.zip")
    assert faults_in(tmp_path / "first.zip") == []


def level(content: dict[str, object], key: str) -> str:
    return next(
        item["level"]
        for element in content["elements"]  # type: ignore[attr-defined] # a document
        for group in element["groups"]
        for item in group["items"]
        if item["key"] == key
    )


def test_a_correction_needs_a_second_person(published: Sitting) -> None:
    by, now = published.reach(DIRECTOR), published.world.now
    with published.world.database.writing():
        made = correcting.correct(
            published.case, kind=WORDS, target="first-1", after="Other.", reason="A slip.", by=by, now=now
        )

    refused = published.refused(lambda: correcting.sign(published.case, made, by=by, now=now))

    assert refused == "The second signature must be another person's."


def test_a_correction_that_nobody_signed_changes_nothing(published: Sitting) -> None:
    sign(published)
    by, now = published.reach(DIRECTOR), published.world.now
    with published.world.database.writing():
        correcting.correct(
            published.case, kind=WORDS, target="first-1", after="Other.", reason="A slip.", by=by, now=now
        )

    with published.world.database.reading():
        assert releases.draft(published.case.cycle).changes == []


def test_the_organisation_cannot_correct_what_is_published(published: Sitting) -> None:
    by, now = published.reach("chief@5pg.example"), published.world.now

    with pytest.raises(NotFound), published.world.database.writing():
        correcting.correct(
            published.case, kind=RATING, target="1.2", after="4", reason="Better.", by=by, now=now
        )


def test_a_withdrawn_result_leaves_its_place_and_the_reason(published: Sitting, tmp_path: Path) -> None:
    sign(published)
    by, other, now = published.reach(DIRECTOR), published.reach(NATION), published.world.now
    with published.world.database.writing():
        withdrawing.withdraw(published.case, why="The figures were another's.", by=by, now=now)
        withdrawing.sign(published.case, by=other, now=now)

    release = sign(published, "One result is withdrawn.")

    with published.world.database.reading():
        shown = public.shown("wcc-test", "5PG")
    assert (release.label, shown.is_withdrawn, shown.why) == ("1.1", True, "The figures were another's.")
    built(published, tmp_path / "gone.zip")
    assert faults_in(tmp_path / "gone.zip") == []
    assert b"Others did more." not in (tmp_path / "gone.zip").read_bytes()


def test_a_result_that_is_put_back_is_published_again(published: Sitting) -> None:
    sign(published)
    by, other, now = published.reach(DIRECTOR), published.reach(NATION), published.world.now
    with published.world.database.writing():
        withdrawing.withdraw(published.case, why="A doubt.", by=by, now=now)
        withdrawing.sign(published.case, by=other, now=now)
    sign(published, "One result is withdrawn.")
    with published.world.database.writing():
        withdrawing.end(published.case, by=other, now=now)

    third = sign(published, "The doubt is settled.")

    with published.world.database.reading():
        assert public.shown("wcc-test", "5PG").is_withdrawn is False
    assert json.loads(third.content)["changelog"][-1]["changes"] == [
        "Birmingham East and North PCT: the result is published again."
    ]


def test_the_check_finds_a_release_that_was_tampered_with(published: Sitting) -> None:
    release = sign(published)
    with published.world.database.reading():
        before = checks.broken_releases()

    with published.world.database.writing() as session:
        session.execute(text("UPDATE release SET content = replace(content, '5PG', '5PX')"))

    with published.world.database.reading():
        assert before == []
        assert checks.broken_releases() == [f"The release 1 with the id {release.id} is not what was signed."]


def test_a_draft_costs_the_same_for_one_result_and_for_three(sittings: list[Sitting]) -> None:
    world, found = sittings[0].world, []
    for number, each in enumerate(sittings, start=1):
        agreed(each)
        with world.database.writing():
            actions.publish(each.case, by=None, now=world.now)
        if number in (1, 3):
            with world.database.reading():
                held = cycle("wcc-test")
                releases.draft(held)
                with counted(world.database.engine) as sent:
                    drafted = releases.draft(held)
            found.append((len(drafted.header["results"]), len(sent)))

    assert found == [(1, 6), (3, 6)]
