"""The form in which releases are drawn: it never draws otherwise than it did."""

from tests.publication.forms import noted, sources
from tests.publication.specimen import drawn
from wccflow.publication.snapshot import FORM

RAISE = (
    "Form {form} draws {names} otherwise than it did, so that every release that is out would be called "
    "touched. Raise FORM in wccflow/publication/snapshot.py, then note the new form: "
    "python -m tests.publication.forms"
)
LOOK = (
    "{names} changed, and the specimen is drawn as before. Where any release could be drawn otherwise, add "
    "that case to tests/publication/specimen.py and raise FORM; else note the change: "
    "python -m tests.publication.forms"
)


def differing(now: dict[str, str], before: dict[str, str]) -> list[str]:
    return sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))


def test_the_form_is_the_one_that_is_noted() -> None:
    assert noted()["form"] == FORM, "Note the new form: python -m tests.publication.forms"


def test_a_form_draws_the_same_bytes_for_ever() -> None:
    names = differing(drawn(), noted()["drawn"])

    assert not names, RAISE.format(form=FORM, names=", ".join(names))


def test_nothing_from_which_a_release_is_drawn_changes_unseen() -> None:
    names = differing(sources(), noted()["sources"])

    assert not names, LOOK.format(names=", ".join(names))
