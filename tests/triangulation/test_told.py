"""What is told of organisations: the widest gap first, and what the means rest on."""

from wccflow.engine.triangulating import Triangulation
from wccflow.triangulation.document import document_of
from wccflow.triangulation.model import footing_of
from wccflow.triangulation.reading import table_of
from wccflow.triangulation.rules import HIGHER
from wccflow.triangulation.told import Span, Told, footnotes, ranked, told_of

RULES = Triangulation(fewest=4, fewest_of_source=2)
HEAD = "organisation,item,channel,value,error\n"


def told(lines: list[str], rules: Triangulation = RULES) -> tuple[list[Told], list[str]]:
    """What comes of a file of these lines."""
    table = table_of((HEAD + "\n".join(lines)).encode(), rules)
    footing = footing_of(table, rules)
    return told_of(table, footing, rules), footnotes(footing, rules)


def rows(code: str, own: float, panel: float) -> list[str]:
    """Ten items of an organisation, alike."""
    return [
        line for item in range(10) for line in (f"{code},{item},self,{own},", f"{code},{item},panel,{panel},")
    ]


def test_a_ranked_list_has_the_widest_gaps_first_whichever_way_they_point() -> None:
    found, notes = told([*rows("A", 2, 2), *rows("B", 3, 2), *rows("C", 2, 2), *rows("D", 1.5, 2)])

    assert [each.organisation for each in ranked(found)] == ["B", "D", "A", "C"]
    assert [each.gap.phrase for each in found if each.gap] == ["in line", HIGHER, "in line", "in line"]
    assert notes == []


def test_of_few_organisations_no_phrase_is_told_and_the_note_says_why() -> None:
    found, notes = told([*rows("A", 2, 2), *rows("B", 3, 2)])

    assert [each.gap.phrase for each in found if each.gap] == ["", ""]
    assert notes == [
        "The means rest on 2 organisations, and 4 are wanted: "
        "nothing is said of an organisation as a whole yet."
    ]


def test_a_source_that_is_not_weighed_yet_is_named() -> None:
    lines = [line for code in "ABCD" for line in rows(code, 2, 2)]

    _, notes = told([*lines, "A,0,evidence,2,"])

    assert notes == ["Shown and not weighed yet, since fewer than 2 organisations have it: evidence."]


def test_the_document_has_null_for_what_nobody_says() -> None:
    found, notes = told(["A,1.1,self,3,", "A,1.1,partners,2,", "B,1.1,self,2,"])

    document = document_of("wcc-test", found, notes)

    assert document["cycle"] == "wcc-test"
    assert document["organisations"][1] == {
        "organisation": "B",
        "gap": None,
        "low": None,
        "high": None,
        "phrase": "",
        "items": [
            {
                "item": "1.1",
                "self": 2.0,
                "partners": None,
                "evidence": None,
                "panel": None,
                "gap": None,
                "low": None,
                "high": None,
                "phrase": "",
            }
        ],
    }


def test_a_shorter_scale_is_compared_as_if_it_had_four_levels_and_told_in_its_own_steps() -> None:
    light = Span(low=0, steps=2)

    assert [light.in_levels(rank) for rank in (0, 1, 2)] == [1.0, 2.5, 4.0]
    assert [light.of_levels(level) for level in (1.0, 2.5, 4.0)] == [0.0, 1.0, 2.0]
