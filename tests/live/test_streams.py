"""Streams over real sockets: order, no gap, no duplicate, and nothing for other ears."""

import sqlite3
import threading
from uuid import UUID

import pytest

from tests.live.little import OURS, THEIRS, TOPIC, Browser, Little


def numbers(count: int) -> list[str]:
    """As many different texts."""
    return [f"note {number}" for number in range(count)]


def test_a_note_is_heard_in_the_words_of_the_page(app: Little) -> None:
    with app.served(), app.listen().ready() as browser:
        app.note("first")

        heard = next(browser.events())

    assert (heard.name, heard.html) == ("note", "<p>\nfirst</p>")
    assert app.cursors.seq(heard.id) == 1


def test_notes_are_heard_in_their_order_however_they_are_committed(app: Little) -> None:
    with app.served(), app.listen().ready() as browser:
        app.note(*numbers(3))
        app.note("another")

        heard = browser.texts(4)

    assert heard == [*numbers(3), "another"]


def test_what_happened_between_the_page_and_its_stream_is_not_missed(app: Little) -> None:
    app.note("on the page")
    token = app.here()
    app.note("meanwhile")

    with app.served(), app.listen(token) as browser:
        app.note("afterwards")
        heard = browser.texts(2)

    assert heard == ["meanwhile", "afterwards"]


def test_a_browser_that_comes_back_hears_what_it_missed_and_nothing_twice(app: Little) -> None:
    with app.served():
        with app.listen().ready() as browser:
            app.note("before")
            browser.texts(1)
        app.note("while away", "still away")

        with app.listen(again=browser.last) as browser:
            app.note("back")
            heard = browser.texts(3)

    assert heard == ["while away", "still away", "back"]


def test_the_memory_of_the_browser_is_newer_than_the_address_of_the_page(app: Little) -> None:
    token = app.here()
    app.note("heard before")

    with app.served(), app.listen(token, again=app.here()) as browser:
        app.note("new")
        heard = browser.texts(1)

    assert heard == ["new"]


def test_there_is_no_gap_and_no_duplicate_over_many_reconnections_during_many_posts(app: Little) -> None:
    texts = numbers(120)
    writer = threading.Thread(target=lambda: [app.note(text) for text in texts])
    heard: list[str] = []

    token = app.here()
    with app.served():
        writer.start()
        while len(heard) < len(texts):
            with app.listen(again=token) as browser:
                heard += browser.texts(min(7, len(texts) - len(heard)))
            token = browser.last
        writer.join()

    assert heard == texts


def test_the_stream_still_knows_its_place_after_the_server_was_started_anew(app: Little) -> None:
    with app.served(), app.listen().ready() as browser:
        app.note("before")
        browser.texts(1)
    app.note("while it was down")

    with app.served(), app.listen(again=browser.last) as browser:
        heard = browser.texts(1)

    assert heard == ["while it was down"]


def test_what_another_process_writes_is_heard_too(app: Little) -> None:
    app.note("a line to copy")
    with app.served(), app.listen().ready() as browser:
        # No hook of this process fires for a commit on a plain connection.
        with sqlite3.connect(app.database.engine.url.database or "") as other:
            names = [row[1] for row in other.execute("PRAGMA table_info(event)")]
            new = {"seq": "2", "id": f"'{UUID(int=77).hex}'", "prev_hash": "hash", "hash": "'of the copy'"}
            chosen = ", ".join(new.get(name, name) for name in names)
            other.execute(f"INSERT INTO event SELECT {chosen} FROM event")
        other.close()

        heard = browser.texts(1)

    assert heard == ["a line to copy"]


def test_nothing_of_another_audience_arrives_nor_of_another_topic(app: Little) -> None:
    with app.served(heartbeat_seconds=0.1), app.listen().ready() as browser:
        app.note("hidden", audience=THEIRS)
        app.note("elsewhere", topic=UUID(int=99))
        app.note("mine")
        heard = browser.texts(1)
        read = "".join(browser.read)

    assert heard == ["mine"]
    assert "hidden" not in read
    assert "elsewhere" not in read


def test_nothing_of_another_audience_is_told_to_one_who_comes_back(app: Little) -> None:
    token = app.here()
    app.note("hidden", audience=THEIRS)
    app.note("mine")

    with app.served(), app.listen(token) as browser:
        heard = browser.texts(1)
        read = "".join(browser.read)

    assert heard == ["mine"]
    assert "hidden" not in read


def test_a_note_for_an_audience_that_came_to_be_after_she_connected_is_heard(app: Little) -> None:
    with app.served(), app.listen().ready() as browser:
        app.rights["ann"] = frozenset({OURS, THEIRS})
        app.note("for the new audience", audience=THEIRS)

        heard = browser.texts(1)

    assert heard == ["for the new audience"]


def test_who_may_not_listen_is_answered_by_the_pages(app: Little) -> None:
    with app.served(), app.listen(who="nobody") as browser:
        status, body = browser.status, browser.answer.read()

    assert (status, body) == (403, b"Sign in first.")


def test_one_who_is_shut_out_is_cut_off_at_the_next_heartbeat(app: Little) -> None:
    with app.served(heartbeat_seconds=0.2), app.listen().ready() as browser:
        app.rights.clear()

        rest = list(browser.events())

    assert rest == []


def test_a_change_of_roles_cuts_off_before_the_next_note_and_without_a_heartbeat(app: Little) -> None:
    with app.served(heartbeat_seconds=1000), app.listen().ready() as browser:
        app.rights.clear()
        app.note("", kind="role.ended")
        app.note("too late")

        rest = list(browser.events())

    assert rest == []


def test_one_who_lost_one_audience_still_hears_the_others(app: Little) -> None:
    app.rights["ann"] = frozenset({OURS, THEIRS})
    with app.served(heartbeat_seconds=1000), app.listen().ready() as browser:
        app.rights["ann"] = frozenset({OURS})
        app.note("", kind="role.ended")
        app.note("lost", audience=THEIRS)
        app.note("kept")

        heard = browser.texts(1)

    assert heard == ["kept"]


def test_one_who_missed_too_much_is_told_to_load_the_page_anew(app: Little) -> None:
    token = app.here()
    app.note(*numbers(501))

    with app.served(), app.listen(token) as browser:
        events = browser.events()
        first = next(events)
        app.note("afterwards")
        second = next(events)

    assert (first.name, second.name) == ("reset", "note")
    assert app.cursors.seq(first.id) == 501


def test_five_hundred_missed_notes_are_still_told(app: Little) -> None:
    token = app.here()
    app.note(*numbers(500))

    with app.served(), app.listen(token) as browser:
        heard = browser.texts(500)

    assert heard == numbers(500)


def test_what_others_did_does_not_count_as_missed(app: Little) -> None:
    token = app.here()
    app.note(*numbers(600), audience=THEIRS)
    app.note("mine")

    with app.served(), app.listen(token) as browser:
        heard = browser.texts(1)

    assert heard == ["mine"]


def test_a_token_that_is_not_ours_loads_the_page_anew(app: Little) -> None:
    app.note("there")

    with app.served(), app.listen("12") as browser:
        heard = next(browser.events())

    assert heard.name == "reset"


def test_a_token_of_a_log_that_was_put_back_loads_the_page_anew(app: Little) -> None:
    app.note("there")

    with app.served(), app.listen(app.cursors.token(7)) as browser:
        heard = next(browser.events())

    assert heard.name == "reset"


def test_a_heartbeat_carries_a_place_that_is_as_good_as_the_events(app: Little) -> None:
    with app.served(heartbeat_seconds=0.1):
        with app.listen().ready() as browser:
            app.note("unheard", topic=UUID(int=99))
            beats = (block for block in browser.blocks() if ": still here" in "".join(browser.read[-3:]))
            while app.cursors.seq(browser.last) != 1:
                next(iter(beats))
        app.note("new")

        with app.listen(again=browser.last) as browser:
            heard = browser.texts(1)

    assert heard == ["new"]


def test_a_stream_is_neither_kept_nor_gathered_on_its_way(app: Little) -> None:
    with app.served(), app.listen() as browser:
        headers = dict(browser.answer.getheaders())

    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"


@pytest.mark.parametrize("query", ["", "?topic=everything", "?topic=" + "&topic=".join(map(str, range(51)))])
def test_a_stream_about_nothing_or_too_much_is_refused_in_a_sentence(app: Little, query: str) -> None:
    with app.served(), Browser(app.port, f"/events{query}", {"Cookie": "who=ann"}) as browser:
        status, body = browser.status, browser.answer.read()

    assert (status, body) == (400, b"Name between 1 and 50 topics to listen to.")


def test_one_who_takes_nothing_is_let_go_while_others_hear_all(app: Little) -> None:
    large = [f"{number} " + "x" * 100_000 for number in range(400)]
    with app.served(), app.listen().ready() as slow, app.listen().ready() as quick:
        for start in range(0, 400, 50):
            app.note(*large[start : start + 50])
            heard = quick.texts(50)
            assert heard == large[start : start + 50]

        rest = [event.name for event in slow.events()]

    assert len(rest) < 400


def test_a_note_that_cannot_be_shown_silences_no_other(app: Little) -> None:
    with app.served(), app.listen().ready() as browser:
        app.note("broken")
        app.note("whole")

        heard = browser.texts(1)

    assert heard == ["whole"]


def test_three_listeners_hear_the_same(app: Little) -> None:
    with (
        app.served(),
        app.listen().ready() as one,
        app.listen().ready() as two,
        app.listen().ready() as three,
    ):
        app.note("for all", topic=TOPIC)

        heard = [browser.texts(1) for browser in (one, two, three)]

    assert heard == [["for all"]] * 3
