"""A file of ratings: every fault named by row and column, and nothing half read."""

import numpy as np
import pytest

from wccflow.base.errors import Refused
from wccflow.engine.triangulating import Triangulation
from wccflow.ratings.rules import SELF
from wccflow.triangulation.reading import MOST_FAULTS, Faulty, table_of
from wccflow.triangulation.rules import EVIDENCE, PARTNERS

RULES = Triangulation()
HEAD = "organisation,item,channel,value,error\n"


def faults(*lines: str) -> list[str]:
    """What is wrong with a file of these lines."""
    with pytest.raises(Faulty) as refusal:
        table_of((HEAD + "\n".join(lines)).encode(), RULES)
    return refusal.value.faults


def test_a_file_becomes_a_table_with_the_usual_errors_where_it_names_none() -> None:
    found = table_of((HEAD + "5PG,1.1,self,3,\n5PG,1.1,documents,2.5,\n5MX,1.1,360,2,0.4\n").encode(), RULES)

    assert (found.organisations, found.items) == (["5PG", "5MX"], ["1.1"])
    assert found.values[SELF][0, 0] == 3.0
    assert (found.values[EVIDENCE][0, 0], found.errors[EVIDENCE][0, 0]) == (2.5, 0.6)
    assert found.errors[PARTNERS][1, 0] == 0.4
    assert np.isnan(found.values[SELF][1, 0])


def test_partners_are_never_trusted_more_than_their_halo_allows() -> None:
    found = table_of((HEAD + "5PG,1.1,self,3,\n5PG,1.1,partners,3,0.01\n").encode(), RULES)

    assert found.errors[PARTNERS][0, 0] == 0.3


def test_each_fault_is_named_by_row_and_column() -> None:
    found = faults(
        "5PG,1.1,self,3,0.5",
        "5PG,1.1,self,three,0.5",
        ",1.1,self,3,0.5",
        "=A1,1.1,self,3,0.5",
        "5PG,1.2,gossip,3,0.5",
        "5PG,1.2,self,,0.5",
        "5PG,1.2,self,23,0.5",
        "5PG,1.2,self,3,0",
        "5PG,1.1,self,2,0.5",
        "5PG,1.3,self,2,0.5,more",
    )

    assert found == [
        "row 3, value: “three” is not a number",
        "row 4, organisation: is empty",
        "row 5, organisation: begins like a formula: “=A1”",
        "row 6, channel: “gossip” is none of 360, 360°, documents, evidence, external, panel, partners, self",
        "row 7, value: is empty",
        "row 8, value: 23 is far outside what it can be (-2 to 7)",
        "row 9, error: must be more than nought: nothing is known for certain",
        "row 10, organisation: says again what row 2 says: 5PG, 1.1, self",
        "row 11: more cells than the first row names",
    ]


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted() -> None:
    found = faults(*(f"5PG,{at},self,x,0.5" for at in range(MOST_FAULTS + 3)))

    assert (len(found), found[-1]) == (MOST_FAULTS + 1, "and 3 more faults")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"organisation,item\n5PG,1.1\n", "The first row must name these columns too: channel, value."),
        (HEAD.encode(), "The file has no rows below its first."),
        (b"", "The file is empty."),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        table_of(content, RULES)

    assert str(refusal.value) == sentence
