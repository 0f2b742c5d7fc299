"""Inviting many from a table: faults by row and column, and all or nobody."""

from tests.partners.conftest import Circle
from wccflow.partners import guests

HEAD = "Name,E-mail,Organisation,Kind\n"
GOOD = (
    "Director,director@council.example,The council,Local authority\nHospice,hello@hospice.example,,provider\n"
)


def read(desk: Circle, table: str) -> guests.Guests:
    with desk.world.database.reading():
        return guests.read(desk.world.case(), table)


def invite_all(desk: Circle, table: str) -> int:
    with desk.world.database.writing():
        by = desk.world.reach("lead@5pg.example")
        return len(guests.invite_all(desk.world.case(), table, until=None, by=by, now=desk.world.now))


def test_kinds_may_be_told_by_title_or_key_and_cells_be_parted_by_tabs(desk: Circle) -> None:
    for table in (HEAD + GOOD, (HEAD + GOOD).replace(",", "\t"), (HEAD + GOOD).replace(",", ";")):
        found = read(desk, table)

        assert ([each.kind for each in found.rows], found.faults) == (["authority", "provider"], [])


def test_every_fault_is_named_by_row_and_column(desk: Circle) -> None:
    desk.invite("Hospice", email="hello@hospice.example")

    found = read(
        desk,
        HEAD
        + GOOD
        + ",nobody,,nothing\nAgain,director@council.example,,provider\n=1+1,a@b.example,,provider,more\n",
    )

    kinds = (
        "Local authority, Clinicians, Provider of services, Patients and the public, "
        "Voluntary organisation, Strategic health authority, Another partner"
    )
    assert found.faults == [
        "Row 6: has more cells than the first row names.",
        "Row 3, e-mail: hello@hospice.example is invited already.",
        "Row 4, name: is empty.",
        "Row 4, e-mail: “nobody” is no e-mail address.",
        f"Row 4, kind: “nothing” is none of: {kinds}.",
        "Row 5, e-mail: repeats row 2: director@council.example.",
    ]


def test_with_a_fault_nobody_is_invited_and_without_all_are(desk: Circle) -> None:
    assert "Row 4, name: is empty" in desk.refused(
        lambda: invite_all(desk, HEAD + GOOD + ",a@b.example,,other\n")
    )
    assert desk.feedback().invited == 0

    assert invite_all(desk, HEAD + GOOD) == 2
    assert desk.feedback().invited == 2


def test_what_is_no_table_is_refused_in_a_sentence(desk: Circle) -> None:
    assert desk.refused(lambda: read(desk, " ")).startswith("Give at least two rows")
    assert desk.refused(lambda: read(desk, "name,kind\nA,other")) == (
        "The first row must name these columns too: e-mail."
    )
