"""Items after a #, and links that every reader may follow."""

from uuid import uuid4

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from wccflow.evidence.reading.passages import passage_id
from wccflow.review import actions
from wccflow.review.references import item_marks
from wccflow.review.speech import plainly
from wccflow.web.text import Mark, as_html, said_in

CASE = "/cycles/wcc-test/5PG"


def test_items_of_the_case_are_marks_with_their_pages(table: Table) -> None:
    with table.world.database.reading():
        found = item_marks(
            "See #6.2, #life_expectancy and #board; not #99.9, &#64; or x#6.1.", table.world.case()
        )

    assert found == [
        Mark("#6.2", f"{CASE}/ratings/6.2"),
        Mark("#board"),
        Mark("#life_expectancy", f"{CASE}/outcomes"),
    ]


def test_a_message_shows_items_as_links_and_names_as_marks() -> None:
    marks = [Mark("#6.2", "/here"), Mark("@Ann")]

    assert as_html("@Ann: #6.2. `#6.2` #6.21", marks) == (
        '<p><strong class="wf-marked">@Ann</strong>: '
        '<a class="wf-marked" href="/here" rel="noopener noreferrer nofollow">#6.2</a>. '
        "<code>#6.2</code> #6.21</p>\n"
    )


def test_a_link_to_a_document_that_not_all_readers_may_read_is_refused(table: Table) -> None:
    version = table.file()
    table.world.at("analysing")
    thread = table.open(ANALYST, "Where is year 3?", kind="question")
    link = f"[plan](/evidence/{version.id}#{passage_id('x', {})})"

    sentence = table.refused(
        lambda: actions.comment(thread, body=link, by=table.reach(LEAD), now=table.later())
    )
    stranger = table.refused(
        lambda: actions.comment(thread, body=link, by=table.reach(ANALYST), now=table.later())
    )
    nothing = table.refused(
        lambda: actions.comment(
            thread, body=f"[x](/evidence/{uuid4()})", by=table.reach(ANALYST), now=table.later()
        )
    )
    aside = table.say(thread, LEAD, link, audience="organisation")

    assert sentence == (
        "Not everyone among these readers can read the document to which you link. Choose narrower readers, "
        "or take the link out."
    )
    assert stranger == nothing
    assert aside.body == link


def test_a_link_to_a_thread_is_for_those_who_read_that_thread(table: Table) -> None:
    table.submit()
    inner = table.open(LEAD, "Between us.", audience="organisation")
    thread = table.open(ANALYST, "Where is year 3?", kind="question")
    link = f"[that]({inner.address})"

    sentence = table.refused(
        lambda: actions.comment(thread, body=link, by=table.reach(CHIEF), now=table.later())
    )

    assert sentence.startswith("Not everyone among these readers can read the thread")
    assert table.say(thread, CHIEF, f"`{link}`").body == f"`{link}`"


def test_words_from_elsewhere_can_be_told_to_name_nobody() -> None:
    words = plainly("@Ann and \\@Bob, ann@x.example")

    assert "@" not in "".join(said_in(words).texts)
    assert as_html(words) == "<p>@Ann and @Bob, ann@x.example</p>\n"
