"""Whether words stand close together in one text."""

import pytest

from wccflow.search.places import close


@pytest.mark.parametrize(
    ("places", "wanted", "distance", "times"),
    [
        ([(1, 0), (4, 1)], 2, 3, 1),
        ([(1, 0), (5, 1)], 2, 3, 0),
        ([(1, 1), (4, 0)], 2, 3, 1),
        ([(1, 0), (2, 1), (3, 0), (4, 1)], 2, 2, 3),
        ([(1, 0), (2, 0)], 2, 5, 0),
        ([(1, 0), (3, 1), (9, 2)], 3, 8, 1),
        ([(1, 0), (3, 1), (10, 2)], 3, 8, 0),
        ([], 1, 5, 0),
    ],
)
def test_words_within_the_distance_are_counted(
    places: list[tuple[int, int]], wanted: int, distance: int, times: int
) -> None:
    assert close(places, wanted, distance) == times
