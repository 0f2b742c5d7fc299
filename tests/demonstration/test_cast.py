"""Who takes part in the demonstration, however large it is."""

import pytest

from wccflow.demonstration.cast import how_many, parts

MODERATED = {"sha_moderation", "calibration", "agreed", "published"}


@pytest.mark.parametrize("count", [1, 12, 40, how_many()])
def test_so_many_organisations_take_part_and_the_best_known_first(count: int) -> None:
    cast = parts(count)

    assert (len({part.code for part in cast}), cast[0].code) == (count, "5PG")


@pytest.mark.parametrize("count", [12, 40, how_many()])
def test_nobody_is_calibrated_while_others_of_the_overseer_are_not_moderated(count: int) -> None:
    cast = parts(count)

    ahead = {part.overseer for part in cast if part.target in MODERATED - {"sha_moderation"}}
    behind = {part.code for part in cast if part.overseer in ahead and part.target not in MODERATED}

    assert (ahead, behind) == ({"Q37"}, set())
