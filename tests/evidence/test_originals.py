"""Originals: byte for byte, under any name, for those alone who may read the version."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.sending import DOSSIER, send, standing, upload, words_of

ClientOf = Callable[[str], FlaskClient]
CONTENT = bytes(range(1, 256)) * 9


def file(lead: FlaskClient, desk: Desk, name: str) -> str:
    send(lead, f"{DOSSIER}/jsna", file=upload(name, CONTENT))
    (version,) = standing(desk, "jsna")
    return f"/evidence/{version.id}/original"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan.bin", "filename=plan.bin"),
        ("Plan for £4m — Ærø.bin", "filename*=UTF-8''Plan%20for%20%C2%A34m%20%E2%80%94%20%C3%86r%C3%B8.bin"),
        ("say 'yes'; x.exe.bin", "filename=\"say 'yes'; x.exe.bin\""),
    ],
)
def test_any_name_is_told_as_the_standard_says(lead: FlaskClient, desk: Desk, name: str, said: str) -> None:
    with lead.get(file(lead, desk, name)) as answer:
        told = answer.headers["Content-Disposition"]

        assert told.startswith("attachment; ")
        assert said in told
        assert "\n" not in told
        assert answer.data == CONTENT


def test_a_part_of_the_file_is_given_as_asked(lead: FlaskClient, desk: Desk) -> None:
    with lead.get(file(lead, desk, "plan.bin"), headers={"Range": "bytes=10-19"}) as answer:
        assert answer.status_code == 206
        assert answer.data == CONTENT[10:20]
        assert answer.headers["Content-Range"] == f"bytes 10-19/{len(CONTENT)}"


def test_a_part_that_is_not_there_is_refused(lead: FlaskClient, desk: Desk) -> None:
    with lead.get(file(lead, desk, "plan.bin"), headers={"Range": "bytes=99999-"}) as answer:
        assert answer.status_code == 416


def test_whoever_knows_the_digest_alone_gets_nothing(
    client_of: ClientOf, lead: FlaskClient, desk: Desk
) -> None:
    address = file(lead, desk, "plan.bin")
    (version,) = standing(desk, "jsna")
    stranger = client_of("lead@5mx.example")

    answers = [
        stranger.get(address, headers={"If-None-Match": f'"{version.sha256}"'}),
        stranger.get(f"/evidence/{version.sha256}/original"),
        stranger.get(f"/files/{version.sha256}"),
    ]

    assert [each.status_code for each in answers] == [404, 404, 404]


def test_the_same_file_in_two_organisations_is_told_to_neither(client_of: ClientOf, desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    said = []
    for code in ("5PG", "5MX"):
        client = client_of(f"lead@{code.lower()}.example")
        dossier = f"/cycles/wcc-test/{code}/evidence"
        brought = send(client, dossier, file=[upload("needs.txt", CONTENT)])
        sheet = words_of(client.get(f"{dossier}/arrivals"))
        filed = send(client, f"{dossier}/jsna", file=upload("needs.txt", CONTENT))
        said.append((brought.status_code, filed.status_code, "very file" in sheet))

    assert said == [(303, 303, False), (303, 303, False)]


def test_the_same_file_is_kept_once_and_given_to_both(client_of: ClientOf, desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    for code in ("5PG", "5MX"):
        client = client_of(f"lead@{code.lower()}.example")
        send(client, f"/cycles/wcc-test/{code}/evidence/jsna", file=upload("needs.txt", CONTENT))

    kept = [path for path in desk.files.folder.rglob("*") if path.is_file()]
    (version,) = standing(desk, "jsna")

    assert [path.name for path in kept] == [version.sha256]
