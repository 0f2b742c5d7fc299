"""The report that a definition describes."""

from wccflow.engine.definition import Definition
from wccflow.engine.reports import ReportForm, ReportPart


def test_what_is_not_told_is_a_panels_report() -> None:
    form = ReportForm()

    assert (form.title, form.noun, form.author) == ("report of the panel", "report", "the panel")
    assert form.titled == ("recommendation-1", "recommendation-2", "recommendation-3")
    assert form.summary == {}


def test_a_report_of_another_kind_is_kept_with_the_definition(definition: Definition) -> None:
    part = ReportPart("opening", "Opening")
    form = ReportForm(
        title="letter to the chair", noun="letter", author="the region", parts={"opening": part}
    )
    document = {**definition.document, "report": {"title": "letter to the chair", "noun": "letter"}}

    kept = Definition.from_document(document).report

    assert (kept.title, kept.noun, kept.author) == (form.title, form.noun, "the panel")
    assert form.titled == ()
