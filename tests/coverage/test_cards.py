"""The tile of coverage."""

from tests.coverage.conftest import Study
from wccflow.coverage.cards import card


def test_the_tile_counts_items_with_a_passage_for_everybody(study: Study) -> None:
    study.cite("1.1", study.file())

    with study.world.database.reading():
        case = study.world.case()
        tiles = [card(case, study.world.reach(who)) for who in ("lead@5pg.example", "analyst@q34.example")]

    assert [each and (each.value, each.state, each.address) for each in tiles] == [
        ("1 of 49", "open", "/cycles/wcc-test/5PG/coverage")
    ] * 2
