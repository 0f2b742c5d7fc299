"""Questions about indicators as a whole."""

from datetime import timedelta

from sqlalchemy import select

from tests.indicators.conftest import Desk
from wccflow.base.work import session
from wccflow.indicators.models import DataPack, PackWithdrawal
from wccflow.indicators.queries import Known, indicators_known
from wccflow.people.queries import person_by_email

SMOKING = "smoking,{title},{period},pct,5PG,Birmingham East,25.1,24.0,26.2,lower_is_better,"


def test_indicators_are_known_as_their_newest_pack_describes_them(desk: Desk) -> None:
    desk.load(SMOKING.format(title="Smokers", period="2008/09"))
    desk.world.now += timedelta(minutes=1)
    desk.load(SMOKING.format(title="People who smoke", period="2009/10"))

    with desk.world.database.reading():
        assert indicators_known() == [Known("smoking", "People who smoke", "", "lower_is_better", "", 2)]


def test_what_only_a_withdrawn_pack_holds_is_not_known(desk: Desk) -> None:
    desk.load(SMOKING.format(title="Smokers", period="2008/09"))
    with desk.world.database.writing():
        by = person_by_email("lead@dh.example").id
        pack_id = session().scalars(select(DataPack.id)).one()
        session().add(PackWithdrawal(pack_id=pack_id, why="Wrong.", by_id=by, at=desk.world.now))

    with desk.world.database.reading():
        assert indicators_known() == []
