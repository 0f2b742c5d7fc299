"""Plants the secrets: what each organisation, panel and overseer keeps to itself at its stage."""

import io
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path

from tests.frameworks.workbooks import changed
from tests.harness.panel import CHAIR, EVERYBODY, LEVELS, Sitting
from tests.house.canaries import NATION, NORTHERN_CHAIR, PANEL, Q30, Q34, Aviary, found_more, those_of
from wccflow.base.clock import instant_on
from wccflow.calibration import actions as calibration
from wccflow.coverage import actions as suggested
from wccflow.cycles import signing
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.cycles.queries import definition_of
from wccflow.evidence import actions as evidence
from wccflow.evidence import freezing
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.frameworks import actions as frameworks
from wccflow.hearings import actions as hearings
from wccflow.hearings import asking
from wccflow.indicators import actions as indicators
from wccflow.indicators import loading
from wccflow.line_of_sight import actions as sight
from wccflow.line_of_sight import queries as lines
from wccflow.line_of_sight import sharing
from wccflow.line_of_sight.models import Line
from wccflow.panels import (
    conflicts,
    feedback,
    leading,
    notes,
    pooling,
    queries,
    seating,
    timetable_setting,
    timetabling,
)
from wccflow.panels import invitations as seats
from wccflow.panels import questions as asking_now
from wccflow.panels.region import region_called
from wccflow.panels.timetable_rules import Rules
from wccflow.partners import actions as partners
from wccflow.partners import answering
from wccflow.people.queries import organisation, person_by_email
from wccflow.ratings import actions as ratings
from wccflow.ratings import board, citing, drafts
from wccflow.ratings import sharing as opened
from wccflow.reading_plan import actions as reading_plan
from wccflow.review import actions as review
from wccflow.review import attending, theming
from wccflow.review.anchoring import Anchor
from wccflow.review.models import Thread
from wccflow.triangulation import actions as triangulation

MEMBER = EVERYBODY[-1]


def fill(aviary: Aviary) -> None:
    """Plant every secret."""
    found_more(aviary)
    load_pack(aviary)
    prepare(aviary, "5MX")
    analyse(aviary, "5J9")
    sit(aviary, "5PG")
    report(aviary, "5PE")
    moderate(aviary, "5QC")
    change_window(aviary)
    draft_cycle(aviary)
    plan_panels(aviary)


def plan_panels(aviary: Aviary) -> None:
    """A pool, an interest that its owner and her manager know of, and a timetable that is proposed."""
    world, manager = aviary.world, aviary.reach("manager@q34.example")
    word = aviary.secret("sister", Q34 - {"analyst@q34.example"}, frozenset({MEMBER}))
    with world.database.writing():
        region = region_called("wcc-test", "Q34")
        rules = Rules(first_day=date(2031, 4, 7), last_day=date(2031, 4, 18))
        timetable_setting.set_rules(region, rules, "", by=manager, now=world.now)
        for email, seat in zip(EVERYBODY, region.definition.seats, strict=True):
            row = pooling.add(
                region, email=email, name="", seats=[seat], skills=(), by=manager, now=world.now
            )
        aviary.keep("member", row.id, "Q34")
        member = world.reach(MEMBER)
        conflicts.declare(
            world.case("5MX"), person_by_email(MEMBER), what=f"My {word}.", by=member, now=world.now
        )
        timetabling.propose(region, by=manager, now=world.now)


def load_pack(aviary: Aviary) -> None:
    """A data pack, which is no secret: so that its pages are walked through."""
    head = "indicator_id,indicator,period,area_type,area_code,area_name,value,polarity"
    rows = [
        f"life_expectancy,Life expectancy,{period},pct,{code},{code},{78 + at},higher_is_better"
        for period in ("2006/07", "2007/08")
        for at, code in enumerate(("5PG", "5MX", "5J9"))
    ]
    with tempfile.TemporaryDirectory() as folder, aviary.world.database.writing():
        path = Path(folder) / "values.csv"
        path.write_text("\n".join([head, *rows]), encoding="utf-8")
        by_id = person_by_email("lead@dh.example").id
        assert loading.load(path, "Invented", by_id=by_id, now=aviary.world.now).faults == []


def draft_cycle(aviary: Aviary) -> None:
    """A cycle that the nation prepares, of which nobody else knows."""
    word, lead = aviary.secret("dhdraft", frozenset({"lead@dh.example"})), aviary.reach("lead@dh.example")
    world = aviary.world
    content = changed({"About!B2": f"Standards of {word}"})
    with world.database.writing():
        received = receive(world.database.files, BytesIO(content), name=f"{word}.xlsx", max_bytes=1 << 20)
        made = frameworks.begin_of_workbook(received, by=lead, now=world.now)
        aviary.keep("draft_id", made.id, "")


def prepare(aviary: Aviary, code: str) -> None:
    """An organisation that has submitted nothing yet: all its own work is its own."""
    own, world = those_of(code), aviary.world
    lead, chief = aviary.reach(f"lead@{code.lower()}.example"), aviary.reach(f"chief@{code.lower()}.example")
    world.at("preparing", code)
    file(aviary, code, own, "mxold")
    version = file(aviary, code, own, "mx")
    now, case = world.now, aviary.act(lambda: world.case(code))
    why, draft = (
        aviary.secret("mxreason", own),
        aviary.secret("mxdraft", frozenset({f"lead@{code.lower()}.example"})),
    )
    with world.database.writing():
        ratings.rate(case, "1.1", "3", f"Because {why} is so.", by=lead, now=now)
        drafts.keep_draft(case, "1.2", "2", f"I think {draft}.", by=lead, now=now)
        cited = citing.cite(case, "1.1", version_id=version.id, passage=_key("mx"), by=lead, now=now)
        aviary.keep("citation_id", cited.id, code)
        drawn = sight.draw(case, title=f"A line to {aviary.secret('mxline', own)}", by=lead, now=now)
        shown = sight.show(drawn, case, "goal", version_id=version.id, passage=_key("mx"), by=lead, now=now)
        aviary.keep("line_id", drawn.id, code)
        aviary.keep("passage_id", shown.id, code)
        put = suggested.refuse(
            case, "1.2", version_id=version.id, passage=_key("mx"), channel="self", by=lead, now=now
        )
        aviary.keep("label_id", put.id, code)
        planned = reading_plan.make([(case, ["1.1"])], 30, by=lead, now=now, case=case)
        aviary.keep("plan_id", planned.id, code)
        source = aviary.secret("mxaim", own)
        item = definition_of(case).elements["outcomes"].fixed[0]
        indicators.aim(
            case,
            item,
            baseline=1.0,
            trajectory=[1.0, 2.0, 3.0, 4.0, 5.0],
            unit="per cent",
            polarity="higher_is_better",
            source=source,
            by=lead,
            now=now,
        )
        indicators.explain(case, item, f"It {aviary.secret('mxchosen', own)} us.", by=lead, now=now)
        pack = board.make_pack(case, by=lead, now=now)
        aviary.keep("pack_id", pack.id, code)
        partner, words = aviary.secret("mxpartner", own), aviary.secret("mxreply")
        made, secret = partners.invite(
            case, kind="authority", name=partner, email=f"{partner}@example.org", by=lead, now=now
        )
        aviary.keep("invitation_id", made.id, code)
        answering.reply(secret, {}, f"They {words} well.", now=now)
    thread = talk(aviary, code, "mxthread", f"lead@{code.lower()}.example", own)
    unsent = aviary.secret("mxunsent", frozenset({f"editor@{code.lower()}.example"}))
    aviary.act(
        lambda: attending.save_draft(
            attending.place_of(thread), unsent, by=aviary.reach(f"editor@{code.lower()}.example"), now=now
        )
    )
    signing_off = world.at("board_sign_off", code)
    minute, met_on = aviary.secret("mxminute", own), date(2009, 9, 20)
    aviary.act(lambda: board.ratify(signing_off, pack.id, met_on=met_on, minute=minute, by=chief, now=now))
    world.at("preparing", code)


def analyse(aviary: Aviary, code: str) -> None:
    """An organisation of the other overseer, whose plans are being read, with a panel of its own."""
    own, world = those_of(code), aviary.world
    world.at("preparing", code)
    version = file(aviary, code, own | Q30 | NATION | {NORTHERN_CHAIR}, "jn")
    theirs = draw(aviary, code, own | Q30 | NATION | {NORTHERN_CHAIR})
    lead = aviary.reach(f"lead@{code.lower()}.example")
    aviary.act(lambda: ratings.rate(world.case(code), "1.1", "3", "We do.", by=lead, now=world.now))
    world.at("analysing", code)
    analyst, manager = aviary.reach("analyst@q30.example"), aviary.reach("manager@q30.example")
    with world.database.writing():
        case = world.case(code)
        freezing.share(case, by=None, now=world.now)
        sharing.share(case, by=None, now=world.now)
        opened.share(case, by=None, now=world.now)
        seating.set_day(case, date(2010, 4, 20), by=manager, now=world.now)
        seats.invite(
            case,
            email=NORTHERN_CHAIR,
            name=f"Person of {NORTHERN_CHAIR}",
            seat="chair",
            part="chair",
            skills={"commissioning"},
            by=manager,
            now=world.now,
        )
        _keep_panel(aviary, code)
        theirs = lines.line(analyst, theirs.id)
        why = f"It {aviary.secret('jnfinding', Q30, frozenset({NORTHERN_CHAIR}))} not."
        sight.find(theirs, case, "goal", stance="does_not_follow", why=why, by=analyst, now=world.now)
        title = f"Our line to {aviary.secret('jnline', Q30, frozenset({NORTHERN_CHAIR}))}"
        drawn = sight.draw(case, title=title, by=analyst, now=world.now)
        aviary.keep("line_id", drawn.id, code)
        note = aviary.secret("jnreview", Q30, frozenset({NORTHERN_CHAIR}))
        ratings.review_item(case, "1.1", "2", f"It {note} here.", by=analyst, now=world.now)
        cited = citing.cite(
            case,
            "1.1",
            version_id=version.id,
            passage=_key("jn"),
            channel="documents",
            by=analyst,
            now=world.now,
        )
        aviary.keep("citation_id", cited.id, code)
        # Who is to rate on the panel meets no reply before rating alone: it tells of the figures.
        words = f"The plan {aviary.secret('jnbeside', own | Q30 | NATION)} since."
        triangulation.reply(case, item="1.1", words=words, by=lead, now=world.now)
    talk(aviary, code, "jnregion", "analyst@q30.example", Q30, audience="overseer")
    everyone = own | Q30 | NATION | {NORTHERN_CHAIR}
    talk(aviary, code, "jnquestion", "analyst@q30.example", everyone, kind="question", on=version)


def sit(aviary: Aviary, code: str) -> None:
    """An organisation whose panel is in session: members have rated, and nothing is revealed but one item."""
    own, world = those_of(code), aviary.world
    world.at("preparing", code)
    file(aviary, code, own | Q34 | PANEL | NATION, "pg")
    sitting = Sitting(world, code)
    sitting.put_together()
    talk(aviary, code, "pgown", f"lead@{code.lower()}.example", own)
    world.at("analysing", code)
    with world.database.writing():
        freezing.share(world.case(code), by=None, now=world.now)
        note = aviary.secret("pgreview", Q34, PANEL)
        analyst = world.reach("analyst@q34.example")
        ratings.review_item(world.case(code), "1.1", "2", f"It {note} here.", by=analyst, now=world.now)
    sitting.open()
    region = talk(aviary, code, "pgregion", "analyst@q34.example", Q34, audience="overseer")
    gather(aviary, code, "pgtheme", "analyst@q34.example", Q34, region)
    hear(aviary, code, "pgsession", "analyst@q34.example", Q34)
    talk(aviary, code, "pgpanel", CHAIR, PANEL, audience="panel")
    _rate_alone(aviary, sitting, "pg", PANEL)
    _sit_down(aviary, sitting)
    _keep_panel(aviary, code)
    with world.database.writing():
        what = aviary.secret("pgconflict", Q34, frozenset({CHAIR}))
        made = conflicts.declare(
            world.case(code),
            person_by_email(EVERYBODY[-1]),
            what=f"A brother is {what}.",
            by=world.reach("manager@q34.example"),
            now=world.now,
        )
        aviary.keep("conflict_id", made.id, code)


def report(aviary: Aviary, code: str) -> None:
    """An organisation whose panel writes its report, which the organisation has not been sent."""
    sitting = Sitting(aviary.world, code)
    sitting.put_together()
    sitting.open()
    sitting.commit_all("1.1", "2", "2", "3", "2", "2")
    sitting.reveal("1.1")
    sitting.agree("1.1", "2", f"They {aviary.secret('pereason', Q34, PANEL)} it.")
    sitting.close()
    sitting.write("impression", f"A board that {aviary.secret('pereport', Q34, PANEL)}.")
    _keep_panel(aviary, code)


def moderate(aviary: Aviary, code: str) -> None:
    """An organisation whose agreed level was changed in its region, which it has not been shown."""
    sitting = Sitting(aviary.world, code)
    sitting.put_together()
    sitting.open()
    sitting.commit_all("1.1", "2", "2", "3", "2", "2")
    sitting.reveal("1.1")
    sitting.agree("1.1", "3", "It follows from the plan.")
    sitting.close()
    sitting.issue()
    sitting.fix()
    director, world = aviary.reach("director@q34.example"), aviary.world
    with world.database.writing():
        why = aviary.secret("qcchange", Q34 - {"analyst@q34.example"}, frozenset({"lead@dh.example"}))
        made = calibration.adjust(
            world.case(code), "1.1", "2", f"Beside the others it {why}.", by=director, now=world.now
        )
        aviary.keep("change_id", made.id, code)
        note = aviary.secret("qcnote", Q34, frozenset({"lead@dh.example"}))
        calibration.moderate(world.case(code), note=f"We found {note}.", by=director, now=world.now)
    _keep_panel(aviary, code)


def change_window(aviary: Aviary) -> None:
    """A proposed change of the other overseer's dates, with its reason."""
    world = aviary.world
    with world.database.writing():
        made = signing.change_window(
            cycle_called("wcc-test"),
            organisation("Q30"),
            "panel",
            opens=date(2010, 3, 1),
            closes=None,
            why=f"We {aviary.secret('window', Q30, NATION)}.",
            by=world.reach("manager@q30.example"),
            now=instant_on(date(2010, 2, 1)),
        )
        aviary.keep("change", made.id, "Q30")


def file(aviary: Aviary, code: str, readers: frozenset[str], mark: str) -> Version:
    """The strategic plan of an organisation, filed and read; its words, name and note are secrets."""
    words, name, note = (
        aviary.secret(f"{mark}{what}", readers) for what in ("passage", "file", "versionnote")
    )
    world = aviary.world
    with world.database.writing():
        content = io.BytesIO(f"We will {words}.".encode())
        received = receive(world.database.files, content, name=f"{name}.txt", max_bytes=10_000)
        by = world.reach(f"lead@{code.lower()}.example")
        made = evidence.file(world.case(code), "strategic_plan", received, by=by, now=world.now, note=note)
        passage = Passage(passage_id(f"We will {words}.", {}), "paragraph", f"We will {words}.", "Money", 3)
        settle_reading(made.id, Reading("txt", 4, (passage,), ()), now=world.now)
    aviary.keep("version_id", made.id, code)
    return made


def draw(aviary: Aviary, code: str, readers: frozenset[str]) -> Line:
    """A line of an organisation that it is still to submit; its title is a secret."""
    world = aviary.world
    with world.database.writing():
        by, title = aviary.reach(f"lead@{code.lower()}.example"), aviary.secret("jnown", readers)
        made = sight.draw(world.case(code), title=f"A line to {title}", by=by, now=world.now)
    aviary.keep("line_id", made.id, code)
    return made


def talk(
    aviary: Aviary,
    code: str,
    name: str,
    who: str,
    readers: frozenset[str],
    *,
    kind: str = "comment",
    audience: str = "",
    on: Version | None = None,
) -> Thread:
    """A thread whose title and words are secrets."""
    title, words = aviary.secret(f"{name}title", readers), aviary.secret(f"{name}words", readers)
    world = aviary.world
    with world.database.writing():
        made = review.open_thread(
            world.case(code),
            kind=kind,
            title=title,
            body=f"I say {words}.",
            audience=audience,
            anchor=Anchor(on.id, _key("jn")) if on else None,
            by=world.reach(who),
            now=world.now,
        )
        said = review.comment(made, body="And more.", by=world.reach(who), now=world.now)
    aviary.keep("thread_id", made.id, code)
    aviary.keep("comment_id", said.id, code)
    return made


def gather(aviary: Aviary, code: str, name: str, who: str, readers: frozenset[str], thread: Thread) -> None:
    """A theme of an overseer, secret like its conversation, with a thread of a case under it."""
    title, words = aviary.secret(f"{name}title", readers), aviary.secret(f"{name}words", readers)
    world = aviary.world
    with world.database.writing():
        by, case = world.reach(who), world.case(code)
        made = theming.open_theme(case.cycle, case.overseer, title=title, by=by, now=world.now)
        review.open_thread(made, kind="comment", body=f"We say {words}.", by=by, now=world.now)
        theming.gather(made, thread, by=by, now=world.now)
    aviary.keep("theme_id", made.id, code)


def hear(aviary: Aviary, code: str, name: str, who: str, readers: frozenset[str]) -> None:
    """A session of an overseer's own people with a question; its title and words are secrets."""
    title, words = aviary.secret(f"{name}title", readers), aviary.secret(f"{name}words", readers)
    world = aviary.world
    with world.database.writing():
        by, case = world.reach(who), world.case(code)
        made = hearings.open_session(case, title=title, audience="overseer", by=by, now=world.now)
        question = asking.ask(made, words=f"Why {words}?", by=by, now=world.now)
    aviary.keep("hearing_id", made.id, code)
    aviary.keep("question_id", question.id, code)


def _rate_alone(aviary: Aviary, sitting: Sitting, mark: str, panel: frozenset[str]) -> None:
    for number, who in enumerate(EVERYBODY):
        alone = frozenset({who}) - {EVERYBODY[-1]}  # who will stand aside, and then not even meet her own
        blind = aviary.secret(f"{mark}blind{'abcde'[number]}", alone)
        shown = aviary.secret(f"{mark}shown{'abcde'[number]}", panel)
        sitting.commit("1.2", LEVELS["levels"], who, f"Alone I {blind}.")
        sitting.commit("2.1", LEVELS["levels"], who, f"Alone I {shown}.")
    sitting.reveal("2.1")


def _sit_down(aviary: Aviary, sitting: Sitting) -> None:
    """A question that waits, feedback that is not given, and a member's own note."""
    world, member = aviary.world, EVERYBODY[1]
    with world.database.writing():
        case, chair, by = sitting.case, world.reach(CHAIR), world.reach(member)
        asked, told = aviary.secret("pgasked", PANEL), aviary.secret("pgfeedback", PANEL)
        note = aviary.secret("pgnote", frozenset({member}))
        asking_now.open_queue(case, by=chair, now=world.now)
        question = asking_now.ask(case, f"Why {asked}?", by=by, now=world.now, item="1.1")
        point = feedback.write(case, "work_on", f"You {told}.", by=by, now=world.now)
        kept = notes.write(case, sitting.panel, f"I {note}.", by=by, now=world.now, item="1.1")
        leading.share_out(case, by=chair, now=world.now)
        for name, made in (("question_id", question), ("point_id", point), ("note_id", kept)):
            aviary.keep(name, made.id, sitting.code)


def _keep_panel(aviary: Aviary, code: str) -> None:
    with aviary.world.database.reading():
        panel = queries.panel_of(aviary.world.case(code))
        assert panel is not None
        aviary.keep("panel_id", panel.id, code)
        for seat in queries.seats_of(panel):
            aviary.keep("seat_id", seat.id, code)


def _key(mark: str) -> str:
    return passage_id(f"We will zqx{mark}passage.", {})
