"""Who is on both sides is seen, by address and by name, and counts only once that is settled."""

from datetime import timedelta

from tests.partners.conftest import Circle
from wccflow.engine.facts import Tally
from wccflow.partners import facts


def conflict(desk: Circle, secret: str) -> str:
    return desk.invitation(secret).conflict


def test_people_of_the_organisation_and_of_its_overseer_are_seen_by_address(desk: Circle) -> None:
    for email in ("chief@5pg.example", "manager@q34.example"):
        assert "would speak on both sides" in conflict(desk, desk.invite(email, email=email))


def test_people_of_other_organisations_and_the_nation_are_no_conflict(desk: Circle) -> None:
    for email in ("chief@5j9.example", "somebody@council.example"):
        assert conflict(desk, desk.invite(email, email=email)) == ""


def test_one_name_at_two_addresses_would_count_twice(desk: Circle) -> None:
    first = desk.invite("Jo Smith", email="jo@council.example", organisation="The council")
    desk.world.now += timedelta(minutes=1)
    second = desk.invite("jo  smith", email="jo@charity.example", organisation="A charity")

    assert conflict(desk, first) == ""
    assert conflict(desk, second) == (
        "Jo Smith was asked already for The council, at jo@council.example, and would count twice."
    )


def test_of_two_of_one_name_asked_at_the_same_moment_one_waits(desk: Circle) -> None:
    links = [desk.invite("Jo Smith", email=f"jo{number}@council.example") for number in range(2)]

    assert sum(desk.invitation(link).is_held for link in links) == 1


def test_an_answer_in_conflict_does_not_count_for_the_gate(desk: Circle) -> None:
    desk.reply(desk.invite("Somebody", email="chief@5pg.example"))

    with desk.world.database.reading():
        case = desk.world.case()
        assert facts.heard([case])[case.id] == Tally(0, 1)
