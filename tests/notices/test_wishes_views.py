"""The page of preferences: chosen, kept, taken back, and the digest as it would be."""

from datetime import timedelta

from tests.harness.clients import token_of
from tests.harness.world import World
from tests.notices.conftest import Crier
from tests.notices.test_views import LEAD, Clients
from wccflow.base import clock
from wccflow.notices.rules import KINDS, Wishes
from wccflow.notices.wishes import wishes_of
from wccflow.people.queries import person_by_email

HERE = "/notices/preferences"
CHOSEN = {
    "version": "0",
    "hour": "9",
    "at_once": "no",
    "most_a_day": "3",
    "paused_until": "",
    "often-panel": "weekly",
    "often-stage": "none",
    "_method": "PUT",
}


def wished(world: World) -> Wishes:
    with world.database.reading():
        person = person_by_email(LEAD)
        return wishes_of([person.id])[person.id]


def test_what_is_chosen_is_kept_and_shown_again(world: World, client_of: Clients) -> None:
    client = client_of(LEAD)
    proof = token_of(client.get(HERE).text)

    answer = client.post(HERE, data={**CHOSEN, "csrf_token": proof})

    assert (answer.status_code, answer.location) == (303, HERE)
    assert wished(world) == Wishes(9, {"panel": "weekly", "stage": "none"}, False, None, 3)
    assert '<option value="9" selected>' in client.get(HERE).text


def test_by_default_everything_is_daily_and_what_only_you_can_do_at_once(
    world: World, client_of: Clients
) -> None:
    text = client_of(LEAD).get(HERE).text

    assert wished(world) == Wishes()
    assert text.count('value="daily" checked') == len(KINDS) - 1
    assert text.count('value="once" checked') == 1
    assert "<li>Where somebody mentions you: at once, between 07:00 and 20:00.</li>" in text


def test_a_pause_lasts_to_the_end_of_its_last_day(world: World, client_of: Clients) -> None:
    client, until = client_of(LEAD), clock.today() + timedelta(days=3)
    proof = token_of(client.get(HERE).text)

    client.post(HERE, data={**CHOSEN, "paused_until": until.isoformat(), "csrf_token": proof})

    assert wished(world).paused_until == clock.end_of(until)
    assert "You get no mail until" in client.get(HERE).text


def test_what_cannot_be_wished_is_refused_in_a_sentence(world: World, client_of: Clients) -> None:
    client = client_of(LEAD)
    proof = token_of(client.get(HERE).text)
    wrong = [
        {"hour": "3"},
        {"most_a_day": "0"},
        {"most_a_day": "many"},
        {"often-stage": "hourly"},
        {"paused_until": "2009-01-01"},
        {"paused_until": "soon"},
    ]

    answers = [client.post(HERE, data={**CHOSEN, **each, "csrf_token": proof}).status_code for each in wrong]

    assert answers == [422] * len(wrong)
    assert wished(world) == Wishes()


def test_preferences_changed_elsewhere_are_not_written_over(world: World, client_of: Clients) -> None:
    client = client_of(LEAD)
    proof = token_of(client.get(HERE).text)
    client.post(HERE, data={**CHOSEN, "csrf_token": proof})

    again = client.post(HERE, data={**CHOSEN, "hour": "11", "csrf_token": proof})

    assert again.status_code == 409
    assert wished(world).hour == 9


def test_the_default_can_be_had_again(world: World, client_of: Clients) -> None:
    client = client_of(LEAD)
    proof = token_of(client.get(HERE).text)
    client.post(HERE, data={**CHOSEN, "csrf_token": proof})

    client.post(HERE, data={"_method": "DELETE", "csrf_token": proof})

    assert wished(world) == Wishes()


def test_the_next_digest_is_shown_as_it_would_be(world: World, crier: Crier, client_of: Clients) -> None:
    client = client_of(LEAD)
    before = client.get(HERE).text
    crier.tell("The briefing <is> out.")
    with_news = client.get(HERE).text

    assert "Nothing waits for it." in before
    assert "- The briefing &lt;is&gt; out." in with_news
    assert "One thing happened" in with_news
