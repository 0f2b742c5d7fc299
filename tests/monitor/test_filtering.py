"""The filter of the cockpit: the language of every search box, asked of rows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from wccflow.base.errors import Refused
from wccflow.engine.definition import Definition, Workflow
from wccflow.monitor import filtering
from wccflow.monitor.rows import Mark, Measure, Row

NOBODY = UUID(int=0)
LATE = Row(
    case_id=NOBODY,
    overseer_id=NOBODY,
    address="/cycles/c/5PG",
    code="5PG",
    organisation="Birmingham East and North PCT",
    overseer="West Midlands SHA",
    overseer_code="Q34",
    stage="preparation",
    stage_title="Preparation",
    state="preparing",
    state_title="Self-assessing and gathering evidence",
    milestone="submission",
    milestone_title="Submission",
    due=date(2009, 12, 17),
    late_days=3,
    standing="late",
    words="late by 3 days",
    days_in_state=40,
    obstacles=("2 of 9 required documents are missing",),
    lacking=("has_documents", "2 of 9 required documents are missing: financial plan", "financial plan"),
    marks=(
        Mark("accepted", "Cycle accepted", date(2009, 9, 15), "done", "done"),
        Mark("submission", "Submission", date(2009, 12, 17), "late", "late by 3 days"),
    ),
    measures=(Measure("Documents", "required documents uploaded", 7, 9, "/cycles/c/5PG/evidence"),),
    questions=4,
    oldest_question=datetime(2009, 12, 1, tzinfo=UTC),
    oldest_days=19,
    target="submission",
    target_title="Submission",
    target_due=date(2009, 12, 17),
    forecast=date(2010, 1, 4),
    margin=5,
    forecast_words="4 January 2010, give or take 5 days; few data yet",
    will_miss=True,
)
DONE = replace(
    LATE,
    code="5J9",
    organisation="Darlington PCT",
    overseer="North East SHA",
    overseer_code="Q30",
    stage="outcome",
    stage_title="Calibration and publication",
    state="published",
    state_title="Published",
    milestone="",
    milestone_title="",
    due=None,
    standing="finished",
    words="finished",
    days_in_state=2,
    lacking=(),
    measures=(),
    marks=(Mark("submission", "Submission", date(2009, 12, 17), "done", "done"),),
    questions=0,
    forecast=None,
    target="",
    target_title="",
    will_miss=False,
)


@pytest.fixture
def definition(wcc: Workflow) -> Definition:
    """The 2009-10 edition."""
    return wcc.editions["2009-10"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["5PG", "5J9"]),
        ("birmingham", ["5PG"]),
        ("birm*", ["5PG"]),
        ('"east and north"', ["5PG"]),
        ("q30", ["5J9"]),
        ("midlands OR darlington", ["5PG", "5J9"]),
        ("pct:5pg", ["5PG"]),
        ("sha:north", ["5J9"]),
        ("overseer:Q34 -is:late", []),
        ("stage:outcome", ["5J9"]),
        ('stage:"calibration and publication"', ["5J9"]),
        ("state:preparing", ["5PG"]),
        ("milestone:submission", ["5PG"]),
        ("target:submission", ["5PG"]),
        ("late:submission", ["5PG"]),
        ("done:Submission", ["5J9"]),
        ("is:finished", ["5J9"]),
        ("is:forecast-late", ["5PG"]),
        ("has:questions", ["5PG"]),
        ("-has:missing", ["5J9"]),
        ("has:forecast", ["5PG"]),
        ("missing:documents", ["5PG"]),
        ('missing:"financial plan"', ["5PG"]),
        ("missing:governance", []),
        ("days>30", ["5PG"]),
        ("days<=2", ["5J9"]),
        ("questions>3", ["5PG"]),
        ("oldest>18", ["5PG"]),
        ("work<80", ["5PG"]),
        ("due<2010-01-01", ["5PG"]),
        ("forecast>2010-01-03", ["5PG"]),
        ("-forecast>2010-01-03", ["5J9"]),
    ],
)
def test_rows_are_found(definition: Definition, text: str, expected: list[str]) -> None:
    tree = filtering.read(text, definition)

    assert [row.code for row in (LATE, DONE) if filtering.holds(tree, row)] == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("is:lat", "There is no is:lat. Did you mean is:late?"),
        ("stage:analysys", "There is no stage:analysys. Did you mean stage:analysis?"),
        ("late:submision", "There is no late:submision. Did you mean late:submission?"),
        ("stat:preparing", 'There is no field "stat". Did you mean state?'),
        ("days>many", '"many" is not a whole number.'),
        ("due>2009-13-01", '"2009-13-01" is not a day.'),
    ],
)
def test_what_cannot_be_found_is_said_with_what_was_meant(
    definition: Definition, text: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        filtering.read(text, definition)

    assert str(refusal.value).startswith(sentence)


def test_what_was_understood_is_said_in_words(definition: Definition) -> None:
    tree = filtering.read("sha:Q34 is:late missing:documents days>30 birmingham", definition)

    assert filtering.chips(tree) == [
        "SHA: Q34",
        "is: late",
        "missing: documents",
        "days here: more than 30",
        "“birmingham”",
    ]
    assert filtering.chips(None) == []


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("", "late", "is:late"),
        ("is:late days>3", "on-time", "days>3 is:on-time"),
        ("days>3 is:late", "", "days>3"),
        ("-is:late stage:panel", "late", "stage:panel is:late"),
        ("one OR two", "late", "(one OR two) is:late"),
        ("this:late", "late", "this:late is:late"),
    ],
)
def test_a_link_replaces_what_was_asked_of_its_field(text: str, value: str, expected: str) -> None:
    assert filtering.replaced(text, "is", value) == expected


def test_a_value_of_several_words_is_put_in_quotation_marks() -> None:
    assert (
        filtering.replaced('stage:"plan analysis" late', "stage", "panel days") == 'late stage:"panel days"'
    )
