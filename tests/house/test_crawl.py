"""Everybody reads all that can be reached: nobody meets a secret, no page is broken, nothing changes."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import time, timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask, template_rendered
from sqlalchemy import func, select

from tests.house.canaries import EVERYONE
from tests.house.conftest import Secretive
from tests.house.crawling import Seen, answer_of, crawl, guessed, look
from tests.house.markup import faults_of
from wccflow.base import log
from wccflow.base.clock import business_day, instant_on
from wccflow.base.models import Base
from wccflow.base.places import templates_folder
from wccflow.evidence.models import PassageRow
from wccflow.live.application import cursors_of
from wccflow.notices import mailing, reader
from wccflow.notices.models import Mail
from wccflow.panels.models import PaperOpening
from wccflow.people.models import Person
from wccflow.publication.models import FinalPageOpening

pytestmark = pytest.mark.timeout(2400)  # some four thousand pages are opened before the first test

NOBODY = ""
# One of each kind, and of each organisation: colleagues in the same role see the same.
WATCHERS = [
    NOBODY,
    *(
        "lead@5pg.example",
        "chief@5pg.example",
        "editor@5pg.example",
        "lead@5mx.example",
        "editor@5mx.example",
    ),
    *(
        "lead@5j9.example",
        "lead@5qc.example",
        "chief@5pe.example",
        "analyst@q30.example",
        "manager@q30.example",
    ),
    *("analyst@q34.example", "manager@q34.example", "director@q34.example", "chair1@q34.example"),
    *(
        "panel1@q34.example",
        "panel4@q34.example",
        "chair1@q30.example",
        "lead@dh.example",
        "observer@dh.example",
    ),
]
ALLOWED = {200, 303, 404, 422}


@dataclass(slots=True)
class Walk:
    """What everybody saw, and how the database stood before and after."""

    seen: dict[str, list[Seen]]
    templates: set[str]
    before: dict[str, int]
    after: dict[str, int]


def counted(secretive: Secretive) -> dict[str, int]:
    """The head of the log, and how many rows each table has but that of what was opened."""
    with secretive.house.database.reading() as session:
        rows = {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
            if name not in (PaperOpening.__tablename__, FinalPageOpening.__tablename__)
        }
        return {**rows, "the head of the log": log.head(session)}


@pytest.fixture(scope="module")
def walk(secretive: Secretive) -> Walk:
    """Everybody's walk through the house."""
    reader.drain(secretive.house.database)
    clients = {who: secretive.client(who) for who in WATCHERS}
    drawn: set[str] = set()

    def note(_app: object, template: object, **_rest: object) -> None:
        drawn.add(getattr(template, "name", ""))

    begin = [
        "/",
        "/notices",
        "/search?q=plan",
        *guessed(secretive.app, secretive.aviary.ids),
        *by_two(secretive),
    ]
    before = counted(secretive)
    with template_rendered.connected_to(note, secretive.app):
        seen = {who: list(crawl(client, begin)) for who, client in clients.items()}
    return Walk(seen, drawn, before, counted(secretive))


def by_two(secretive: Secretive) -> list[str]:
    """Addresses that need a second word: each passage to cite, one of each document, each two documents."""
    with secretive.house.database.reading() as session:
        passages = session.execute(select(PassageRow.version_id, PassageRow.key)).all()
    versions = {version for version, _ in passages}
    cited = [f"/evidence/{version}/citations?passage={key}" for version, key in passages]
    for version, key in {row.version_id: row.key for row in passages}.items():
        cited.extend((f"/search/like/{version}/{key}", f"/evidence/{version}/lines?passage={key}"))
    return cited + [f"/evidence/{a}/difference?to={b}" for a in versions for b in versions if a != b]


def test_nobody_meets_a_secret_of_others(secretive: Secretive, walk: Walk) -> None:
    readers = secretive.aviary.readers

    leaks = {
        (word, who, each.address)
        for who, seen in walk.seen.items()
        for each in seen
        for word in secretive.aviary.met_in(each.secrets)
        if who not in readers[word]
    }

    assert leaks == set()


def test_every_secret_is_met_by_somebody_so_that_it_could_have_leaked(
    secretive: Secretive, walk: Walk
) -> None:
    met = {word for seen in walk.seen.values() for each in seen for word in each.secrets}

    could = {word for word, who in secretive.aviary.readers.items() if who & set(WATCHERS)}
    assert could - met == set()


def test_reading_changes_nothing(walk: Walk) -> None:
    assert walk.after == walk.before


def test_no_page_breaks(walk: Walk) -> None:
    odd = {
        (who, s.address, s.status) for who, seen in walk.seen.items() for s in seen if s.status not in ALLOWED
    }

    assert odd == set()


def test_every_private_address_sends_nobody_in_particular_to_sign_in(walk: Walk) -> None:
    private = [each for each in walk.seen[NOBODY] if not each.address.startswith("/published/")]

    answers = {(each.status, each.headers.get("Location")) for each in private}

    assert answers == {(303, "/sign-in")}


def test_every_view_asked_for_the_ability_it_declares(secretive: Secretive, walk: Walk) -> None:
    assert walk.seen != {}
    assert secretive.faults == []


def test_what_is_hidden_answers_like_what_is_absent(secretive: Secretive, walk: Walk) -> None:
    for who, seen in walk.seen.items():
        absent = {
            begin: answer_of(look(secretive.client(who), f"{begin}nothing/here"))
            for begin in ("/", "/published/")
        }

        hidden = [each for each in seen if each.status == 404]

        assert {each.address for each in hidden if answer_of(each) != absent[kind_of(each)]} == set()


def kind_of(seen: Seen) -> str:
    """Where an address begins: answers to everybody may be kept by a browser, if it asks again."""
    return "/published/" if seen.address.startswith("/published/") else "/"


def test_links_lead_somewhere(walk: Walk) -> None:
    for who, seen in walk.seen.items():
        shown = linked(seen)

        refused = {(each.address, each.status) for each in seen if each.status in {404, 422}}

        assert {each for each in refused if each[0] in shown} == set(), who


def test_every_kind_of_page_is_sound_markup(secretive: Secretive, walk: Walk) -> None:
    faults = {
        (each.address, fault)
        for pages in fullest(secretive.app, walk).values()
        for each in pages
        for fault in faults_of(each.text)
    }

    assert faults == set()


def test_every_page_was_drawn(walk: Walk) -> None:
    folder = templates_folder()
    pages = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if '{% extends "layout.html" %}' in path.read_text()
    }

    assert pages - walk.templates == DRAWN_ELSEWHERE


# Answers to what was sent, and pages that one cycle without a result cannot show: their rooms' tests do.
DRAWN_ELSEWHERE = {
    "frameworks/opened.html",
    *("notices/mail.html", "rehearsal/rehearsal.html", "rehearsal/waiting.html"),
    *(
        "errors/stale.html",
        "monitor/places.html",
        "people/handover.html",
        "cycles/carrying.html",
        "people/sign_in.html",
        "publication/result.html",
        "publication/withdrawn.html",
        "publication/compare.html",
        "publication/releases.html",
        "publication/corrections.html",
        "publication/final.html",
        "evidence/original_page.html",
        "evidence/following_choice.html",
    ),
    *("review/done.html", "review/naming.html", "review/preview.html", "review/several.html"),
    *("calibration/common_case.html", "calibration/common_item.html", "calibration/common_feedback.html"),
    *("review/returned.html", "review/sent.html", "review/being_made.html"),
    *("panels/lifting.html", "improvement/promises.html"),
    *("partners/receipt.html", "partners/handed_on.html", "partners/elsewhere.html"),
    *("indicators/arrival.html", "ratings/sheet_copy.html"),
    *("partners/answering.html", "review/reading.html", "monitor/acts.html", "monitor/result.html"),
}


def fullest(app: Flask, walk: Walk) -> dict[str, list[Seen]]:
    """The three longest pages of each kind, of different people."""
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    rules = app.url_map.bind("localhost")
    for who, seen in walk.seen.items():
        for each in seen:
            whole = each.is_page and "<html" in each.text  # a piece for the middle of a page has no head
            if whole and each.status == 200:
                endpoint = rules.match(urlsplit(each.address).path)[0]
                longest = found[endpoint].get(who)
                if longest is None or len(each.text) > len(longest.text):
                    found[endpoint][who] = each
    return {
        endpoint: sorted(pages.values(), key=lambda page: -len(page.text))[:3]
        for endpoint, pages in found.items()
    }


def linked(seen: list[Seen]) -> set[str]:
    """The addresses to which ordinary links of these pages lead."""
    hrefs = re.compile(r'<a [^>]*href="(/[^"#]*)')
    return {href.replace("&amp;", "&") for each in seen if each.is_page for href in hrefs.findall(each.text)}


def test_no_stream_tells_a_secret(secretive: Secretive) -> None:
    readers, ids = secretive.aviary.readers, secretive.aviary.ids
    with secretive.house.database.reading() as session:
        head = log.head(session)
        cases = [secretive.aviary.world.case(code).id for code in ("5PG", "5MX", "5J9", "5PE", "5QC")]
    topics = [*cases, *ids["thread_id"], *ids["panel_id"]]
    asked = "&".join(f"topic={each}" for each in topics)
    cursors = cursors_of(secretive.app)

    told = {
        (word, who)
        for who in EVERYONE
        for place in range(0, head, 250)
        for word in told_to(secretive, who, f"/events?{asked}&last={cursors.token(place)}")
    }

    assert {each for each in told if each[1] not in readers[each[0]]} == set()
    assert told != set()


def told_to(secretive: Secretive, who: str, address: str) -> set[str]:
    """The secrets that a stream tells this person."""
    return secretive.aviary.met_in(look(secretive.client(who), address).secrets)


def test_no_mail_tells_a_secret(secretive: Secretive, walk: Walk) -> None:
    readers = secretive.aviary.readers
    now = instant_on(business_day(secretive.aviary.world.now) + timedelta(days=2), time(8))
    with secretive.house.database.writing() as session:
        mailing.make_mails(base_url="http://house.example", demonstration=False, now=now)
        session.flush()
        rows = session.execute(select(Mail, Person).join(Person, Person.id == Mail.person_id)).all()
        mails = [(person.email, f"{mail.subject} {mail.body}".lower()) for mail, person in rows]
        session.rollback()

    leaks = {
        (word, who)
        for who, text in mails
        for word, whose in readers.items()
        if word in text and who not in whose
    }

    assert leaks == set()
    assert mails != []
