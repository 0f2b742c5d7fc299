"""Before the day and on it: when ratings are fixed, and what the agenda may then say to whom."""

from tests.harness.panel import CHAIR, EVERYBODY, MEMBERS, Sitting
from wccflow.base import log
from wccflow.panels import actions, agenda, fixing, queries, seating
from wccflow.panels.agenda import Agenda
from wccflow.panels.models import ConflictDeclaration
from wccflow.people.queries import person_by_email
from wccflow.people.rights import Reach


def order(found: Agenda) -> dict[str, list[str]]:
    """The parts of an agenda that are not revealed, by their keys."""
    return {
        "apart": [line.item.key for line in found.known_apart],
        "alike": [line.item.key for line in found.known_alike],
    }


def seen_by(sitting: Sitting, reach: Reach) -> dict[str, list[str]]:
    with sitting.world.database.reading():
        return order(agenda.agenda_of(sitting.case, sitting.panel, reach))


def fixed(sitting: Sitting) -> set[str]:
    with sitting.world.database.reading():
        return queries.fixed_items(sitting.panel)


def rate_before_the_day(gathered: Sitting) -> None:
    gathered.world.at("panel_ready", gathered.code)
    gathered.commit_all("1.1", "1", "4", "2", "2", "2")
    gathered.commit_all("1.2", "2", "2", "2", "2", "2")
    gathered.commit_all("1.3", "2", "3", "2", "2", "2")
    gathered.commit("2.1", "4", CHAIR)


def test_members_rate_alone_from_the_state_that_the_workflow_names(gathered: Sitting) -> None:
    gathered.world.at("analysing", gathered.code)
    early = gathered.refused(lambda: gathered.commit("2.1", "4", CHAIR))
    rate_before_the_day(gathered)

    assert early == "The panel is not in session."
    assert fixed(gathered) == set()
    assert seen_by(gathered, gathered.reach(CHAIR)) == {"apart": [], "alike": []}


def test_what_is_given_before_the_day_may_change_until_the_day(gathered: Sitting) -> None:
    rate_before_the_day(gathered)

    gathered.commit("1.2", "3", MEMBERS[0])

    with gathered.world.database.reading():
        rows = agenda.given(gathered.panel, ["1.2"])["1.2"]
    assert sorted(row.value for row in rows) == ["2", "2", "2", "2", "3"]


def test_when_the_day_opens_the_agenda_orders_itself_by_spread(gathered: Sitting) -> None:
    rate_before_the_day(gathered)

    gathered.open()

    assert fixed(gathered) == {"1.1", "1.2", "1.3"}
    shown = {"apart": ["1.1", "1.3"], "alike": ["1.2"]}
    assert {who: seen_by(gathered, gathered.reach(who)) for who in EVERYBODY} == dict.fromkeys(
        EVERYBODY, shown
    )


def test_nobody_changes_what_is_fixed(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "1", "4", "2", "2", "2")

    said = sitting.refused(lambda: sitting.commit("2.1", "3", MEMBERS[0]))

    assert said == "Everybody has rated this item, so what each gave alone stays as it is."


def test_whoever_comes_late_learns_nothing_of_an_item_before_her_own_rating(sitting: Sitting) -> None:
    late, manager = sitting.reach(MEMBERS[3]), sitting.reach("manager@q34.example")
    with sitting.world.database.writing():
        seat = queries.seat_of(sitting.panel, person_by_email(MEMBERS[3]).id)
        assert seat is not None
        seating.note_absence(sitting.case, seat, why="Snow.", by=manager, now=sitting.world.now)
    for who, level in zip((CHAIR, *MEMBERS[:3]), ("1", "4", "2", "2"), strict=True):
        sitting.commit("2.1", level, who)
    before = seen_by(sitting, late), seen_by(sitting, sitting.reach(CHAIR))
    with sitting.world.database.writing():
        seat = queries.seat_of(sitting.panel, late.person_id)
        assert seat is not None
        seating.confirm(sitting.case, seat, by=manager, now=sitting.world.now)

    still = seen_by(sitting, late)
    sitting.commit("2.1", "3", MEMBERS[3])

    assert before == ({"apart": [], "alike": []}, {"apart": ["2.1"], "alike": []})
    assert still == {"apart": [], "alike": []}
    assert seen_by(sitting, late) == {"apart": ["2.1"], "alike": []}


def test_somebody_fewer_may_be_all_who_were_awaited(sitting: Sitting) -> None:
    for who in (CHAIR, *MEMBERS[:3]):
        sitting.commit("2.1", "2", who)
    manager = sitting.reach("manager@q34.example")

    with sitting.world.database.writing():
        seat = queries.seat_of(sitting.panel, person_by_email(MEMBERS[3]).id)
        assert seat is not None
        seating.note_absence(sitting.case, seat, why="Snow.", by=manager, now=sitting.world.now)

    assert fixed(sitting) == {"2.1"}


def test_what_the_log_tells_of_fixing_names_nobody(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "1", "4", "2", "2", "2")

    with sitting.world.database.reading() as session:
        told = [
            (each.by_id, each.words, each.payload)
            for each in log.events_after(session, 0)
            if each.kind == fixing.FIXED
        ]
    assert told == [(None, "", {"items": ["2.1"]})]


def test_what_is_without_spread_is_revealed_in_one_act_and_agreed_in_another(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "2", "2", "2", "2", "2")
    sitting.commit_all("2.2", "3", "3", "3", "3", "3")
    sitting.commit_all("2.3", "1", "4", "2", "2", "2")
    chair = sitting.reach(CHAIR)

    with sitting.world.database.writing():
        shown = actions.reveal_alike(sitting.case, by=chair, now=sitting.world.now)
        agreed = actions.agree_together(sitting.case, shown, by=chair, now=sitting.world.now)

    assert shown == ["2.1", "2.2"]
    assert [each.item for each in agreed] == ["2.1", "2.2"]
    said = sitting.refused(lambda: actions.reveal_alike(sitting.case, by=chair, now=sitting.world.now))
    assert said.startswith("There is no item any more that waits to be revealed")


def test_who_is_present_is_whoever_has_a_confirmed_seat_and_does_not_stand_aside(sitting: Sitting) -> None:
    world, manager = sitting.world, sitting.reach("manager@q34.example")
    with world.database.writing() as session:
        person = person_by_email(MEMBERS[0])
        whole = queries.people_present(sitting.panel)
        session.add(
            ConflictDeclaration(
                case_id=sitting.case.id,
                person_id=person.id,
                what="A friend works there.",
                declared_at=world.now,
                declared_by_id=manager.person_id,
            )
        )
        session.flush()
        left = queries.people_present(sitting.panel)

    assert whole - left == {person.id}
    with world.database.reading():
        assert {seat.person_id for seat in queries.present(sitting.panel)} == left
