"""The way to a letter of an annual assessment, and what may be read nowhere on it."""

import re
from collections.abc import Callable

from tests.definitions.hands import Person

CASE = "/cycles/icb-test/QHL"
EVIDENCE = f"{CASE}/evidence"
SLOTS = ("annual_report", "joint_forward_plan", "capital_plan", "wellbeing_boards")
WRITTEN = "The board led {}, and its annual report shows it."
# What belongs to other assessments. “SHA-256” is the name of a hash.
STRANGE = re.compile(
    r"\bpanel|\bPCTs?\b|\bSHAs?\b(?!-256)|ompetenc|\blevels?\b|\brat(?:e|ed|es|ing|ings)\b|amber|self-assess"
    r"|calibrat|\b360\b|quartile",
    re.I,
)

Persons = Callable[[str], Person]


def signed(letter: str, persons: Persons) -> None:
    """Somebody who wrote nothing of the letter signs it off."""
    persons("lead@y60.example").send(letter, "/report/signature", note="Read with every passage.")


def written_from(page: str) -> set[str]:
    """The pages on which parts of the letter are written, to which this page leads."""
    return set(re.findall(r'href="(/panels/[0-9a-f-]{36}/report/writing/[^"]+)"', page))


def letter_of(person: Person) -> str:
    """The address of the letter, to which the case's page leads."""
    found = re.search(r"/panels/[0-9a-f-]{36}/report", person.page(CASE))
    assert found is not None
    return found[0]


def passage(person: Person) -> str:
    """The link of a passage of the annual report."""
    version = re.search(r"/evidence/[0-9a-f-]{36}", person.page(EVIDENCE))
    assert version is not None
    key = re.search(r'id="(p-[0-9a-f-]+)"', person.page(version[0]))
    assert key is not None
    return f"{version[0]}#{key[1]}"
