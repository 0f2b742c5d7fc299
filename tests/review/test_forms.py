"""Forms that two people send at once."""

from tests.review.conftest import CHIEF, LEAD, Table
from tests.review.test_views import Clients, post


def test_two_people_who_give_a_thread_at_once_meet_a_choice(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "Who checks?")
    table.say(thread, CHIEF, "Somebody should.")
    people = [str(table.reach(who).person_id) for who in (CHIEF, LEAD)]
    clients = [client_of(who) for who in (CHIEF, LEAD)]

    answers = [
        post(client, f"{thread.address}/assignment", thread.address, _method="PUT", version="1", person=each)
        for client, each in zip(clients, people, strict=True)
    ]

    assert [status for status, _ in answers] == [303, 409]
    told = answers[1][1]
    assert (f"Person of {CHIEF}" in told, f"Person of {LEAD}" in told) == (True, True)
