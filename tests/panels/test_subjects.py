"""Threads hang on the day of a panel, for everyone in the case, and are begun from its page."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import CHAIR, Sitting
from tests.review.test_queries import statements
from wccflow.panels.subjects import days, subject_of, threads_on
from wccflow.review.subjects import subjects

Clients = Callable[[str], FlaskClient]
PANEL = "/cycles/wcc-test/5PG/panel"


def test_a_thread_on_the_day_is_begun_from_the_panels_page(sitting: Sitting, client_of: Clients) -> None:
    manager, chair = client_of("manager@q34.example"), client_of(CHAIR)
    with sitting.world.database.reading():
        key, room = subject_of(sitting.panel), sitting.panel.address
    form = f"/cycles/wcc-test/5PG/threads/new?subject={key.replace(':', '%3A')}"

    assert form in manager.get(PANEL).text
    assert form in chair.get(room).text
    proof = token_of(manager.get(form).text)
    fields = {"kind": "comment", "body": "Who brings the projector?", "subject": key, "csrf_token": proof}
    address = manager.post("/cycles/wcc-test/5PG/threads", data=fields).location

    assert "Panel day, " in chair.get(address).text
    assert f'href="{PANEL}"' in chair.get(address).text
    for page in (PANEL, room):
        assert "Who brings the projector?" in chair.get(page).text
    assert "projector" not in client_of("lead@5pg.example").get(PANEL).text


def test_only_days_of_panels_are_found_in_one_question(sitting: Sitting) -> None:
    with sitting.world.database.reading():
        panel = sitting.panel
        key = subject_of(panel)
        found = days([key, "panel:nonsense", f"panel:{sitting.case.id.hex}"])
        reach = sitting.world.reach("manager@q34.example")
        audience = sitting.case.audience_id
        assert threads_on(sitting.case, None, reach) == ()

    assert list(found) == [key]
    assert found[key].audience_id == audience
    assert statements(sitting.world.database, lambda: subjects([key])) <= 3
