"""One organisation goes from invitation to publication, test by test, as its people do it in browsers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import (
    agree_the_rest,
    approve,
    downloaded,
    left_items,
    one_step_from,
    rate_all_but_one,
    rate_common_cases,
    room_of,
    sign_exception,
    turn_to,
    words_of,
    written,
)
from tests.journeys.stage import Stage
from wccflow.base import clock
from wccflow.cycles.queries import definition_of
from wccflow.demonstration import analysing, panelling, partners, preparing

pytestmark = pytest.mark.timeout(900)

DRAFT_WORD = "heliotropes"
SENTENCE = f"In every ward we will plant {DRAFT_WORD} beside the walk-in centre."
WHY = f"The {DRAFT_WORD} show that we lead with others."
ALONE = "Alone I think of the gasometer."
AGREED = "The panel heard it from three directors."
FILED_BY_HAND = ("strategic_plan", "jsna", "operating_plan")
ASKED = "Which ward comes first?"
ANSWERED = "The ward with the longest wait; table 4 names it."
FOUND = "The region found the levels given as elsewhere, with one exception."
CHANGED = "Beside the other cases of the region this practice is a level lower."


def test_the_lead_accepts_and_files_one_document_by_the_plain_form(stage: Stage, tmp_path: Path) -> None:
    stage.move("lead", "Accept the invitation")
    page = stage.visit("lead", "evidence")
    slot = page.locator("#strategic_plan")

    slot.get_by_text("File this document").click()
    slot.get_by_label("File", exact=True).set_input_files(
        written(stage, tmp_path, "strategic_plan", SENTENCE)
    )
    slot.get_by_role("button", name="File it").click()

    expect(page.locator("#notices")).to_contain_text("Filed. It is being read now.")
    expect(page.locator("#strategic_plan .wf-slot__file")).to_contain_text("draft 1")


def test_several_documents_are_filed_at_once_on_one_sheet(stage: Stage, tmp_path: Path) -> None:
    page = stage.visit("lead", "evidence")

    page.get_by_label("Word, PDF, Excel").set_input_files(
        [written(stage, tmp_path, slot) for slot in ("jsna", "operating_plan")]
    )
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Where the files go")).to_be_visible()
    stage.look_at(page)
    page.get_by_role("button", name="File them").click()

    expect(page.locator("#notices")).to_contain_text("2 documents are filed")
    expect(page.locator("#jsna .wf-slot__file, #operating_plan .wf-slot__file")).to_have_count(2)


def test_the_document_is_read_as_passages_and_one_is_cited(stage: Stage) -> None:
    stage.wait_for_reading()
    page = stage.visit("lead", "evidence")
    page.locator("#strategic_plan .wf-slot__file a").first.click()
    stage.look_at(page)
    turn_to(page, SENTENCE)

    page.locator("[data-passage]", has_text=DRAFT_WORD).focus()
    page.keyboard.press("m")
    page.get_by_role("button", name="Cite for an item").click()
    stage.look_at(page)
    page.get_by_label("For which item?").select_option("1.1")
    page.get_by_role("button", name="Cite it").click()

    passage = page.locator("[data-passage]", has_text=DRAFT_WORD)
    expect(passage.locator(".wf-cited")).to_have_text(re.compile(r"^cited for 1\.1 by \w"))


def test_an_item_is_rated_by_keyboard_alone(stage: Stage) -> None:
    page = stage.visit("lead", "ratings/1.1")
    expect(page.locator("blockquote").first).to_contain_text(DRAFT_WORD)

    page.keyboard.press("3")
    page.keyboard.press("w")
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Keep and go on")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#notices")).to_contain_text("Kept:")
    expect(page).to_have_url(f"{stage.address}{stage.home}/ratings/1.2")


HERS = ("", "evidence", "ratings", "ratings/1.1", "board", "threads", "outcomes", "history")


def test_the_overseer_sees_no_word_of_it_before_submission(stage: Stage) -> None:
    search = f"/search?q={DRAFT_WORD}"

    stage.wait_until(lambda: stage.visit("lead", search).locator("[data-hit]").count() > 0)
    mine = stage.page("lead")
    searched = stage.visit("analyst", search)
    seen = [stage.visit(who, where).content() for who in ("analyst", "manager") for where in HERS]

    assert [page for page in seen if DRAFT_WORD in page] == []
    expect(mine.locator("[data-hit]").first).to_contain_text(DRAFT_WORD)
    expect(searched.locator("[data-hit]")).to_have_count(0)


def test_the_case_passes_to_the_board_when_everything_is_there(stage: Stage) -> None:
    journey = stage.journey
    page = stage.visit("lead")
    expect(page.get_by_role("region", name="Pass to the board")).to_contain_text("documents are missing")

    slots = stage.read(lambda: list(definition_of(journey.case).slots))
    with stage.database.writing():
        for slot in slots:
            if slot not in FILED_BY_HAND:
                preparing.file(journey, slot, now=clock.now())
    stage.wait_for_reading()
    stage.act(preparing.choose_outcomes, partners.invite, partners.hear, preparing.rate_self)

    stage.move("lead", "Pass to the board")
    assert stage.state == "board_sign_off"


def test_the_board_has_a_pack_which_is_a_sound_word_file(stage: Stage, tmp_path: Path) -> None:
    page = stage.visit("lead", "board")

    page.get_by_role("button", name="Make the board pack").click()
    expect(page.locator("#notices")).to_contain_text("Board pack 1 is ready")
    words = words_of(downloaded(page, "Board pack 1", tmp_path))

    assert stage.journey.part.name in words
    assert DRAFT_WORD in words


def test_the_chief_executive_ratifies_and_submits_without_javascript(stage: Stage) -> None:
    stage.act(preparing.approve_plans)
    page = stage.page("chief", scripts=False)
    stage.visit("chief", "board")

    page.get_by_label("Minute, or where it is found").fill("Minute 7: the self-assessment was ratified.")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("#notices")).to_contain_text("ratification is recorded")
    stage.move("chief", "Submit for analysis")

    assert stage.state == "submitted"
    frozen = stage.visit("chief", "evidence").locator("#strategic_plan")
    expect(frozen).to_contain_text("Frozen as submitted.")


def test_the_overseer_reads_it_once_it_is_submitted(stage: Stage) -> None:
    stage.move("manager", "Begin the analysis")

    expect(stage.visit("analyst", "ratings/1.1").locator("blockquote").first).to_be_visible()
    expect(stage.page("analyst").get_by_text(DRAFT_WORD).first).to_be_visible()


def test_the_analyst_finds_the_passage_and_opens_it_lit(stage: Stage) -> None:
    search = f"/search?q=%22{DRAFT_WORD}+beside%22"
    stage.wait_until(lambda: stage.visit("analyst", search).locator("[data-hit]").count() > 0)
    page = stage.page("analyst")
    expect(page.locator("[data-hit] mark").first).to_contain_text(DRAFT_WORD)

    page.locator("[data-hit] a").first.click()

    expect(page.locator("[data-passage]:target")).to_contain_text(SENTENCE)
    expect(page.locator("[data-passage]:target")).to_be_in_viewport()


def test_a_question_and_its_answer_appear_at_once_and_once(stage: Stage) -> None:
    analyst = stage.page("analyst")
    analyst.locator("[data-passage]:target").get_by_role("link", name="Comment on this passage").click()
    analyst.get_by_label("Your question about").fill(ASKED)
    with stage.page("lead").expect_request("**/events?**"):
        stage.visit("lead", "threads")
    analyst.get_by_role("button", name="Ask", exact=True).click()

    topic = stage.page("lead").locator("#topics").get_by_role("link", name=ASKED)
    expect(topic).to_have_count(1)
    topic.click()
    lead = stage.page("lead")
    expect(lead.locator("#comments article", has_text=ASKED)).to_have_count(1)
    stage.look_at(lead)
    with analyst.expect_request("**/events?**"):
        analyst.goto(lead.url)
    lead.get_by_label("Write a message").fill(ANSWERED)
    lead.get_by_role("button", name="Post").click()

    for page in (analyst, lead):
        expect(page.locator("#comments article", has_text=ANSWERED)).to_have_count(1)
    expect(analyst.locator(".wf-chat__state").first).to_have_text("answered")
    stage.look_at(analyst)


def test_the_question_is_closed_by_the_one_who_asked(stage: Stage) -> None:
    page = stage.page("analyst")
    page.reload()

    page.get_by_text("Close this thread").click()
    page.get_by_label("What came of it").fill("It is answered.")
    page.get_by_role("button", name="Close", exact=True).click()

    expect(page.locator("#notices")).to_contain_text("The thread is closed")
    expect(page.locator(".wf-chat__state").first).to_have_text("closed")


def test_the_case_is_returned_with_a_reason_and_submitted_again(stage: Stage) -> None:
    why = "The third year of the two plans does not agree; please mend the financial one."
    stage.act(analysing.want_documents)

    stage.move("analyst", "Return for more evidence", why=why)
    told = stage.visit("lead")
    expect(told.locator(".wf-history")).to_contain_text(why)
    with stage.database.writing():
        for slot in ("strategic_plan", "financial_strategy"):
            preparing.file(stage.journey, slot, now=clock.now(), note="The totals of year three agree now.")
    stage.wait_for_reading()
    for slot in ("strategic_plan", "financial_strategy"):
        approve(stage.visit("chief", "evidence"), slot)
    stage.move("lead", "Submit again")

    assert stage.state == "analysing"


def test_the_briefing_is_issued_when_every_gate_is_open(stage: Stage) -> None:
    section = stage.visit("manager").get_by_role("region", name="Issue the briefing to the panel")
    expect(section).to_contain_text("sub-competencies have not been reviewed")

    stage.act(analysing.review_items, analysing.seat_panel)
    stage.move("manager", "Issue the briefing to the panel")

    assert stage.state == "panel_ready"
    stage.visit("manager", "panel")


def test_a_member_rates_alone(stage: Stage) -> None:
    stage.move("chair1", "Open the panel day")
    stage.act(rate_all_but_one, panelling.agree_ratings)
    item = f"{room_of(stage)}/items/{left_items(stage)[-1]}"

    page = stage.visit("panel1", item)
    page.get_by_label("Amber").first.check()
    page.locator("#rating").get_by_label("Why?").fill(ALONE)
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.locator("#notices")).to_contain_text("Your rating is kept.")

    for who in ("panel2", "chair1"):
        assert ALONE not in stage.visit(who, item).content()
    expect(stage.visit("panel1", item).get_by_text(ALONE)).to_be_visible()


def test_the_chair_reveals_and_the_panel_agrees(stage: Stage) -> None:
    item = f"{room_of(stage)}/items/{left_items(stage)[-1]}"
    member = stage.page("panel1")
    with member.expect_request("**/events?**"):
        member.reload()
    chair = stage.visit("chair1", item)

    chair.get_by_role("button", name="Reveal").click()
    expect(chair.get_by_text(ALONE)).to_be_visible()
    expect(member.locator(".wf-panel__state")).to_contain_text("revealed")
    agreeing = chair.locator("form", has=chair.get_by_role("button", name="Keep as agreed"))
    agreeing.get_by_label("Amber").check()
    agreeing.get_by_label("Why? The organisation reads it").fill(AGREED)
    agreeing.get_by_role("button", name="Keep as agreed").click()

    expect(chair.locator("#notices")).to_contain_text("The agreed rating is kept.")
    expect(member.locator(".wf-panel__state")).to_contain_text("agreed Amber")
    stage.look_at(chair)


def test_the_panels_report_is_a_sound_word_file(stage: Stage, tmp_path: Path) -> None:
    stage.act(agree_the_rest)
    stage.move("chair1", "Close the panel day")
    stage.act(panelling.write_report)
    assert stage.page("lead").goto(f"{room_of(stage)}/report").status == 404  # type: ignore[union-attr]

    stage.move("chair1", "Send the draft report to the PCT")
    page = stage.visit("lead", f"{room_of(stage)}/report")
    words = words_of(downloaded(page, "Word file of the report", tmp_path))

    assert stage.journey.part.name in words
    assert AGREED in words
    assert ALONE not in words


def test_facts_are_checked_and_the_report_is_accepted(stage: Stage) -> None:
    report = f"{room_of(stage)}/report"
    page = stage.visit("chief", report)
    page.locator("a.wf-sentence").first.click()
    page.locator("#raise").get_by_label("What is not accurate, and what is?").fill(
        "They are nine, not eight."
    )
    page.locator("#raise").get_by_role("button", name="Raise the point").click()
    expect(page.get_by_role("article", name="Point 1")).to_contain_text("waits for an answer")

    point = stage.visit("chair1", report).get_by_role("article", name="Point 1")
    point.get_by_label("accepted", exact=True).check()
    point.get_by_label("Why?").fill("It is so.")
    point.get_by_role("button", name="Answer").click()
    expect(point).to_contain_text("It is so.")
    manager = stage.visit("manager", report)
    manager.get_by_role("button", name="sign it off").click()
    expect(manager.locator("#sign-off")).to_contain_text("signed off")
    stage.move("chief", "Agree that the report is accurate")

    assert stage.state == "sha_moderation"


def test_the_region_changes_one_level_with_its_reason(stage: Stage) -> None:
    page = stage.visit("manager", f"/calibration/wcc-demo/{stage.journey.part.code}")
    page.get_by_label("What did the moderation find?").fill(FOUND)
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("#notices")).to_contain_text("The moderation is recorded.")
    stage.visit("manager", "/calibration/wcc-demo")

    page = stage.visit("director", f"/calibration/wcc-demo/{stage.journey.part.code}/items/6.2")
    page.get_by_label(one_step_from(stage, "6.2")).check()
    page.get_by_label("Why? The organisation reads it.").fill(CHANGED)
    page.get_by_role("button", name="Change the rating").click()

    expect(page.locator(".wf-history")).to_contain_text(CHANGED)
    assert CHANGED not in stage.visit("lead", "changes").content()
    expect(stage.visit("director").get_by_role("main")).to_contain_text("that the nation has not opened yet")
    stage.act(rate_common_cases)
    stage.move("director", "Send to national calibration")


def test_the_nation_agrees_and_the_organisation_is_shown_what_changed(stage: Stage) -> None:
    stage.move("nation", "Agree the result")

    expect(stage.visit("chief", "changes").locator("main")).to_contain_text(CHANGED)


def test_the_result_is_published_once_two_have_signed_and_the_nation_approves(stage: Stage) -> None:
    nobody = stage.nobody()
    absent = nobody.goto(f"/published/wcc-demo/{stage.journey.part.code}")
    assert absent is not None
    assert absent.status == 404

    page = stage.visit("nation", "/publication/wcc-demo")
    page.get_by_label("On what ground?").fill("The result is sealed and was shown.")
    page.get_by_role("button", name="Approve the publication").click()
    for who in ("nation", "director"):
        sign_exception(
            stage.visit(who), "Publish the result", "The organisation has said that it will not reply."
        )
    stage.move("nation", "Publish the result")

    assert stage.state == "published"


def test_everybody_reads_the_result_with_the_demonstrations_label(stage: Stage) -> None:
    page = stage.nobody()

    page.goto("/published/wcc-demo")
    page.get_by_role("link", name=stage.journey.part.name).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(stage.journey.part.name)
    expect(page.locator("main")).to_contain_text(CHANGED)
    expect(page.locator("main")).to_contain_text(AGREED)
    stage.look_at(page)


def test_no_browser_complained_and_no_invariant_broke(stage: Stage) -> None:
    checks = stage.database.offers.checks

    breaches = stage.read(lambda: [fault for check in checks.values() for fault in check()])

    assert breaches == []
    assert [words for words in stage.said if "404" not in words] == []
