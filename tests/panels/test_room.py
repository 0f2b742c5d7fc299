"""The room's own acts: leads, the agenda of the day, the screens, questions, notes, feedback, the record."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

import pytest

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from wccflow.base.errors import NotFound
from wccflow.evidence import actions as evidence
from wccflow.evidence import freezing
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.panels import (
    drafting,
    feedback,
    leading,
    notes,
    queries,
    questions,
    record,
    screens,
    timing,
)
from wccflow.panels.agenda import agenda_of, own
from wccflow.panels.earlier_panels import earlier_panels, is_due
from wccflow.panels.screen_shown import own_agenda, screen_of
from wccflow.review import actions as review

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"
TEXT = "To pay for this we will release £4.1m from emergency admissions in year 3."
Given = TypeVar("Given")


def act(sitting: Sitting, what: Callable[[], Given]) -> Given:
    with sitting.world.database.writing():
        return what()


def plan(sitting: Sitting) -> Version:
    """A document of the organisation that everyone in the case reads."""
    world = sitting.world
    state = act(sitting, lambda: sitting.case.state)
    world.at("preparing", sitting.code)
    with world.database.writing():
        lead = world.reach(LEAD)
        received = receive(world.database.files, io.BytesIO(TEXT.encode()), name="p.txt", max_bytes=10_000)
        made = evidence.file(sitting.case, "strategic_plan", received, by=lead, now=world.now)
        rows = (Passage(passage_id(TEXT, {}), "paragraph", TEXT, "Money", 3),)
        settle_reading(made.id, Reading("txt", 4, rows, ()), now=world.now)
        freezing.share(sitting.case, by=None, now=world.now)
    world.at(state, sitting.code)
    return made


def test_items_are_shared_out_so_that_each_group_has_one_lead_and_a_second(sitting: Sitting) -> None:
    chair, now = sitting.reach(CHAIR), sitting.world.now

    count = act(sitting, lambda: leading.share_out(sitting.case, by=chair, now=now))

    with sitting.world.database.reading():
        rows = leading.rows_of(sitting.case, sitting.panel)
        members = leading.members_of(sitting.panel)
    assert count == sum(row.items for row in rows) == 49
    assert [row.pair for row in rows[:2]] == [(members[0], members[1]), (members[1], members[2])]
    said = sitting.refused(lambda: leading.share_out(sitting.case, by=chair, now=now))
    assert said == "Every item has a lead already."


def test_an_item_is_led_by_two_different_people_who_sit(sitting: Sitting) -> None:
    chair, member, now = sitting.reach(CHAIR), sitting.reach(MEMBERS[0]), sitting.world.now
    stranger = sitting.reach(LEAD).person_id

    def lead(first: UUID, second: UUID | None) -> None:
        leading.set_leads(sitting.case, {"2.1": (first, second)}, by=chair, now=now)

    twice = sitting.refused(lambda: lead(member.person_id, member.person_id))
    other = sitting.refused(lambda: lead(stranger, None))
    with pytest.raises(NotFound), sitting.world.database.writing():
        leading.set_leads(sitting.case, {"2.1": (member.person_id, None)}, by=member, now=now)

    assert twice == "Choose two different people: a lead and a second."
    assert other == "Choose people who sit on this panel."


def test_the_agenda_begins_as_the_workflow_has_it_and_its_clock_runs(sitting: Sitting) -> None:
    chair, now = sitting.reach(CHAIR), sitting.world.now
    with sitting.world.database.reading():
        before = [each.title for each in timing.planned(sitting.case, sitting.panel)]
        theirs = [each.title for each in own_agenda(sitting.case, sitting.panel)]

    with sitting.world.database.writing():
        case, panel = sitting.case, sitting.panel
        first = timing.point_called(case, panel, 1)
        second = timing.point_called(case, panel, 2)
        timing.begin(case, first, by=chair, now=now)
        alone = screen_of(case, panel, now).part
        timing.begin(case, second, by=chair, now=now)
        shown = screen_of(case, panel, now)

    assert before[0] == "The panel meets alone"
    assert theirs == [title for title in before if title not in (before[0], "The panel agrees its ratings")]
    assert alone is None
    assert (shown.part.title if shown.part else "", shown.left) == (before[1], 45 * 60)
    said = sitting.refused(lambda: timing.remove(sitting.case, second, by=chair, now=now))
    assert said == "This part has begun, so it stays in the record of the day."


def test_the_chair_changes_the_agenda_before_the_day_and_nobody_else_does(gathered: Sitting) -> None:
    gathered.world.at("panel_ready", gathered.code)
    chair, member, now = gathered.reach(CHAIR), gathered.reach(MEMBERS[0]), gathered.world.now

    with gathered.world.database.writing():
        made = timing.add(gathered.case, title=" A  walk ", minutes=20, shared=True, by=chair, now=now)
        timing.move(gathered.case, made.id, by=chair, now=now)
        titles = [each.title for each in timing.points_of(gathered.panel)]
    with pytest.raises(NotFound), gathered.world.database.writing():
        timing.add(gathered.case, title="Lunch", minutes=60, shared=True, by=member, now=now)

    assert titles[-2] == "A walk"
    said = gathered.refused(
        lambda: timing.add(gathered.case, title="Lunch", minutes=0, shared=True, by=chair, now=now)
    )
    assert said == "Give the time in minutes, from 1 to a day."


def test_a_passage_is_put_on_all_screens_by_its_link_and_taken_off(sitting: Sitting) -> None:
    version = plan(sitting)
    chair, now = sitting.reach(CHAIR), sitting.world.now
    link = f"http://there/evidence/{version.id}#{passage_id(TEXT, {})}"

    act(sitting, lambda: screens.show_at(sitting.case, link, by=chair, now=now))
    with sitting.world.database.reading():
        shown = screen_of(sitting.case, sitting.panel, now)
    act(sitting, lambda: screens.clear(sitting.case, by=chair, now=now))

    assert shown.passage is not None
    assert (shown.passage.quote, shown.passage.page, shown.document) == (TEXT, 3, "Five-year strategic plan")
    with sitting.world.database.reading():
        assert screen_of(sitting.case, sitting.panel, now).passage is None
    said = sitting.refused(lambda: screens.show_at(sitting.case, "/evidence/x", by=chair, now=now))
    assert said == screens.NOT_FOUND


def test_questions_are_drawn_from_enquiries_claimed_asked_and_answered(sitting: Sitting) -> None:
    chair, member, now = sitting.reach(CHAIR), sitting.reach(MEMBERS[0]), sitting.world.now
    analyst = sitting.reach(ANALYST)
    with sitting.world.database.writing():
        review.open_thread(
            sitting.case,
            kind="line_of_enquiry",
            body="Who pays for year 3?",
            audience="assessors",
            by=analyst,
            now=now,
        )
    early = sitting.refused(lambda: questions.ask(sitting.case, "Why?", by=member, now=now))

    with sitting.world.database.writing():
        questions.open_queue(sitting.case, by=chair, now=now)
        found = questions.enquiries(sitting.case, sitting.panel, member)
        (drawn,) = questions.draw(sitting.case, [each.thread.id for each in found], by=member, now=now)
        own_one = questions.ask(sitting.case, "And year 4?", by=member, now=now, item="2.1")
        questions.claim(sitting.case, drawn, by=member, now=now)
    taken = sitting.refused(lambda: questions.claim(sitting.case, drawn, by=chair, now=now))
    with sitting.world.database.writing():
        drawn, own_one = (questions.question_here(sitting.panel, each.id) for each in (drawn, own_one))
        waiting = screen_of(sitting.case, sitting.panel, now).asked
        questions.take(sitting.case, drawn, by=chair, now=now)
        asked = [each.words for each in screen_of(sitting.case, sitting.panel, now).asked]
        questions.answer(sitting.case, drawn, words="The PCT.", given_by="Dr Ada Example", by=chair, now=now)
        left = questions.enquiries(sitting.case, sitting.panel, member)
        probed = record.probed_items(sitting.panel)
        questions.take(sitting.case, own_one, by=chair, now=now)
        then = record.probed_items(sitting.panel)
        told = record.record_of(sitting.case, sitting.panel).asked

    assert early == questions.NOT_OPEN
    assert taken == "Somebody else asks this question. Talk to them first."
    assert (list(waiting), asked, left) == ([], ["Who pays for year 3?"], [])
    assert (probed, then) == (set(), {"2.1"})
    assert [(each.words, each.asked_by, each.answer, each.given_by) for each in told] == [
        ("Who pays for year 3?", f"Person of {MEMBERS[0]}", "The PCT.", "Dr Ada Example")
    ]


def test_the_queue_is_closed_with_the_day(sitting: Sitting) -> None:
    chair, now = sitting.reach(CHAIR), sitting.world.now
    with sitting.world.database.writing():
        made = questions.open_queue(sitting.case, by=chair, now=now)
        questions.close_queue(sitting.case, sitting.panel, by=sitting.reach("manager@q34.example"), now=now)
        before = made.closed_at
        questions.close_queue(sitting.case, sitting.panel, by=chair, now=now)
        after = made.closed_at

    assert (before, after) == (None, now)


def test_a_note_is_its_writers_alone(sitting: Sitting) -> None:
    chair, member, now = sitting.reach(CHAIR), sitting.reach(MEMBERS[0]), sitting.world.now
    with sitting.world.database.writing():
        panel = sitting.panel
        made = notes.write(sitting.case, panel, " A thought. ", by=member, now=now, item="2.1")
        notes.change(made, "Another thought.", now=now)
        seen = {who.person_id: [each.body for each in notes.notes_of(panel, who)] for who in (member, chair)}
        last = notes.last_kept(panel, member)
    with pytest.raises(NotFound), sitting.world.database.writing():
        notes.note_of(sitting.panel, chair, made.id)
    with pytest.raises(NotFound), sitting.world.database.writing():
        notes.write(sitting.case, sitting.panel, "Mine.", by=sitting.reach(LEAD), now=now)

    assert seen == {member.person_id: ["Another thought."], chair.person_id: []}
    assert last == now
    said = sitting.refused(lambda: notes.write(sitting.case, sitting.panel, " ", by=member, now=now))
    assert said == "Write something first."


def test_feedback_is_the_panels_until_it_is_given_and_stays_as_it_was(sitting: Sitting) -> None:
    chair, member, lead, now = (*map(sitting.reach, (CHAIR, MEMBERS[0], LEAD)), sitting.world.now)
    early = sitting.refused(lambda: feedback.note_reply(sitting.case, "We agree.", by=chair, now=now))
    with sitting.world.database.writing():
        case, panel = sitting.case, sitting.panel
        good = feedback.write(case, "strength", "A clear plan.", by=member, now=now)
        feedback.change(case, good, "A very clear plan.", by=chair, now=now)
        feedback.drop(case, feedback.write(case, "work_on", "Oh.", by=member, now=now), by=member, now=now)
        before = [each.words for each in feedback.feedback_of(panel, lead)]
        feedback.give(case, by=chair, now=now)
        feedback.note_reply(case, "We are glad.", by=chair, now=now + timedelta(minutes=1))
        after = [each.words for each in feedback.feedback_of(panel, lead)]
        told = record.record_of(case, panel)

    assert early == "Give the feedback first."
    assert (before, after) == ([], ["A very clear plan.", "We are glad."])
    assert [each.words for each in told.strengths] == ["A very clear plan."]
    assert [each.words for each in told.replies] == ["We are glad."]
    said = sitting.refused(lambda: feedback.change(sitting.case, good, "No.", by=chair, now=now))
    assert said == feedback.STANDS


def test_the_record_says_what_was_agreed_with_dissent_and_what_was_not_probed(sitting: Sitting) -> None:
    chair, now = sitting.reach(CHAIR), sitting.world.now
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    act(sitting, lambda: screens.take_up(sitting.case, "2.1", by=chair, now=now))
    sitting.reveal("2.1")
    sitting.agree("2.1", "2", dissent={sitting.reach(MEMBERS[0]).person_id: "I saw less."})

    with sitting.world.database.reading():
        told = record.record_of(sitting.case, sitting.panel)

    (agreed,) = told.agreed
    assert (agreed.level, agreed.dissent, agreed.spread) == (
        "Level 2",
        [(f"Person of {MEMBERS[0]}", "I saw less.")],
        2,
    )
    assert len(told.not_probed) == 48


def test_earlier_panels_show_once_all_have_rated_and_to_who_may_read_them(sittings: list[Sitting]) -> None:
    mine, other, elsewhere = sittings
    for each in (other, elsewhere):
        each.agree_rated("2.1")
        each.close()
    chair = mine.reach(CHAIR)

    def line(sitting: Sitting) -> tuple[bool, list[str]]:
        with sitting.world.database.reading():
            case, panel = sitting.case, sitting.panel
            found = next(each for each in agenda_of(case, panel, chair).lines if each.item.key == "2.1")
            own_rating = own(case, chair).get("2.1")
            shown = earlier_panels(case, panel, found, chair)
            return is_due(found, own_rating), [each.organisation for each in shown]

    before = line(mine)
    mine.commit_all("2.1", "2", "2", "3", "2", "2")
    after = line(mine)
    with mine.world.database.reading():
        name = other.case.organisation.name
        found = agenda_of(mine.case, mine.panel).lines[0]
        manager = earlier_panels(mine.case, mine.panel, found, mine.reach("lead@5pg.example"))

    assert (before[0], after) == (False, (True, [name]))
    assert manager == []


def test_the_record_begins_the_empty_parts_of_the_report_and_touches_no_other(sitting: Sitting) -> None:
    chair, now = sitting.reach(CHAIR), sitting.world.now
    with sitting.world.database.writing():
        for kind, words in (("strength", "A clear plan."), ("work_on", "Name an owner. For each goal.")):
            feedback.write(sitting.case, kind, words, by=chair, now=now)
        feedback.give(sitting.case, by=chair, now=now)
    sitting.agree_everything()
    sitting.close()
    with sitting.world.database.writing():
        made = drafting.draft(sitting.case, by=chair, now=now)
        parts = queries.parts_of(sitting.panel)

    assert [each.key for each in made] == ["impression", "recommendation-1"]
    assert parts["impression"].text == "A clear plan."
    titled = parts["recommendation-1"]
    assert (titled.title, titled.text) == ("Name an owner", "Name an owner. For each goal.")
    said = sitting.refused(lambda: drafting.draft(sitting.case, by=chair, now=now))
    assert said == "Every part for which the record has words is written already."
