"""Watched in every test of pages: each change leaves its line in the log, each view asks for its ability."""

import re
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import event, select

from wccflow.base import log
from wccflow.base.models import Event
from wccflow.base.work import Database
from wccflow.people import visitor
from wccflow.people.rights import ABILITIES
from wccflow.web.routes import permission_of

READS = {"GET", "HEAD", "OPTIONS"}
WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")

# Rows of which the log says nothing: its own, what a person keeps for herself, what was answered before.
UNTOLD = {
    *("event", "event_words", "audience", "audience_member", "sent_form"),
    *("mail_wishes", "calendar_link"),
    *("rehearsal", "paper_opening"),
    *("thread_wish", "case_wish", "read_all", "pending_comment"),
    *("common_sheet", "common_rating", "calibration_fit"),
    *("browser_session", "sign_in_link", "draft", "read_mark", "rating_draft", "arrival", "notice", "mail"),
    *("invitation_to_join", "section_viewed", "saved_search"),
    *("cycle_draft", "framework_upload"),
    *("reading_plan", "reading_entry"),
    *("returned_copy", "returned_remark", "sheet_copy"),
    "panel_note",
    *("partner_draft", "partner_link", "partner_browser"),
    "made_copy",
    "pack_arrival",
    "thread_label",  # one's own flags; of shared ones the log tells
}

LEAVES_NOTHING = {
    "PUT common_cases.rate": "what a person gives a common case is hers alone until it is handed in",
    "PUT common_cases.keep_draft": "what a person gives a common case is hers alone until it is handed in",
    "POST comparing.fit": "ratings compared anew are worked out from what the log tells already",
    "POST finding.save": "searches that a person keeps write no event",
    "DELETE finding.forget": "searches that a person keeps write no event",
    "DELETE me.sign_out_elsewhere": "sessions write no event",
    "POST me.ask_for_link": "sign-in links write no event",
    "POST questioning.write_note": "a member's own notes write no event",
    "PUT questioning.change_note": "a member's own notes write no event",
    "DELETE questioning.discard_note": "a member's own notes write no event",
    "POST frameworks.begin": "drafts of cycles write no event until one is opened",
    "PUT frameworks.send": "drafts of cycles write no event",
    "PUT frameworks.settle": "drafts of cycles write no event",
    "DELETE frameworks.discard": "drafts of cycles write no event",
    "POST people.confirm": "sessions write no event",
    "DELETE people.sign_out": "sessions write no event",
    "PUT notices.read": "read marks write no event",
    "PUT notices.read_one": "read marks write no event",
    "PUT wishes.keep": "preferences write no event",
    "DELETE wishes.forget": "preferences write no event",
    "POST calendar.make_link": "the key to one's own calendar, like a session, writes no event",
    "DELETE calendar.end_link": "the key to one's own calendar, like a session, writes no event",
    "POST packs.bring": "a file of values is its bringer's alone until it is loaded",
    "DELETE packs.leave_out": "a file of values is its bringer's alone until it is loaded",
    "POST copies.begin": "a copy that is made is its maker's alone",
    "POST copies.bring": "a returned copy is its bringer's alone until its comments come in",
    "DELETE copies.put_away": "a returned copy is its bringer's alone",
    "PUT attention.read_all": "read marks write no event",
    "PUT attention.read_case": "read marks write no event",
    "DELETE attention.unread_again": "read marks write no event",
    "PUT attention.wish": "what a person follows or mutes is hers alone",
    "PUT attention.follow": "what a person follows or mutes is hers alone",
    "DELETE attention.leave": "what a person follows or mutes is hers alone",
    "DELETE attention.unwish": "what a person follows or mutes is hers alone",
    "POST pending.gather": "what one gathers is seen by nobody until it is sent",
    "POST pending.gather_reply": "what one gathers is seen by nobody until it is sent",
    "PUT pending.change": "what one gathers is seen by nobody until it is sent",
    "DELETE pending.remove": "what one gathers is seen by nobody until it is sent",
    "PUT pending.move": "what one gathers is seen by nobody until it is sent",
    "PUT attention.read": "read marks write no event",
    "POST talk.preview": "what is shown before it is sent changes nothing",
    "POST talk.preview_new": "what is shown before it is sent changes nothing",
    "PUT drafts.keep": "drafts write no event",
    "PUT drafts.keep_new": "drafts write no event",
    "POST labels.flag": "flags that only oneself sees write no event",
    "DELETE labels.unflag": "flags that only oneself sees write no event",
    "PUT drafts.keep_in_theme": "drafts write no event",
    "POST reading_plan.make_for_case": "what a person sets out to read is hers alone",
    "POST reading_plan.make_across": "what a person sets out to read is hers alone",
    "DELETE reading_plan.throw_away": "what a person sets out to read is hers alone",
    "PUT reading_plan.mark": "read marks write no event",
    "PUT ratings.keep_draft": "drafts write no event",
    "PUT answering.keep_draft": "what a partner fills in and has not sent is a draft",
    "PUT earlier.start": "drafts write no event",
    "PUT choosing.try_aim": "what is shown before it is kept changes nothing",
    "POST sheet_copies.bring": "a workbook is its bringer's alone until it is taken in",
    "DELETE sheet_copies.put_away": "a workbook is its bringer's alone",
    "DELETE ratings.discard_draft": "drafts write no event",
    "POST rehearsal.ask": "a rehearsal is of invented people and touches no cycle",
    "PUT rehearsal.stop": "a rehearsal is of invented people and touches no cycle",
    "DELETE rehearsal.delete": "a rehearsal is of invented people and touches no cycle",
    "PUT reader.view": "what a person has viewed is hers alone, like read marks",
    "DELETE reader.unview": "what a person has viewed is hers alone, like read marks",
    "POST arrivals.bring": "files that wait for their slots are the draft of one person",
}

LEAVES = {
    "PUT embargo.respond": "publication.responded",
    "PUT embargo.consent": "publication.consented",
    "PUT embargo.begin": "embargo.opened",
    "DELETE embargo.end": "embargo.ended",
    "POST releases.sign": "release.signed",
    "POST releases.correct": "correction.proposed",
    "PUT releases.countersign": "correction.signed",
    "DELETE releases.drop": "correction.dropped",
    "POST releases.withdraw": "withdrawal.proposed",
    "PUT releases.sign_withdrawal": "withdrawal.signed",
    "DELETE releases.put_back": "withdrawal.ended",
    "PUT copies.bring_in": "comment.made",
    "POST labels.put": "thread.labelled",
    "DELETE labels.take": "thread.unlabelled",
    "POST triangulation.reply": "triangulation.replied",
    "POST triangulation.ask": "thread.opened",
    "POST coverage.use": "citation.made",
    "POST coverage.refuse": "suggestion.refused",
    "DELETE coverage.restore": "suggestion.restored",
    "POST appointments.invite": "role.granted",
    "POST appointments.send_link": "person.invited",
    "PUT appointments.suspend": "role.suspended",
    "DELETE appointments.resume": "role.restored",
    "DELETE appointments.end": "role.ended",
    "POST appointments.hand_over": "role.handed_over",
    "POST appointments.name_deputy": "role.deputised",
    "DELETE appointments.end_deputation": "role.ended",
    "POST organisations.rename": "organisation.renamed",
    "POST organisations.add_alias": "organisation.alias_added",
    "DELETE organisations.remove_alias": "organisation.alias_removed",
    "PUT organisations.succeed": "organisation.succeeded",
    "POST carrying.propose": "carrying.proposed",
    "PUT carrying.countersign": "case.carried",
    "DELETE carrying.drop": "carrying.dropped",
    "POST frameworks.open_it": "cycle.opened",
    "POST cycles.move": "case.moved",
    "POST outbox.try_out": "mail.tested",
    "POST outbox.retry": "mail.retried",
    "POST cycles.sign": "case.signed",
    "DELETE cycles.withdraw_signature": "signature.withdrawn",
    "POST extending.ask": "extension.asked",
    "POST extending.sign": "extension.signed",
    "PUT extending.refuse": "extension.refused",
    "DELETE extending.withdraw": "extension.withdrawn",
    "PUT extending.revoke": "extension.revoked",
    "POST windows.propose": "window.proposed",
    "POST windows.countersign": "window.changed",
    "POST migration.migrate": "case.migrated",
    "DELETE migration.undo": "case.migrated",
    "PUT arrivals.place": "evidence.filed",
    "POST evidence.file": "evidence.filed",
    "PUT again.read_once_more": "evidence.read_again",
    "PUT evidence.fill": "evidence.filled",
    "PUT evidence.approve": "evidence.approved",
    "PUT evidence.want": "evidence.wanted",
    "PUT evidence.put_dates_right": "evidence.dated",
    "PUT undoing.withdraw": "evidence.withdrawn",
    "PUT following.decide": "evidence.place_decided",
    "PUT following.decide_several": "evidence.place_decided",
    "DELETE undoing.restore": "evidence.restored",
    "DELETE undoing.undo_filing": "evidence.withdrawn",
    "DELETE undoing.take_back": "evidence.emptied",
    "POST review.open_thread": "thread.opened",
    "POST pending.send": "review.sent",
    "DELETE pending.take_back": "review.taken_back",
    "POST themes.open_theme": "theme.opened",
    "POST themes.open_thread": "thread.opened",
    "POST themes.gather": "thread.gathered",
    "DELETE themes.take_out": "thread.taken_out",
    "POST review.comment": "comment.made",
    "PUT review.edit": "comment.edited",
    "DELETE review.delete": "comment.deleted",
    "PUT life.verify": "thread.verified",
    "DELETE life.unverify": "thread.unverified",
    "PUT life.close": "thread.closed",
    "DELETE life.reopen": "thread.reopened",
    "PUT life.assign": "thread.assigned",
    "DELETE life.undo": "thread.undone",
    "DELETE life.take_back": "comment.deleted",
    "POST audience.widen": "thread.widened",
    "POST citing.cite_answer": "answer.cited",
    "DELETE citing.uncite_answer": "answer.uncited",
    "POST hearings.open_session": "hearing.opened",
    "PUT hearings.begin": "hearing.begun",
    "PUT hearings.set_time": "hearing.timed",
    "PUT hearings.close": "hearing.closed",
    "DELETE hearings.resume": "hearing.resumed",
    "PUT hearings.order": "question.ordered",
    "POST hearings.ask": "question.asked",
    "DELETE hearings.retract": "question.retracted",
    "PUT hearings.support": "question.supported",
    "DELETE hearings.unsupport": "question.unsupported",
    "PUT hearings.take": "question.taken",
    "DELETE hearings.put_back": "question.put_back",
    "PUT hearings.move": "question.ordered",
    "PUT hearings.merge": "question.merged",
    "PUT hearings.set_aside": "question.set_aside",
    "PUT hearings.answer": "answer.given",
    "DELETE hearings.take_back": "answer.taken_back",
    "POST hearings.note": "answer.noted",
    "POST bulk.carry_out": "thread.closed",
    "POST lifting.lift": "conclusion.lifted",
    "PUT choosing.choose": "outcome.chosen",
    "PUT choosing.settle": "outcome.settled",
    "PUT choosing.explain": "outcome.explained",
    "DELETE choosing.drop": "outcome.dropped",
    "PUT choosing.aim": "outcome.aimed",
    "PUT packs.confirm": "indicators.loaded",
    "PUT packs.withdraw": "indicators.withdrawn",
    "DELETE packs.count_again": "indicators.counted_again",
    "POST ratings.rate": "rating.made",
    "POST ratings.review": "rating.made",
    "POST ratings.rate_from_outside": "rating.made",
    "PUT filling.keep_sheet": "rating.made",
    "PUT citing.attach": "citation.attached",
    "POST citing.cite": "citation.made",
    "POST citing.cite_from_reader": "citation.made",
    "DELETE citing.uncite": "citation.withdrawn",
    "PUT citing.verify": "citation.verified",
    "POST giving.give": "items.given",
    "PUT sheet_copies.take_in": "rating.made",
    "POST earlier.confirm": "rating.made",
    "DELETE giving.take_back": "items.taken_back",
    "POST board.make_pack": "pack.made",
    "POST board.ratify": "board.ratified",
    "POST board.record_meeting": "board.dated",
    "PUT board.move_meeting": "board.dated",
    "DELETE board.cancel_meeting": "board.dated",
    "POST partners.invite": "partner.invited",
    "DELETE partners.revoke": "partner.revoked",
    "POST answering.answer": "partner.answered",
    "PUT answering.decline": "partner.declined",
    "DELETE answering.answer_after_all": "partner.accepted",
    "PUT answering.hand_on": "partner.handed_on",
    "PUT answering.refuse_mail": "partner.no_more_mail",
    "POST answering.mail_link": "partner.link_mailed",
    "POST partners.renew": "partner.invited",
    "PUT partners.settle": "partner.settled",
    "POST partners.remind": "partner.reminded",
    "POST partners.count_now": "partner.counted",
    "PUT partners.tell_outcome": "partner.told",
    "POST partners.invite_many": "partner.invited",
    "POST surveys.load": "partner.surveyed",
    "POST line_of_sight.draw": "line.added",
    "PUT line_of_sight.change": "line.changed",
    "DELETE line_of_sight.withdraw": "line.withdrawn",
    "PUT line_of_sight.restore": "line.restored",
    "PUT line_of_sight.order": "line.ordered",
    "POST line_of_sight.show": "line.shown",
    "POST line_of_sight.show_from_reader": "line.shown",
    "DELETE line_of_sight.hide": "line.hidden",
    "PUT line_of_sight.find": "line.found",
    "POST timetable.propose": "timetable.proposed",
    "DELETE timetable.take_back": "timetable.taken_back",
    "PUT timetable.adopt": "timetable.adopted",
    "PUT timetable.send": "timetable.sent",
    "PUT timetable.hold": "timetable.proposed",
    "PUT timetable.keep_away": "timetable.away",
    "PUT timetable_rules.set_rules": "timetable.rules_set",
    "POST timetable_rules.make_calendar": "room.calendar_made",
    "DELETE timetable_rules.end_calendar": "room.calendar_ended",
    "POST pool.add": "pool.changed",
    "POST pool.bring": "pool.changed",
    "PUT pool.change": "pool.changed",
    "DELETE pool.leave": "pool.changed",
    "PUT pool.say_days": "pool.changed",
    "PUT pool.undo": "pool.changed",
    "POST pool.put_aside": "conflict.put_aside",
    "DELETE pool.take_up_again": "conflict.put_aside",
    "PUT availability.say": "pool.changed",
    "PUT availability.undo": "pool.changed",
    "POST availability.declare": "conflict.declared",
    "PUT panels.set_day": "panel.set",
    "POST panels.seat": "panel.seated",
    "PUT panels.settle_seat": "panel.seat_changed",
    "POST panels.declare": "conflict.declared",
    "PUT panels.decide": "conflict.decided",
    "PUT panels.commit": "rating.made",
    "PUT panels.reveal": "panel.revealed",
    "PUT panels.reveal_ready": "panel.revealed",
    "PUT panels.agree": "panel.agreed",
    "PUT panels.agree_together": "panel.agreed",
    "POST room.draft": "report.written",
    "PUT room.set_leads": "panel.led",
    "POST room.share_out": "panel.led",
    "PUT room.set_lead": "panel.led",
    "POST steering.add_part": "panel.agenda_changed",
    "PUT steering.change_part": "panel.agenda_changed",
    "DELETE steering.remove_part": "panel.agenda_changed",
    "PUT steering.move_part": "panel.agenda_changed",
    "PUT steering.begin_part": "panel.part_begun",
    "DELETE steering.end_part": "panel.part_ended",
    "PUT steering.take_up": "panel.taken_up",
    "DELETE steering.put_down": "panel.put_down",
    "PUT steering.show": "panel.shown",
    "DELETE steering.clear": "panel.cleared",
    "POST steering.write_feedback": "panel.feedback_written",
    "PUT steering.change_feedback": "panel.feedback_changed",
    "DELETE steering.drop_feedback": "panel.feedback_dropped",
    "PUT steering.give_feedback": "panel.feedback_given",
    "POST steering.note_reply": "panel.feedback_replied",
    "PUT questioning.open_queue": "panel.questions_opened",
    "POST questioning.ask": "question.asked",
    "POST questioning.draw": "question.asked",
    "PUT questioning.claim": "panel.question_claimed",
    "DELETE questioning.unclaim": "panel.question_unclaimed",
    "PUT questioning.take": "panel.question_asked",
    "DELETE questioning.put_back": "panel.question_settled",
    "PUT questioning.set_aside": "question.set_aside",
    "PUT questioning.answer": "panel.question_settled",
    "PUT panels.write": "report.written",
    "POST accuracy.raise_point": "point.raised",
    "DELETE accuracy.withdraw": "point.withdrawn",
    "PUT accuracy.answer": "point.answered",
    "PUT accuracy.carry": "point.carried",
    "PUT accuracy.correct": "rating.corrected",
    "POST accuracy.sign": "report.signed_off",
    "DELETE accuracy.unsign": "report.sign_off_lapsed",
    "POST accuracy.name_deputy": "role.deputised",
    "DELETE accuracy.end_deputy": "role.ended",
    "PUT letters.keep": "report.written",
    "PUT calibration.moderate": "calibration.moderated",
    "PUT calibration.change": "calibration.changed",
    "PUT calibration.sign": "calibration.signed",
    "POST calibration.reply": "calibration.replied",
    "POST common_cases.make": "common_case.prepared",
    "POST common_cases.bring": "common_case.prepared",
    "PUT common_cases.hide": "common_case.names_hidden",
    "PUT common_cases.open_it": "common_case.opened",
    "PUT common_cases.set_day": "common_case.dated",
    "DELETE common_cases.withdraw": "common_case.withdrawn",
    "PUT common_cases.hand_in": "common_case.handed_in",
    "PUT comparing.decide": "calibration.compared",
    "PUT publication.approve": "publication.approved",
    "DELETE publication.hold": "publication.held",
    "PUT publication.write_summary": "summary.written",
    "PUT publication.publish_summary": "summary.published",
    "POST acts.carry_out": "act.done",
    "DELETE intake.take_back": "review.unassigned",
    "POST intake.declare": "interest.declared",
    "PUT intake.dismiss": "interest.dismissed",
    "DELETE acts.undo": "act.undone",
    "POST improvement.plan": "action.planned",
    "PUT improvement.finish": "action.finished",
    "PUT profile.aim": "target.set",
    "POST profile.offer": "offer.given",
    "DELETE profile.end_offer": "offer.ended",
    "PUT profile.say": "promise.answered",
}


# Views of no single case, which ask for their ability themselves: the tests of strangers try each of them.
OWN_DOORS = {
    # Data packs belong to no case: `withdrawing.demand` asks, and a brought file is its bringer's alone.
    *("packs.overview", "packs.bring", "packs.arrival", "packs.confirm", "packs.leave_out"),
    *("packs.pack", "packs.withdraw", "packs.count_again"),
    *("appointments.people", "appointments.invite", "appointments.person", "appointments.send_link"),
    *("appointments.suspend", "appointments.resume", "appointments.end", "appointments.hand_over"),
    *("organisations.rename", "organisations.add_alias", "organisations.remove_alias"),
    "organisations.succeed",
    "partners.tell_outcome",
    *("areas.areas", "areas.area", "areas.indicator", "areas.anywhere", "areas.of_organisation"),
    *("frameworks.new", "frameworks.template", "frameworks.begin", "frameworks.draft", "frameworks.send"),
    *("frameworks.workbook", "frameworks.settle", "frameworks.discard", "frameworks_preview.preview"),
    *("frameworks_preview.pretend", "frameworks.consequences", "frameworks.open_it"),
    *("windows.propose", "windows.countersign", "outbox.people", "outbox.retry"),
    *("migration.preview", "migration.migrate", "migration.undo"),
    *("rehearsal.rehearsals", "rehearsal.ask", "rehearsal.rehearsal", "rehearsal.file", "rehearsal.report"),
    *("rehearsal.stop", "rehearsal.delete"),
    *("monitor.places", "monitor.nation", "monitor.overseer", "calibration.sheet"),
    *("common_cases.overview", "common_cases.make", "common_cases.bring", "common_cases.one"),
    *("common_cases.item", "common_cases.rate", "common_cases.hand_in", "common_cases.hide"),
    *("common_cases.open_it", "common_cases.withdraw", "common_cases.feedback"),
    *("common_cases.keep_draft", "common_cases.set_day"),
    *("comparing.items", "comparing.cases", "comparing.what_moved", "comparing.moved_sheet", "comparing.fit"),
    *("monitor.nation_sheet", "monitor.overseer_sheet", "dossier_checks.of_overseer"),
    *("intake.arrived", "intake.take_back", "intake.declare", "intake.dismiss"),
    # Timetables belong to no case: each view asks whether the person manages the overseer's panels.
    *("timetable.overview", "timetable.propose", "timetable.take_back", "timetable.adopt", "timetable.send"),
    *("timetable.one", "timetable.hold", "timetable.keep_away"),
    *("timetable_rules.rules", "timetable_rules.set_rules", "timetable_rules.make_calendar"),
    *("timetable_rules.end_calendar", "pool.everybody", "pool.add", "pool.bring", "pool.one", "pool.change"),
    *("pool.leave", "pool.say_days", "pool.undo", "pool.put_aside", "pool.take_up_again"),
    *("panel_week.coming", "panel_week.of_day", "triangulation.nation", "triangulation.overseer"),
    *("acts.preview", "acts.carry_out", "acts.result", "acts.undo"),
    *("publication.approval", "publication.approve", "publication.hold"),
    *("publication.write_summary", "publication.publish_summary"),
    *("embargo.readers", "embargo.begin", "embargo.end", "releases.draft", "releases.sign"),
}


def watch(app: Flask, database: Database) -> list[str]:
    """Note in the list that is given back what was changed through a page without its line in the log."""
    faults: list[str] = []

    def note_head() -> None:
        with database.reading() as session:
            g.head, g.changed, g.points = log.head(session), set(), []

    # The first of all, for the door sends some away, and then no other is called.
    app.before_request_funcs.setdefault(None, []).insert(0, note_head)

    @event.listens_for(database.engine, "before_cursor_execute")
    def note_change(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if has_request_context() and "changed" in g:
            _note(statement)

    @app.after_request
    def look(response: Response) -> Response:
        if response.status_code >= 400:
            return response
        kinds: set[str] = set()
        if request.method not in READS:
            with database.reading() as session:
                kinds = set(session.scalars(select(Event.kind).where(Event.seq > g.head)))
            faults.extend(fault_of(f"{request.method} {request.endpoint}", g.changed, kinds))
        # A form that was acted on before is answered as it was then: nothing is asked, and nothing done.
        if (request.method in READS or g.changed) and not _asked(app):
            faults.append(f"{request.endpoint} let somebody in without asking whether she may.")
        return response

    return faults


def _note(statement: str) -> None:
    """What a statement changes; what is taken back to a savepoint was not changed."""
    verb = statement.split(maxsplit=1)[0]
    if verb == "SAVEPOINT":
        g.points.append(set(g.changed))
    elif verb == "RELEASE":
        g.points.pop()
    elif verb == "ROLLBACK":
        g.changed = g.points.pop()
    elif found := WRITE.match(statement):
        g.changed.add(found[1])


def fault_of(name: str, changed: set[str], kinds: set[str]) -> list[str]:
    """What is wrong with an act that changed these tables and left lines of these kinds."""
    told = changed - UNTOLD
    if name in LEAVES_NOTHING:
        return [f"{name} changed {sorted(told)}, though it is said to leave nothing."] if told else []
    if (told or kinds) and LEAVES.get(name) not in kinds:
        return [f"{name} changed {sorted(told)} and left {sorted(kinds)} in the log."]
    return []


def _asked(app: Flask) -> bool:
    ability = permission_of(app, request.endpoint)
    sent_to_sign_in = not visitor.is_signed_in()
    return (
        ability not in ABILITIES
        or sent_to_sign_in
        or request.endpoint in OWN_DOORS
        or g.get("asked") == ability
    )
