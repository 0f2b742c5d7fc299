"""Signing in: a link works once, a session can be ended, a closed account is out."""

from datetime import timedelta

import pytest

from tests.harness.world import World
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.people import signing_in
from wccflow.people.queries import person_by_email


def test_a_link_signs_in_once(world: World) -> None:
    now = clock.now()
    with world.database.writing():
        secret = signing_in.make_link(person_by_email("lead@5pg.example"), now)
        person, browser = signing_in.sign_in(secret, now)

        assert signing_in.signed_in(browser, now).id == person.id
        with pytest.raises(Refused, match="used before or is too old"):
            signing_in.sign_in(secret, now)


def test_a_link_is_too_old_after_a_day(world: World) -> None:
    now = clock.now()
    with world.database.writing():
        secret = signing_in.make_link(person_by_email("lead@5pg.example"), now)

        assert not signing_in.link_is_good(secret, now + timedelta(hours=24))
        with pytest.raises(Refused):
            signing_in.sign_in(secret, now + timedelta(hours=24))


def test_signing_out_ends_the_session_for_whoever_kept_its_secret(world: World) -> None:
    now = clock.now()
    with world.database.writing():
        secret = signing_in.make_link(person_by_email("lead@5pg.example"), now)
        _, browser = signing_in.sign_in(secret, now)

        signing_in.sign_out(browser, now)

        with pytest.raises(NotFound):
            signing_in.signed_in(browser, now)


def test_a_closed_account_is_out_at_once(world: World) -> None:
    now = clock.now()
    with world.database.writing():
        person = person_by_email("lead@5pg.example")
        secret = signing_in.make_link(person, now)
        _, browser = signing_in.sign_in(secret, now)

        person.disabled_at = now

        with pytest.raises(NotFound):
            signing_in.signed_in(browser, now)
        with pytest.raises(Refused, match="closed"):
            signing_in.make_link(person, now)


def test_an_idle_session_ends(world: World) -> None:
    now = clock.now()
    with world.database.writing():
        _, browser = signing_in.sign_in(signing_in.make_link(person_by_email("lead@5pg.example"), now), now)

        with pytest.raises(NotFound):
            signing_in.signed_in(browser, now + timedelta(hours=13))
