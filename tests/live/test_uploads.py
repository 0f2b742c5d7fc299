"""Uploads over real sockets: those that stall or are too large are answered and hold up nobody."""

import http.client
import select
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from tests.live.little import WAIT_SECONDS, Little
from wccflow.live.uploads import Limits

QUICK = Limits(most_bytes=3_000_000, least_bytes_per_second=100, look_seconds=0.5, most_seconds=2)


def begin(port: int, *headers: str, body: bytes = b"x", path: str = "/length") -> socket.socket:
    """A connection on which an upload has begun."""
    made = socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS)
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]
    made.sendall("\r\n".join(lines).encode() + body)
    return made


def answer_on(connection: socket.socket) -> tuple[int, str]:
    """The status and the body of the answer on this connection."""
    with connection, http.client.HTTPResponse(connection) as answer:
        answer.begin()
        return answer.status, answer.read().decode()


def ask(port: int, method: str = "GET", path: str = "/", **given: object) -> tuple[int, str]:
    """The status and body of an ordinary answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    connection.request(method, path, **given)  # type: ignore[arg-type]  # headers and body
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_stalled_uploads_are_answered_while_other_pages_are_served(app: Little) -> None:
    with app.served(limits=replace(QUICK, look_seconds=2, most_seconds=20)):
        stalled = [begin(app.port, "Content-Length: 1000") for _ in range(20)]
        page = ask(app.port)
        answered_before_the_page, _, _ = select.select(stalled, [], [], 0)
        answers = {answer_on(connection) for connection in stalled}

    assert page == (200, "home")
    assert answered_before_the_page == []
    assert [status for status, _ in answers] == [408]
    assert "it arrived too slowly, so it was not kept. Send it again." in next(iter(answers))[1]


def test_an_upload_that_trickles_is_answered_as_one_that_stalls(app: Little) -> None:
    with app.served(limits=QUICK):
        connection = begin(app.port, "Content-Length: 1000")
        for _ in range(4):
            connection.sendall(b"x")

        status, _ = answer_on(connection)

    assert status == 408


def test_an_upload_announced_as_too_large_is_refused_before_it_is_sent(app: Little) -> None:
    with app.served(limits=QUICK):
        status, body = answer_on(begin(app.port, "Content-Length: 3000001", body=b""))

    assert status == 413
    assert "larger than the 3 MB that can be taken" in body


def test_an_upload_of_unknown_length_is_refused_once_it_is_too_large(app: Little) -> None:
    chunk = b"40000\r\n" + b"x" * 0x40000 + b"\r\n"
    with app.served(limits=QUICK):
        connection = begin(app.port, "Transfer-Encoding: chunked", body=chunk * 12 + b"0\r\n\r\n")

        status, _ = answer_on(connection)

    assert status == 413


@pytest.mark.parametrize("size", [0, 1, 5_000, 2_999_999, 3_000_000])
def test_an_upload_reaches_its_page_whole(app: Little, size: int) -> None:
    with app.served(limits=QUICK):
        answer = ask(app.port, "POST", "/length", body=b"x" * size)

    assert answer == (200, str(size))


def test_an_upload_of_unknown_length_reaches_its_page_whole(app: Little) -> None:
    with app.served(limits=QUICK):
        answer = ask(app.port, "POST", "/length", body=iter([b"x" * 1000, b"y" * 500]))

    assert answer == (200, "1500")


def test_a_program_is_refused_in_its_own_language(app: Little) -> None:
    with app.served(limits=QUICK):
        status, body = answer_on(begin(app.port, "Content-Length: 4000000", path="/api/v1/files"))

    assert (status, body[:38]) == (413, '{"title": "Request Entity Too Large", ')


def test_a_person_is_refused_on_a_page_of_the_house(app: Little) -> None:
    with app.served(limits=QUICK, page_saying=lambda title, sentence: f"{title} | {sentence}"):
        status, body = answer_on(begin(app.port, "Content-Length: 4000000"))

    assert (status, body.split(" | ")[0]) == (413, "That is too large")
    assert body.split(" | ")[1].startswith("This is larger than the 3 MB that can be taken.")


def test_where_there_is_no_room_an_upload_is_refused_in_a_sentence(app: Little, tmp_path: Path) -> None:
    with app.served(limits=QUICK, folder=tmp_path / "missing"):
        status, body = ask(app.port, "POST", "/length", body=b"x" * 2_000_000)

    assert status == 507
    assert "no room left" in body


def test_readers_who_take_nothing_hold_no_thread(app: Little) -> None:
    with app.served():
        readers = [socket.create_connection(("127.0.0.1", app.port)) for _ in range(9)]
        for reader in readers:
            reader.sendall(b"GET /large/8000000 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

        page = ask(app.port)
        for reader in readers:
            reader.close()

    assert page == (200, "home")
