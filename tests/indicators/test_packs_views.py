"""The pages of data packs: a dry run first, then loading, withdrawing and counting again."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.harness.clients import token_of
from tests.indicators.conftest import HEAD, Desk
from wccflow.base.work import session
from wccflow.indicators import arriving
from wccflow.indicators.background import work_next
from wccflow.indicators.models import IndicatorValue, PackArrival

ClientOf = Callable[[str], FlaskClient]

PACKS = "/data-packs"
GOOD = "smoking,Smokers,2008/09,pct,5PG,Birmingham East,25.1,24.0,26.2,lower_is_better,"
NATIONAL = "lead@dh.example"


def brought(client: FlaskClient, *rows: str, **fields: str) -> tuple[str, str]:
    """Bring a file with these rows: the address where that leads, and its page."""
    content = "\n".join([HEAD, *rows, ""]).encode()
    data = {
        "csrf_token": token_of(client.get(PACKS).text),
        "source": "A test",
        "encoding": "utf-8",
        "file": (io.BytesIO(content), "values.csv"),
        **fields,
    }
    answer = client.post(PACKS, data=data, content_type="multipart/form-data", follow_redirects=True)
    return answer.request.path, answer.text


def send(client: FlaskClient, page: str, to: str, method: str, **fields: str) -> tuple[str, str]:
    """Send a form of a page: the address where that leads, and its page."""
    data = {"csrf_token": token_of(client.get(page).text), "_method": method, **fields}
    answer = client.post(to, data=data, follow_redirects=True)
    return answer.request.path, answer.text


def kept(desk: Desk) -> list[float | None]:
    """The values that are kept."""
    with desk.world.database.reading():
        return list(session().scalars(select(IndicatorValue.value).order_by(IndicatorValue.row)))


def test_without_packs_the_page_says_what_to_do(desk: Desk, client_of: ClientOf) -> None:
    html = client_of(NATIONAL).get(PACKS).text

    assert "No data pack is loaded yet" in html
    assert "Look at the file" in html


def test_a_pack_that_counts_is_listed_with_who_loaded_it(desk: Desk, client_of: ClientOf) -> None:
    desk.load(GOOD)

    answer = client_of(NATIONAL).get(PACKS)

    assert answer.status_code == 200
    assert "values.csv" in answer.text
    assert "by the command line" in answer.text
    assert "Counts" in answer.text


@pytest.mark.parametrize("who", ["lead@5pg.example", "analyst@q34.example"])
def test_whoever_may_not_load_finds_no_page(desk: Desk, client_of: ClientOf, who: str) -> None:
    assert client_of(who).get(PACKS).status_code == 404


def test_a_file_is_looked_at_before_it_is_loaded(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(NATIONAL)

    address, html = brought(client, GOOD, published="2010-05-06", licence="Open")

    assert address.startswith(f"{PACKS}/arrivals/")
    assert "Nothing is loaded yet. This is what would come of it." in html
    assert "Smokers: 1 value" in html
    assert kept(desk) == []
    address, html = send(client, address, address, "PUT")
    assert "Loaded: values.csv, 1 rows." in html
    assert "6 May 2010" in html
    assert kept(desk) == [25.1]


def test_faults_are_shown_and_the_file_cannot_be_loaded(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(NATIONAL)

    address, html = brought(client, GOOD.replace("25.1", "many"))

    assert "Row 2, value: is “many”, which is not a number." in html
    assert "Load it" not in html
    _, html = send(client, address, address, "PUT")
    assert "Only a file without faults can be loaded." in html
    assert kept(desk) == []


def test_what_is_no_table_is_told_on_the_page(desk: Desk, client_of: ClientOf) -> None:
    _, html = brought(client_of(NATIONAL), "Ynys M\u00f4n", encoding="utf-16")

    assert "The file is not text in UTF-16" in html


def test_a_file_without_a_source_is_refused(desk: Desk, client_of: ClientOf) -> None:
    _, html = brought(client_of(NATIONAL), GOOD, source=" ")

    assert "Say where the values come from" in html


def test_a_file_can_be_left_out(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(NATIONAL)
    address, _ = brought(client, GOOD)

    _, html = send(client, address, address, "DELETE")

    assert "Left out: values.csv. Nothing of it is kept." in html
    assert client.get(address).status_code == 404


def test_a_file_is_its_bringers_alone(desk: Desk, client_of: ClientOf) -> None:
    address, _ = brought(client_of(NATIONAL), GOOD)

    assert client_of("lead@5pg.example").get(address).status_code == 404


def test_a_large_file_is_read_in_the_background(
    desk: Desk, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "AT_ONCE_BYTES", 10)
    monkeypatch.setattr("wccflow.indicators.loading.TELL_EVERY", 1)
    client = client_of(NATIONAL)

    address, html = brought(client, GOOD, GOOD.replace("5PG", "5MX"))

    assert "0 rows are looked at so far" in html
    assert work_next(desk.world.database) == 1
    assert "Smokers: 2 values" in client.get(address).text
    with desk.world.database.writing():  # as the form does, which here has no log line to leave
        arriving.confirm(
            session().scalars(select(PackArrival)).one(), by=desk.world.reach(NATIONAL), now=desk.world.now
        )
    assert kept(desk) == []
    assert [work_next(desk.world.database), work_next(desk.world.database)] == [1, 0]
    assert kept(desk) == [25.1, 25.1]
    assert "2 rows are loaded." in client.get(address).text


def test_a_file_that_was_loaded_meanwhile_is_refused_in_the_background(
    desk: Desk, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "AT_ONCE_BYTES", 10)
    address, _ = brought(client_of(NATIONAL), GOOD)
    work_next(desk.world.database)
    with desk.world.database.writing():
        arrival = session().scalars(select(PackArrival)).one()
        arriving.confirm(arrival, by=desk.world.reach(NATIONAL), now=desk.world.now)
        with arriving.ready(arrival) as other:
            other.keep(desk.world.now)

    assert work_next(desk.world.database) == 1

    assert "This very file is loaded already." in client_of(NATIONAL).get(address).text
    assert kept(desk) == [25.1]


def test_others_write_while_a_large_file_is_looked_at_to_be_loaded(
    desk: Desk, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "AT_ONCE_BYTES", 10)
    monkeypatch.setattr("wccflow.indicators.loading.TELL_EVERY", 1)
    brought(client_of(NATIONAL), GOOD, GOOD.replace("5PG", "5MX"))
    work_next(desk.world.database)
    with desk.world.database.writing():
        arrival = session().scalars(select(PackArrival)).one()
        arriving.confirm(arrival, by=desk.world.reach(NATIONAL), now=desk.world.now)
    written: list[int] = []

    def another(rows: int) -> None:
        with desk.world.database.writing():
            session().get_one(PackArrival, arrival.id).rows_seen = rows
        written.append(rows)

    with desk.world.database.reading(), arriving.ready(arrival, another) as ready:
        assert ready.result.rows == 2

    assert written == [1, 2, 2]


def test_a_pack_is_withdrawn_with_a_reason_and_counts_again(desk: Desk, client_of: ClientOf) -> None:
    pack_id = desk.load(GOOD).pack_id
    client, address = client_of(NATIONAL), f"{PACKS}/{pack_id}"

    _, refused = send(client, address, f"{address}/withdrawal", "PUT", why=" ")
    _, withdrawn = send(client, address, f"{address}/withdrawal", "PUT", why="The wrong sex.")

    assert "Say why the pack is withdrawn" in refused
    assert "The wrong sex." in withdrawn
    assert "Withdrawn" in client.get(PACKS).text
    _, again = send(client, address, f"{address}/withdrawal", "DELETE")
    assert "The pack counts again." in again
    assert "Withdraw this pack" in again


def test_a_withdrawn_file_is_not_loaded_anew(desk: Desk, client_of: ClientOf) -> None:
    pack_id = desk.load(GOOD).pack_id
    client, address = client_of(NATIONAL), f"{PACKS}/{pack_id}"
    send(client, address, f"{address}/withdrawal", "PUT", why="The wrong sex.")

    assert desk.refused(lambda: desk.load(GOOD)) == (
        "This very file was loaded and withdrawn. Let that pack count again on its page instead."
    )


def test_a_pack_shows_what_it_revised(desk: Desk, client_of: ClientOf) -> None:
    desk.load(GOOD, GOOD.replace("5PG", "5MX"))
    pack_id = desk.load(GOOD.replace("25.1", "25.3"), GOOD.replace("5PG", "5MX")).pack_id
    client = client_of(NATIONAL)

    html = client.get(f"{PACKS}/{pack_id}?indicator=smoking&show=revised").text

    assert "What it revised of smoking" in html
    assert "revised from 25.1 on" in html
    assert "5MX" not in html


def test_a_pack_that_is_not_there_is_not_found(desk: Desk, client_of: ClientOf) -> None:
    assert client_of(NATIONAL).get(f"{PACKS}/00000000-0000-0000-0000-000000000000").status_code == 404


def test_a_value_that_is_not_shown_has_its_reason(desk: Desk, client_of: ClientOf) -> None:
    pack_id = desk.load(GOOD.replace("25.1,24.0,26.2", "<5,,")).pack_id

    html = client_of(NATIONAL).get(f"{PACKS}/{pack_id}").text

    assert "not shown: fewer than 5 cases, so that nobody can be recognised" in html
