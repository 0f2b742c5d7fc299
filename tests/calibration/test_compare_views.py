"""Cases side by side with the names off, what moved, and the meeting's sentences."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.calibration.conftest import Commons
from tests.harness.clients import token_of
from tests.harness.panel import EVERYBODY, Sitting
from wccflow.calibration import background, fits
from wccflow.calibration.changes import changes_of
from wccflow.cycles.queries import cycle

Clients = Callable[[str], FlaskClient]
MEETING = "/calibration/wcc-test"


def fitted(sitting: Sitting) -> None:
    with sitting.world.database.writing():
        asked = fits.ask(cycle("wcc-test"), by=None, now=sitting.world.now)
    background.fit_now(sitting.world.database, asked)


def test_regions_that_share_no_case_are_told_so(sittings: list[Sitting], client_of: Clients) -> None:
    for each in sittings:
        each.agree_rated("1.1", "1.2")
    fitted(sittings[0])

    page = client_of("lead@dh.example").get(MEETING).text

    sentence = "No adjustment can be defended: these 2 groups of regions have rated no case in common"
    assert (sentence in page, "<li>North East SHA</li>" in page) == (True, True)
    assert "See how far the common cases are" in page
    assert [
        words for words in ("Leniency:", "Worth a look:", " than others for the same cases") if words in page
    ] == []


def test_the_meeting_begins_with_one_sentence_for_each_region(
    commons: Commons, sittings: list[Sitting], client_of: Clients
) -> None:
    for each in sittings:
        each.agree_rated("1.1", "1.2")
    commons.everybody(("1", "3"), ("1", "3"))
    fitted(sittings[0])

    page = client_of("lead@dh.example").get(MEETING).text

    sentence = page.index("The panels of West Midlands SHA gave ")
    assert " less than others for the same cases (between " in page
    assert sentence < page.index("The statistics behind this")


def test_a_region_sees_nothing_of_the_comparison_before_all_are_in(
    commons: Commons, sitting: Sitting, client_of: Clients
) -> None:
    sitting.agree_rated("1.1")
    common = commons.opened()
    commons.all_of("q34", common, "1")
    fitted(sitting)

    page = client_of("manager@q34.example").get(MEETING).text

    assert "until then nobody is led by what others gave" in page
    assert "The statistics behind this" not in page


def test_evidence_comes_first_and_without_names_and_levels_when_asked(
    sitting: Sitting, client_of: Clients
) -> None:
    sitting.commit_all("1.1", "3", "3", "2", "3", "3")
    sitting.reveal("1.1")
    sitting.agree("1.1", "3", "Birmingham East and North PCT does it.")
    sitting.world.at("sha_moderation")
    client = client_of("manager@q34.example")

    first = client.get(f"{MEETING}/side-by-side/1.1").text
    second = client.get(f"{MEETING}/side-by-side/1.1?levels=shown").text

    assert ("Case A" in first, "We lead well." in first) == (True, True)
    assert ("Birmingham East and North PCT" in first, "Level 3" in first.split("Case A")[1]) == (False, False)
    assert ("Members, alone" in second, "1 × Level 2, 4 × Level 3" in second) == (True, True)
    assert [who for who in EVERYBODY if who in second] == []


def test_a_decision_is_kept_whether_the_level_stands_or_changes(sitting: Sitting, client_of: Clients) -> None:
    sitting.agree_rated("1.1", "1.2")
    sitting.world.at("sha_moderation")
    client = client_of("manager@q34.example")
    with sitting.world.database.reading():
        case_id = sitting.case.id
    answers = {}
    for item, level in (("1.1", "3"), ("1.2", "2")):
        proof = token_of(client.get(f"{MEETING}/side-by-side/{item}?levels=shown").text)
        form = {
            "_method": "PUT",
            "version": "0",
            "level": level,
            "reason": "As elsewhere.",
            "csrf_token": proof,
        }
        address = f"{MEETING}/side-by-side/{item}/{case_id}/decision"
        answers[item] = client.post(address, data=form).status_code

    moved = client.get(f"{MEETING}/moved").text
    with sitting.world.database.reading():
        (change,) = changes_of([case_id])
        told = (change.item, change.panel, change.overseer, change.steps[0].reason)
    assert answers == {"1.1": 303, "1.2": 303}
    assert told == ("1.2", "Level 3", "Level 2", "As elsewhere.")
    assert "1 item moved, 0 undecided." in moved
    assert client.get(f"{MEETING}/moved.xlsx").data[:2] == b"PK"


def test_who_waits_for_a_second_signature_is_said(sitting: Sitting, client_of: Clients) -> None:
    sitting.agree_rated("1.1")
    sitting.world.at("sha_moderation")
    client = client_of("manager@q34.example")
    proof = token_of(client.get(f"{MEETING}/5PG/items/1.1").text)
    form = {"_method": "PUT", "version": "0", "level": "1", "reason": "Far.", "csrf_token": proof}
    client.post(f"{MEETING}/5PG/items/1.1/change", data=form)

    page = client.get(f"{MEETING}/moved").text

    assert "West Midlands SHA: SHA assurance lead or SHA director of commissioning" in page


def test_the_pages_are_for_those_who_calibrate(sitting: Sitting, client_of: Clients) -> None:
    sitting.agree_rated("1.1")
    client = client_of("analyst@q34.example")

    pages = ("side-by-side", "side-by-side/1.1", "moved", "moved.xlsx")

    assert [client.get(f"{MEETING}/{page}").status_code for page in pages] == [404, 404, 404, 404]
