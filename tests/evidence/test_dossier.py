"""The dossier as each person may see it: states in words, counts for all, drafts for their own."""

from tests.evidence.conftest import Desk
from tests.evidence.counting import statements
from tests.evidence.test_freezing import carry_out
from wccflow.base.errors import Refused
from wccflow.evidence import freezing
from wccflow.evidence.dossier import Dossier, dossier_of
from wccflow.evidence.settling import settle_reading


def seen_by(desk: Desk, email: str) -> Dossier:
    with desk.world.database.reading():
        return dossier_of(desk.world.case(), desk.world.reach(email))


def words(dossier: Dossier) -> dict[str, str]:
    return {line.slot.key: line.state for line in dossier.lines}


def test_every_slot_says_how_it_stands(desk: Desk) -> None:
    desk.file("strategic_plan", "Text.")
    desk.file("od_plan")
    locked = desk.file("jsna")
    with desk.world.database.writing():
        settle_reading(locked.id, Refused("This file is protected with a password."), now=desk.world.now)

    found = words(seen_by(desk, desk.lead))

    assert found == {
        "strategic_plan": "uploaded",
        "od_plan": "being read",
        "jsna": "cannot be read",
        **dict.fromkeys(
            ["financial_strategy", "communications_strategy", "operating_plan", "board_papers"], "missing"
        ),
        **dict.fromkeys(["assurance_framework", "outcome_aspirations"], "missing"),
        **dict.fromkeys(
            ["engagement_evidence", "clinical_engagement_evidence", "procurement_evidence"], "not filed"
        ),
    }


def test_before_submission_the_overseer_sees_how_many_and_not_which(desk: Desk) -> None:
    desk.file("strategic_plan", "Secret.")

    dossier = seen_by(desk, desk.analyst)

    assert (dossier.have, dossier.total, dossier.sees_drafts, dossier.versions) == (1, 9, False, [])
    assert {line.current for line in dossier.lines} == {None}
    assert words(dossier) == words(seen_by(desk, "lead@dh.example"))


def test_after_sharing_the_overseer_sees_the_versions(desk: Desk) -> None:
    plan = desk.file("strategic_plan", "Text.")
    carry_out(desk, freezing.freeze, "submitted")

    carry_out(desk, freezing.share, "submitted")

    dossier = seen_by(desk, desk.analyst)
    assert [each.version.id for each in dossier.versions] == [plan.id]
    assert dossier.lines[0].frozen


def test_an_earlier_version_stands_below_the_newer(desk: Desk) -> None:
    first = desk.file("jsna", "One.")
    second = desk.file("jsna", "Two.")

    (line,) = [line for line in seen_by(desk, desk.lead).lines if line.slot.key == "jsna"]

    assert line.current is not None
    assert line.current.version.id == second.id
    assert [each.version.id for each in line.earlier] == [first.id]


def test_a_dossier_costs_the_same_with_one_document_and_with_twelve(desk: Desk) -> None:
    desk.file("strategic_plan", "Text.")
    with desk.world.database.reading():
        case, reach = desk.world.case(), desk.world.reach(desk.lead)
        slots = [line.slot.key for line in dossier_of(case, reach).lines]
    one = statements(desk.world.database, lambda: dossier_of(case, reach))

    for slot in slots[1:]:
        desk.file(slot, "Text.")

    assert (one, statements(desk.world.database, lambda: dossier_of(case, reach))) == (5, 5)
