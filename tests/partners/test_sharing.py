"""What follows for partners when a case moves."""

from tests.ratings.conftest import Desk
from wccflow.base import log
from wccflow.partners import sharing


def test_that_partners_may_be_invited_is_recorded(desk: Desk) -> None:
    with desk.world.database.writing():
        sharing.open_to_partners(desk.world.case(), by=None, now=desk.world.now)

    with desk.world.database.reading():
        (opened,) = log.events_of([desk.world.case().id], sharing.OPENED)
        assert opened.subject_id == desk.world.case().id
