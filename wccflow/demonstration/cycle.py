"""Makes the demonstration: a cycle with organisations at every stage, brought there by real moves."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.places import workflows_folder
from wccflow.base.work import Database
from wccflow.cycles import actions as cycles
from wccflow.cycles import opening, signing
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.cycles.queries import cycles as all_cycles
from wccflow.demonstration import (
    accuracy,
    analysing,
    boards,
    cast,
    common_cases,
    gaps,
    hearing,
    improving,
    last_year,
    lines,
    packs,
    panel_day,
    panelling,
    partners,
    pool,
    preparing,
    publishing,
    settling,
)
from wccflow.demonstration.cast import Part
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.scene import NATION, Journey, Scene, shifted
from wccflow.demonstration.texts import FOLDER, words
from wccflow.engine.loading import load
from wccflow.evidence import following_queue
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.reader import read
from wccflow.evidence.rules import READING
from wccflow.evidence.settling import settle_reading
from wccflow.notices import reader as notices
from wccflow.people.queries import organisation, person_by_email, reach_of
from wccflow.people.rights import Reach

Act = Callable[[Journey, date], None]
Progress = Callable[[str, int, int], None]
Readings = list[tuple[Version, Future[Reading | Refused]]]

ACTS: Mapping[str, Act] = {
    "choose_outcomes": preparing.choose_outcomes,
    "invite_partners": partners.invite,
    "file_documents": preparing.file_documents,
    "hear_partners": partners.hear,
    "rate_self": preparing.rate_self,
    "draw_lines": lines.draw_lines,
    "approve_plans": preparing.approve_plans,
    "ratify": preparing.ratify,
    "date_board": boards.date_board,
    "move_board": boards.move_board,
    "give_items": boards.give_items,
    "give_to_read": analysing.give_to_read,
    "seat_panel": analysing.seat_panel,
    "discuss": analysing.discuss,
    "enquire": lines.enquire,
    "want_documents": analysing.want_documents,
    "mend_plans": analysing.mend_plans,
    "review_items": analysing.review_items,
    "reply_to_gaps": gaps.reply,
    "hold_session": hearing.hold_session,
    "rate_early": panel_day.rate_early,
    "rate_alone": panelling.rate_alone,
    "hold_day": panel_day.hold_day,
    "agree_ratings": panelling.agree_ratings,
    "write_report": panelling.write_report,
    "check_facts": accuracy.check_facts,
    "sign_off": accuracy.sign_off,
    "plan_actions": improving.plan_actions,
    "answer_promises": improving.answer_promises,
    "record_moderation": settling.record_moderation,
    "adjust": settling.adjust,
    "let_them_read": publishing.let_them_read,
    "say_in_public": publishing.say_in_public,
    "approve_publication": settling.approve_publication,
    "sign_release": publishing.sign_release,
    "tell_partners": partners.tell,
}
READERS = 2
SOON = timedelta(minutes=1)


def exists(database: Database) -> bool:
    """Whether there is a demonstration already."""
    with database.reading():
        return any(each.key == words("journeys")["key"] for each in all_cycles())


def build(database: Database, *, organisations: int, seed: int, progress: Progress) -> str:
    """Make the demonstration with so many organisations; gives the cycle's key.

    Raises Refused where there is one, or when so many organisations there are not.
    """
    if exists(database):
        raise Refused(
            "The demonstration wcc-demo is there already. Use another instance folder for a new one."
        )
    if not 1 <= organisations <= cast.how_many():
        raise Refused(f"Choose between 1 and {cast.how_many()} organisations.")
    parts = cast.parts(organisations)
    scene = _open(database, parts, seed)
    journeys = [Journey(scene, part, Profile.of(part.code, part.name, seed)) for part in parts]
    packs.load_packs(scene, journeys)
    with ThreadPoolExecutor(READERS) as readers:
        _play(last_year.open_it(last_year.scene_of(scene), _remembering(parts)), readers)
        filed = list(_filed(journeys, readers, progress))
        _change_windows(scene, parts)
        for number, (journey, readings) in enumerate(filed):
            progress("reading documents and carrying cases", number, len(journeys))
            _settle(database, readings)
            _go(journey, _steps(after="file_documents", before="moderate"))
    common_cases.rate(journeys)
    for journey in journeys:
        _go(journey, _steps(after="adjust"))
    common_cases.compare(database, scene.key)
    progress("reading documents and carrying cases", len(journeys), len(journeys))
    pool.gather(scene, parts, clock.now())
    notices.skip(database)
    return scene.key


def _open(database: Database, parts: list[Part], seed: int) -> Scene:
    told = words("journeys")
    workflow = load(workflows_folder() / FOLDER[0])
    calendar = shifted(workflow.calendars[told["calendar"]], clock.today())
    definition = workflow.editions[told["edition"]]
    scene = Scene(database, workflow, calendar, seed, told["key"], told["edition"])
    began = scene.at(scene.day("start of preparation - 14 days"), 9)
    with database.writing():
        members = cast.enter(parts, definition, seed=seed, now=last_year.began(last_year.scene_of(scene)))
        made = opening.open_cycle(
            scene.key,
            title=told["title"],
            definition=definition,
            calendar=calendar,
            by_id=person_by_email(NATION).id,
            now=began,
            demonstration=True,
        )
        opening.open_cases(made, list(members.values()), by_id=None, now=began)
    return scene


def _filed(
    journeys: list[Journey], readers: ThreadPoolExecutor, progress: Progress
) -> Iterator[tuple[Journey, Readings]]:
    """Go with each organisation as far as filing; meanwhile its files are read, in limited processes."""
    for number, journey in enumerate(journeys):
        progress("filing documents", number, len(journeys))
        _go(journey, _steps(until="file_documents"))
        yield journey, _being_read(journey, readers)
    progress("filing documents", len(journeys), len(journeys))


def _remembering(parts: list[Part]) -> Part:
    """Who has a year to look back on: the first that prepares now, for whom it is of use."""
    return next((part for part in parts if part.target == "preparing"), parts[0])


def _play(journey: Journey, readers: ThreadPoolExecutor) -> None:
    """Go with one organisation through a whole cycle."""
    _go(journey, _steps(until="file_documents"))
    _settle(journey.scene.database, _being_read(journey, readers))
    _go(journey, _steps(after="file_documents"))


def _steps(*, after: str = "", before: str = "", until: str = "") -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = words("journeys")["steps"]
    names = [_name(step) for step in steps]
    first = names.index(after) + 1 if after else 0
    end = names.index(before) if before else names.index(until) + 1 if until else None
    return steps[first:end]


def _name(step: Mapping[str, Any]) -> str:
    return str(step.get("act") or step["event"])


def _go(journey: Journey, steps: list[dict[str, Any]]) -> None:
    """Take these steps, each in one unit of work, as far as the organisation has come."""
    for step in steps:
        if journey.part.target not in step.get("only", [journey.part.target]):
            continue
        with journey.scene.database.writing():
            if "event" in step and journey.case.state == journey.part.target:
                return
            _take(journey, step)
        if step.get("act") == "mend_plans":
            _follow(journey, step)


def _follow(journey: Journey, step: Mapping[str, Any]) -> None:
    """Let what is said of the plans follow into those that were mended."""
    database = journey.scene.database
    with database.reading():
        case_id, at = journey.case.id, journey.scene.at(_day(journey, step), 12)
    following_queue.follow_case(database, case_id, now=lambda: at)


def _take(journey: Journey, step: Mapping[str, Any]) -> None:
    day = _day(journey, step)
    if "act" in step:
        ACTS[step["act"]](journey, day)
        return
    now = journey.scene.at(day, 15)
    by = journey.by(step["by"], now)
    cycles.move(journey.case, step["event"], by=by, now=now, reason=step.get("reason", ""))


def _day(journey: Journey, step: Mapping[str, Any]) -> date:
    if "panel" in step:
        return journey.panel_on + timedelta(days=step["panel"])
    early = journey.is_early and "early" in step
    return journey.scene.day(step["early"] if early else step["on"])


def _being_read(journey: Journey, readers: ThreadPoolExecutor) -> Readings:
    database = journey.scene.database
    with database.reading() as session:
        query = select(Version).where(Version.case_id == journey.case.id, Version.state == READING)
        waiting = session.scalars(query.order_by(Version.filed_at)).all()
    return [(version, readers.submit(_reading, database, version)) for version in waiting]


def _settle(database: Database, readings: Readings) -> None:
    for version, reading in readings:
        outcome = reading.result()
        with database.writing():
            settle_reading(version.id, outcome, now=min(version.filed_at + SOON, clock.now()))


def _reading(database: Database, version: Version) -> Reading | Refused:
    try:
        return read(database.files.path(version.sha256), name=version.file_name)
    except Refused as refusal:
        return refusal


def _change_windows(scene: Scene, parts: list[Part]) -> None:
    for change in words("journeys")["windows"]:
        if any(part.overseer == change["overseer"] for part in parts):
            _change_window(scene, change)


def _change_window(scene: Scene, change: Mapping[str, str]) -> None:
    now = scene.at(scene.day(change["on"]), 9, 30)
    with scene.database.writing():
        cycle, place = cycle_called(scene.key), organisation(change["overseer"])
        by, countersigning = (_signatory(change, word, now) for word in ("by", "countersign"))
        made = signing.change_window(
            cycle,
            place,
            change["stage"],
            opens=scene.day(change["opens"]) if "opens" in change else None,
            closes=scene.day(change["closes"]) if "closes" in change else None,
            why=change["why"],
            by=by,
            now=now,
        )
        signing.countersign_window(made, by=countersigning, now=now)


def _signatory(change: Mapping[str, str], word: str, now: datetime) -> Reach:
    mailbox = change[word]
    email = NATION if mailbox == "nation" else f"{mailbox}@{change['overseer'].lower()}.example"
    return reach_of(person_by_email(email).id, now)
