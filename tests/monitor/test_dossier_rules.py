"""Each check fires on what it is for, and is silent where all is well."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from wccflow.engine.facts import Tally
from wccflow.monitor.dossier_rules import (
    CATALOGUE,
    SERIOUS,
    Aimed,
    Dossier,
    Filed,
    Limits,
    Rated,
    findings,
)

ON = date(2009, 12, 1)
RATED = Rated("c1_a", "1a Vision", "Level 3", is_claim=True, rationale="The plan says so.", cited=1, lost=0)
FILED = Filed(
    "strategic_plan",
    "Strategic plan",
    "",
    as_of=date(2009, 11, 3),
    filed_on=date(2009, 11, 10),
    board_approved=True,
    approved_on=date(2009, 11, 5),
    owners="PCT assurance lead",
)
WELL = Dossier(
    address="/cycles/wcc/5PG",
    on=ON,
    limits=Limits(document_months=18, unanswered_days=10, partners_shown=5),
    authors="PCT assurance lead",
    board="PCT chief executive",
    rated=(RATED,),
    filed=(FILED,),
    aims=(Aimed("smoking", "Smoking", has_aim=True, has_data=True),),
    partners=Tally(7, 12),
    ratified_on=date(2009, 11, 20),
    questions=1,
    oldest_days=10,
)


def with_rated(**changes: object) -> Dossier:
    return replace(WELL, rated=(replace(RATED, **changes),))  # type: ignore[arg-type]


def with_filed(**changes: object) -> Dossier:
    return replace(WELL, filed=(replace(FILED, **changes),))  # type: ignore[arg-type]


FIRES: dict[str, tuple[Callable[[], Dossier], str, str]] = {
    "claim_without_passage": (
        lambda: with_rated(cited=0),
        "Level 3 is claimed for 1a Vision, and no passage is cited that shows it.",
        "/cycles/wcc/5PG/ratings/c1_a",
    ),
    "reason_missing": (
        lambda: with_rated(rationale="  "),
        "1a Vision is rated Level 3, and nothing says why.",
        "/cycles/wcc/5PG/ratings/c1_a",
    ),
    "reason_repeated": (
        lambda: replace(
            WELL, rated=tuple(replace(RATED, item=each, called=each) for each in ("a", "b", "c"))
        ),
        "The same reason stands under 3 items: a, b, c.",
        "/cycles/wcc/5PG/ratings/a",
    ),
    "passage_gone": (
        lambda: with_rated(lost=1),
        "A passage cited for 1a Vision cannot be found in the newest version of the document.",
        "/cycles/wcc/5PG/ratings/c1_a",
    ),
    "document_unreadable": (
        lambda: with_filed(outcome="It is protected by a password."),
        "“Strategic plan” is filed and cannot be read: It is protected by a password.",
        "/cycles/wcc/5PG/evidence#strategic_plan",
    ),
    "approved_before_written": (
        lambda: with_filed(approved_on=date(2009, 11, 2)),
        "“Strategic plan” is of 3 November 2009, and the board approved it on 2 November 2009: "
        "which version did it see?",
        "/cycles/wcc/5PG/evidence#strategic_plan",
    ),
    "document_old": (
        lambda: with_filed(as_of=date(2008, 1, 31)),
        "“Strategic plan” is of 31 January 2008: more than 18 months old.",
        "/cycles/wcc/5PG/evidence#strategic_plan",
    ),
    "document_undated": (
        lambda: with_filed(as_of=None),
        "Nothing says of which day this document is: “Strategic plan”.",
        "/cycles/wcc/5PG/evidence#strategic_plan",
    ),
    "changed_since_ratified": (
        lambda: replace(WELL, changed_since=2),
        "2 things have changed since the board ratified on 20 November 2009.",
        "/cycles/wcc/5PG/board",
    ),
    "partners_missing": (
        lambda: replace(WELL, partners=Tally(3, 12)),
        "3 of 12 partners have answered; nothing is shown of fewer than 5.",
        "/cycles/wcc/5PG/partners",
    ),
    "outcome_incomplete": (
        lambda: replace(WELL, aims=(Aimed("smoking", "Smoking", has_aim=False, has_data=False),)),
        "Smoking was chosen and has no aim for the years to come and no data.",
        "/cycles/wcc/5PG/outcomes#smoking",
    ),
    "question_waiting": (
        lambda: replace(WELL, questions=2, oldest_days=11),
        "2 questions are open; the oldest has waited 11 days.",
        "/cycles/wcc/5PG/threads?show=with",
    ),
    "milestone_passed": (
        lambda: replace(WELL, overdue=(("Submission", 1, "PCT chief executive"),)),
        "“Submission” is 1 day late.",
        "/cycles/wcc/5PG#milestones",
    ),
}


def test_nothing_is_found_in_a_dossier_that_is_well() -> None:
    assert findings(WELL) == []


@pytest.mark.parametrize("check", FIRES)
def test_a_check_finds_the_one_thing_that_it_is_for(check: str) -> None:
    make, say, address = FIRES[check]

    found = findings(make())

    assert [(each.check, each.say, each.address) for each in found] == [(check, say, address)]


def test_every_entry_of_the_catalogue_can_fire() -> None:
    fired = {
        words
        for words, check in CATALOGUE.items()
        for make, _, _ in FIRES.values()
        if any(True for _ in check(make()))
    }

    assert fired == set(CATALOGUE)


def test_nobody_invited_is_graver_than_few_answers() -> None:
    (found,) = findings(replace(WELL, partners=Tally(0, 0)))

    assert (found.severity, found.say) == (SERIOUS, "No partner has been invited to give feedback.")


def test_the_gravest_come_first() -> None:
    found = findings(replace(with_rated(lost=1, rationale=""), oldest_days=40))

    assert [each.check for each in found] == ["reason_missing", "passage_gone", "question_waiting"]


def test_what_the_definition_does_not_ask_for_is_not_looked_at() -> None:
    silent = replace(
        with_filed(as_of=None), limits=Limits(), questions=9, oldest_days=99, partners=Tally(0, 0)
    )

    assert findings(silent) == []
