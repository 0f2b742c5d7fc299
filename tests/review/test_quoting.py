"""Quoting words of a document in a thread: which threads are offered, and what stands in the message then."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.review.conftest import ANALYST, CHIEF, LEAD, TEXT, Table
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import passage_id
from wccflow.review import actions
from wccflow.review.models import Thread

Clients = Callable[[str], FlaskClient]
KEY = passage_id(TEXT, {})
WORDS = "release £4.1m"


def asking(version: Version) -> str:
    return f"/evidence/{version.id}/quotations?passage={KEY}&quote={WORDS}"


def into(thread: Thread, version: Version, key: str = KEY) -> str:
    return f"{thread.address}?from={version.id}&passage={key}&words={WORDS}"


def test_open_threads_are_offered_those_on_the_passage_first(table: Table, client_of: Clients) -> None:
    version = table.file()
    mine, there = table.open(LEAD, "Mine."), table.open(CHIEF, "There.", on=version)
    closed = table.open(LEAD, "Done.")
    table.act(lambda: actions.close(closed, by=table.reach(LEAD), now=table.later()))

    page = client_of(LEAD).get(asking(version)).text

    assert page.index(str(there.id)) < page.index(str(mine.id))
    assert str(closed.id) not in page
    assert "on this passage" in page
    assert f'<blockquote class="wf-quote wf-quote--passage">{WORDS}</blockquote>' in page


def test_the_words_stand_in_the_message_with_a_link_to_their_place(table: Table, client_of: Clients) -> None:
    version = table.file()
    thread = table.open(LEAD, "Mine.")

    page = client_of(LEAD).get(into(thread, version)).text

    link = f"[Five-year strategic plan, page 3](/evidence/{version.id}/passages/{KEY})"
    assert f"&gt; {link}:\n&gt; {WORDS}\n\n</textarea>" in page


def test_a_quotation_is_sent_as_any_message_is(table: Table, client_of: Clients) -> None:
    version = table.file()
    thread = table.open(LEAD, "Mine.")
    words = f"> [Plan](/evidence/{version.id}/passages/{KEY}):\n> {WORDS}\n\nSo it is."

    said = table.say(thread, CHIEF, words)

    page = client_of(LEAD).get(thread.address).text
    assert said.body == words
    assert f'href="/evidence/{version.id}/passages/{KEY}"' in page


def test_what_one_cannot_read_is_not_quoted(table: Table, client_of: Clients) -> None:
    version = table.file()
    thread = table.open(LEAD, "Mine.")
    analyst = client_of(ANALYST)

    assert analyst.get(asking(version)).status_code == 404
    lead = client_of(LEAD)
    assert lead.get(into(thread, version, "p-0000000000")).status_code == 404
    assert lead.get(f"{thread.address}?from=nonsense&passage={KEY}").status_code == 404


def test_without_a_thread_one_is_begun_instead(table: Table, client_of: Clients) -> None:
    version = table.file()

    page = client_of(LEAD).get(asking(version)).text

    assert "There is no thread here yet in which you could write." in page
    assert f"/evidence/{version.id}/threads?passage={KEY}&amp;quote=release" in page


def test_the_menu_of_the_reader_offers_it(table: Table, client_of: Clients) -> None:
    version = table.file()

    page = client_of(LEAD).get(f"/evidence/{version.id}").text

    assert f'<form action="/evidence/{version.id}/quotations" method="get"' in page
    assert "Quote in a thread" in page
