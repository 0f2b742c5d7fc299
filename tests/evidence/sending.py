"""What tests of the pages of documents do alike: send forms and files, and read what a page says."""

import io
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.evidence.conftest import Desk
from tests.harness.clients import token_of
from wccflow.evidence import queries
from wccflow.evidence.models import Version

DOSSIER = "/cycles/wcc-test/5PG/evidence"


def send(client: FlaskClient, address: str, method: str = "POST", **fields: object) -> TestResponse:
    """The answer to a form sent to this address."""
    form = {"csrf_token": token_of(client.get("/").text), **fields}
    if method != "POST":
        form["_method"] = method
    address = f"{address}?_method={method}" if "file" in fields and method != "POST" else address
    return client.post(address, data=form)


def upload(name: str, content: bytes = b"Some words.") -> tuple[io.BytesIO, str]:
    """A file as a form sends it."""
    return io.BytesIO(content), name


def words_of(page: TestResponse) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def standing(desk: Desk, slot: str) -> list[Version]:
    """What has filled a slot, in order."""
    with desk.world.database.reading():
        filled = queries.fillings([desk.world.case().id])
        return [each.version for each in filled if each.slot == slot]
