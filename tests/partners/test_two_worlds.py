"""Two worlds that differ only in what hidden answers say: pages and exports are the same, byte for byte."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from random import Random

import pytest
from flask.testing import FlaskClient

from tests.partners.conftest import Circle

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
READERS = (
    "lead@5pg.example",
    "chief@5pg.example",
    "analyst@q34.example",
    "lead@dh.example",
    "lead@5mx.example",
)
PAGES = (
    "/",
    CASE,
    f"{CASE}/partners",
    f"{CASE}/history",
    f"{CASE}/ratings",
    f"{CASE}/ratings/2.1",
    f"{CASE}/board",
    f"{CASE}/coverage",
    f"{CASE}/triangulation",
    "/triangulation/wcc-test",
    "/monitor/wcc-test",
    "/search?q=xylophone",
    "/notices",
)
EXPORTS = (
    f"{CASE}/ratings.xlsx",
    f"{CASE}/coverage.xlsx",
    f"{CASE}/threads.xlsx",
    "/monitor/wcc-test/rows.xlsx",
)
SCALE = ("hardly", "sometimes", "mostly", "always")
# What differs at every reading of a page: proofs of origin, keys against sending twice, places in the log.
FRESH = re.compile(r'value="[^"]{20,}"|"X-CSRFToken": "[^"]*"|last=[^"]*"|nonce-?[^" ]*')


def read(client_of: ClientOf) -> Mapping[tuple[str, str], object]:
    """Everything that everybody can open, as it is sent."""
    found: dict[tuple[str, str], object] = {}
    for who in READERS:
        client = client_of(who)
        for path in PAGES:
            answer = client.get(path)
            found[who, path] = (answer.status_code, FRESH.sub("", answer.text))
        for path in EXPORTS:
            found[who, path] = parts_of(client.get(path).data)
    return found


def parts_of(content: bytes) -> object:
    """The parts of a workbook without the minute at which it was made; others without what is fresh."""
    if not content.startswith(b"PK"):
        return FRESH.sub("", content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name != "docProps/core.xml"}


def answered(desk: Circle, secrets: Mapping[int, str], chance: Random) -> None:
    """Let these partners answer by chance; a second time in the place of the first."""
    for number, secret in secrets.items():
        answers = {"leads": chance.choice(SCALE), "partnership": chance.choice(SCALE)}
        desk.send(secret, answers, f"Xylophone {number} {chance.random()}")


@pytest.mark.parametrize(("counted", "hidden"), [(0, 1), (5, 4)])
def test_what_fewer_than_five_say_changes_no_byte_of_any_page_or_export(
    desk: Circle, client_of: ClientOf, counted: int, hidden: int
) -> None:
    """Beside those that are counted up to four answers wait; in the other world they say something else."""
    desk.invite("Silent")
    for number in range(counted):
        desk.reply(desk.invite(f"Shown {number}"), SCALE[number % 4], words=f"Said {number}.")
    secrets = {number: desk.invite(f"Hidden {number}") for number in range(hidden)}
    answered(desk, secrets, Random(1))
    one = read(client_of)

    answered(desk, secrets, Random(2))
    other = read(client_of)

    assert [key for key in one if one[key] != other[key]] == []
    assert [key for key, said in one.items() if re.search(r"Xylophone \d", str(said))] == []


def test_a_page_that_shows_answers_does_differ(desk: Circle, client_of: ClientOf) -> None:
    """That the comparison sees anything: with five the same change shows."""
    for number in range(4):
        desk.reply(desk.invite(f"Shown {number}"), "mostly")
    secret = desk.invite("Last")
    before = client_of("lead@5pg.example").get(f"{CASE}/partners").text

    desk.reply(secret, "hardly", words="Plain words.")

    after = client_of("lead@5pg.example").get(f"{CASE}/partners").text
    assert ("Plain words." in before, "Plain words." in after) == (False, True)
