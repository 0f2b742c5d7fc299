"""Proof that a form was sent from our own page."""

import re

from flask import Blueprint

from tests.web.small_app import small_app
from wccflow.web.csrf import exempt
from wccflow.web.routes import route


def test_a_post_without_proof_is_refused_in_a_sentence() -> None:
    answer = small_app(proof=True).test_client().post("/told", data={"body": "I wrote this with care."})

    assert answer.status_code == 400
    assert "We could not be sure that this came from you." in answer.text
    assert "I wrote this with care." in answer.text


def test_every_form_of_a_page_carries_the_proof() -> None:
    client = small_app(proof=True).test_client()
    tokens = re.findall(r'name="csrf_token" value="([^"]+)"', client.get("/").text)

    answers = [client.post("/told", data={"body": "Yes.", "csrf_token": token}) for token in tokens]

    assert len(tokens) == 4
    assert {answer.status_code for answer in answers} == {303}


def test_htmx_carries_the_proof_in_a_header() -> None:
    client = small_app(proof=True).test_client()
    found = re.search(r"hx-headers='\{\"X-CSRFToken\": \"([^\"]+)\"\}'", client.get("/").text)
    assert found

    answer = client.post("/told", data={"body": "Yes."}, headers={"X-CSRFToken": found[1]})

    assert answer.status_code == 303


def test_addresses_for_programs_can_be_exempt() -> None:
    app = small_app(proof=True)
    programs = Blueprint("programs", __name__)
    route(programs, "/api/thing", may="public", methods=("POST",))(lambda: "done")
    exempt(programs)
    app.register_blueprint(programs)

    assert app.test_client().post("/api/thing").text == "done"
