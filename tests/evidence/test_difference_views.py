"""The page of what changed between two versions."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.sending import words_of
from tests.evidence.test_freezing import carry_out
from wccflow.base.work import session
from wccflow.evidence import freezing, viewed
from wccflow.evidence.models import Version
from wccflow.evidence.queries import passages_of

ClientOf = Callable[[str], FlaskClient]

FIRST = (
    "We will release £4.1m from beds.",
    "Nothing else of this plan is new.",
    "The hospital closes in May.",
)
SECOND = ("We will release £3.8m from beds.", "Nothing else of this plan is new.", "Dental access doubles.")


def address(before: Version, after: Version, more: str = "") -> str:
    return f"/evidence/{before.id}/difference?to={after.id}{more}"


def test_the_difference_marks_the_words_and_calls_out_the_numbers(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", *FIRST), desk.file("jsna", *SECOND)

    html = lead.get(address(first, second)).text

    assert "We will release <del>£4.1m</del> <ins>£3.8m</ins> from beds." in html
    assert '<span aria-hidden="true">→</span>' in html
    assert lead.get(f"/evidence/{first.id}/difference?to=x").status_code == 404


def test_the_difference_is_summed_up_and_what_stayed_is_folded(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", *FIRST), desk.file("jsna", *SECOND)

    answer = lead.get(address(first, second))

    assert "<strong>1 passage reworded, 1 added, 1 removed.</strong>" in answer.text
    assert "1 number changed. 2 passages stayed as they were." in words_of(answer)
    assert "1 passage unchanged" in words_of(answer)


def test_only_changed_numbers_are_shown_when_asked(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", *FIRST), desk.file("jsna", *SECOND)

    words = words_of(lead.get(address(first, second, "&only=numbers")))

    assert "£3.8m" in words
    assert "The hospital closes" not in words


def test_a_kind_of_change_that_there_is_not_says_so(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", *FIRST), desk.file("jsna", *SECOND)

    assert "No such change" in words_of(lead.get(address(first, second, "&only=moved")))
    assert "No such change" in words_of(lead.get(address(first, second, "&only=marked")))


def test_equal_versions_have_no_changes(lead: FlaskClient, desk: Desk) -> None:
    first = desk.file("jsna", *FIRST)

    assert "No passage changed" in words_of(lead.get(address(first, first)))


def test_a_version_that_is_not_read_is_not_compared(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", *FIRST), desk.file("jsna")

    assert "These versions cannot be compared" in words_of(lead.get(address(first, second)))


def test_any_pair_of_versions_may_be_chosen(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", *FIRST), desk.file("jsna", *SECOND)

    answer = lead.get(address(first, second, f"&from={second.id}"))

    assert (answer.status_code, answer.location) == (303, f"/evidence/{second.id}/difference?to={second.id}")


def test_what_changed_since_one_last_viewed_a_section_is_offered(lead: FlaskClient, desk: Desk) -> None:
    first = desk.file("jsna", *FIRST)
    with desk.world.database.writing():
        key = passages_of(first.id)[0].key
        person_id = desk.world.reach(desk.lead).person_id
        viewed.mark(session().get_one(Version, first.id), key, person_id=person_id, now=desk.world.now)
    desk.world.now = desk.world.now.replace(year=desk.world.now.year + 1)
    second = desk.file("jsna", *SECOND)

    assert "since you last marked a section" in words_of(lead.get(address(first, second)))


def test_many_changes_come_in_pages(lead: FlaskClient, desk: Desk) -> None:
    first = desk.file("jsna", *[f"Ward {number} has {number} beds in all." for number in range(120)])
    second = desk.file("jsna", *[f"Ward {number} has {number + 1} beds in all." for number in range(120)])

    words = words_of(lead.get(address(first, second, "&page=2")))

    assert "101 to 120 of 120" in words


def test_versions_of_two_cases_are_not_compared(client_of: ClientOf, desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    ours, theirs = desk.file("jsna", "Ours."), desk.file("jsna", "Theirs.", code="5MX")
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("submitted", "5MX")
    with desk.world.database.writing():
        freezing.share(desk.world.case("5MX"), by=None, now=desk.world.now)

    answer = client_of(desk.analyst).get(f"/evidence/{ours.id}/difference?to={theirs.id}")

    assert answer.status_code == 404
