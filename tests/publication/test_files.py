"""The file of a release: drawn anew, or as it was made where this version draws another form."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from tests.harness.panel import Sitting
from tests.publication.test_actions import prepare, publish
from tests.publication.test_releases import approve, sign
from wccflow.base.errors import NotFound
from wccflow.calibration.rules import canonical, digest
from wccflow.cycles.models import Cycle
from wccflow.publication import files, queries, releases
from wccflow.publication.changed import REDRAWN, changes_between
from wccflow.publication.models import Release, ReleaseFile
from wccflow.publication.snapshot import FORM
from wccflow.wiring import House

EARLIER = FORM - 1


@pytest.fixture
def published(sitting: Sitting) -> Sitting:
    """One published result in an approved cycle, with its release."""
    prepare(sitting)
    publish(sitting)
    approve(sitting)
    sign(sitting)
    return sitting


def of_another_form(sitting: Sitting) -> Release:
    """A release as it was signed when another form was drawn."""
    with sitting.world.database.writing() as session:
        newest = releases.release_of(sitting.case.cycle)
        header = {**json.loads(newest.content), "form": EARLIER}
        header["release"] = {**header["release"], "label": "1.1"}
        text = canonical(header)
        made = Release(
            cycle_id=newest.cycle_id,
            number=2,
            label="1.1",
            note="In another form.",
            content=text,
            sha256=digest(text),
            at=newest.at,
        )
        session.add(made)
        return made


def written(sitting: Sitting, label: str) -> bytes:
    out = BytesIO()
    with sitting.world.database.reading():
        cycle = sitting.case.cycle
        files.write(cycle, releases.header_to_build(cycle, label), out, lambda done, of: None)
    return out.getvalue()


def keep(sitting: Sitting, house: House, release: Release, content: bytes) -> Path:
    """Keep a file for a release, as the version that drew it would have."""
    kept = house.files.keep(BytesIO(content), max_bytes=1_000_000)
    with sitting.world.database.writing() as session:
        session.add(
            ReleaseFile(release_id=release.id, sha256=kept.sha256, size=kept.size, at=sitting.world.now)
        )
    return house.files.path(kept.sha256)


def test_a_release_of_our_form_is_drawn_as_its_kept_file_is(published: Sitting, house: House) -> None:
    files.make_next(house.database, house.files)

    with published.world.database.reading():
        kept = files.path_of(published.case.cycle, "1").read_bytes()
    assert written(published, "1") == kept


def test_a_release_of_another_form_keeps_what_it_was_drawn_with(published: Sitting, house: House) -> None:
    keep(published, house, of_another_form(published), b"As it was drawn then.")

    assert written(published, "1.1") == b"As it was drawn then."


def test_a_release_of_another_form_whose_file_was_never_made_is_refused_with_a_way_out(
    published: Sitting,
) -> None:
    of_another_form(published)

    assert published.refused(lambda: written(published, "1.1")) == files.GONE.format(
        label="1.1", form=EARLIER, ours=FORM
    )


def test_a_kept_file_that_was_damaged_is_not_handed_out_as_the_release(
    published: Sitting, house: House
) -> None:
    path = keep(published, house, of_another_form(published), b"As it was drawn then.")
    path.chmod(0o644)
    path.write_bytes(b"As it was drawn thus.")

    assert published.refused(lambda: written(published, "1.1")) == files.DAMAGED.format(label="1.1")


def test_nothing_is_drawn_in_the_background_in_a_form_in_which_it_was_not_signed(
    published: Sitting, house: House
) -> None:
    of_another_form(published)

    made = [files.make_next(house.database, house.files) for _ in range(2)]

    assert made == [1, 0]
    with published.world.database.reading():
        cycle: Cycle = published.case.cycle
        assert [(release.label, file is None) for release, file in queries.releases(cycle.id)] == [
            ("1.1", True),
            ("1", False),
        ]
        with pytest.raises(NotFound):
            files.path_of(cycle, "1.1")


def test_a_new_form_alone_is_ground_enough_for_a_further_release(published: Sitting) -> None:
    with published.world.database.reading():
        before = json.loads(releases.release_of(published.case.cycle).content)

    assert changes_between(before, before) == []
    assert changes_between({**before, "form": EARLIER}, before) == [REDRAWN]
