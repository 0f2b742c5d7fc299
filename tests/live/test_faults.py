"""Whatever breaks: each listener gets each note once, in order, and none is left out."""

import random
import signal
import threading
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.live.little import Little, little
from tests.live.test_application import in_a_process

NOTES = 60


class Follower(threading.Thread):
    """A listener who hangs up after a few notes, and comes back with the place that it heard last."""

    def __init__(self, app: Little, token: str, seed: int) -> None:
        super().__init__()
        self._app = app
        self._token = token
        self._chance = random.Random(seed)
        self.heard: list[str] = []

    def run(self) -> None:
        """Listen until every note was heard; a server that is away is asked again."""
        while len(self.heard) < NOTES:
            try:
                self._hear_some()
            except OSError:
                time.sleep(0.02)

    def _hear_some(self) -> None:
        with self._app.listen(again=self._token) as browser:
            if browser.status != 200:
                return
            try:
                for event in browser.events():
                    assert event.name == "note", "nobody is told to begin anew"
                    self.heard.append(event.html[len("<p>\n") : -len("</p>")])
                    self._token = event.id
                    if len(self.heard) == NOTES or self._chance.random() < 0.2:
                        return
            finally:
                self._token = browser.last or self._token


def test_everybody_hears_each_note_once_and_in_order_while_the_server_is_killed_and_started(
    app: Little, tmp_path: Path, root: Path
) -> None:
    followers = [Follower(app, app.here(), seed) for seed in range(6)]
    texts = [f"note {number}" for number in range(NOTES)]
    with in_a_process(app, tmp_path, root) as process:
        for each in followers:
            each.start()
        for text in texts[: NOTES // 3]:
            app.note(text)
        process.kill()
    for text in texts[NOTES // 3 : NOTES // 2]:
        app.note(text)
    with in_a_process(app, tmp_path, root) as process:
        for text in texts[NOTES // 2 : NOTES * 3 // 4]:
            app.note(text)
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    with in_a_process(app, tmp_path, root):
        app.note(*texts[NOTES * 3 // 4 :])
        for each in followers:
            each.join()

    assert [each.heard for each in followers] == [texts] * len(followers)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.integers(1, 5).map(lambda count: ("write", count)),
            st.integers(1, 5).map(lambda count: ("hear", count)),
            st.just(("leave", 0)),
            st.just(("restart", 0)),
        ),
        max_size=12,
    )
)
def test_in_whatever_order_one_writes_hears_leaves_and_restarts(
    tmp_path_factory: object, steps: list[tuple[str, int]]
) -> None:
    make = tmp_path_factory.mktemp  # type: ignore[attr-defined]  # a fixture of the session
    app = little(make("live"))
    token, written, heard = app.here(), list[str](), list[str]()
    server = app.served()
    server.__enter__()
    try:
        for act, count in [*steps, ("hear", 1000)]:
            if act == "write":
                texts = [f"note {len(written) + number}" for number in range(count)]
                app.note(*texts)
                written += texts
            elif act == "restart":
                server.__exit__(None, None, None)
                server = app.served()
                server.__enter__()
            elif act == "leave":
                with app.listen(again=token).ready() as browser:
                    pass
            elif waiting := min(count, len(written) - len(heard)):
                with app.listen(again=token) as browser:
                    heard += browser.texts(waiting)
                token = browser.last
    finally:
        server.__exit__(None, None, None)
        app.database.engine.dispose()

    assert heard == written
