"""What `store check` asks of partners' answers."""

from sqlalchemy import select

from tests.partners.conftest import Circle
from wccflow.base.clock import instant_on
from wccflow.base.work import session
from wccflow.partners import checks, kept
from wccflow.partners.models import PartnerInvitation


def test_a_group_with_an_ended_link_is_a_breach(desk: Circle) -> None:
    for number in range(5):
        desk.reply(desk.invite(f"Partner {number}"))
    with desk.world.database.reading():
        assert checks.groups_too_small() == []

    with desk.world.database.writing():
        one = session().scalars(select(PartnerInvitation).limit(1)).one()
        one.revoked_at = instant_on(desk.world.now.date())

    with desk.world.database.reading():
        (breach,) = checks.groups_too_small()
        assert "has 4, which are too few to show" in breach


def test_plain_questions_keep_nothing_under_items(desk: Circle) -> None:
    desk.reply(desk.invite("Partner"))

    with desk.world.database.reading():
        case = desk.world.case()
        assert dict(kept.answers([case])[case.id]) == {}
