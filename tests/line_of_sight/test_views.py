"""The pages of the line of sight: what each person sees, does, and is refused."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.harness.clients import token_of
from tests.line_of_sight.conftest import ANALYST, GOAL, LEAD, MONEY, NEED, PLAN, Sight
from tests.ratings.conftest import counted
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import LineOfSight
from wccflow.evidence.reading.passages import passage_id
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.models import Line, StepPassage
from wccflow.line_of_sight.shown import overview

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
ALL = f"{CASE}/line-of-sight"


def send(client: FlaskClient, page: str, address: str, **fields: str) -> tuple[int, str]:
    """Fill a form of a page and follow where it leads: status and text."""
    proof = token_of(client.get(page).text)
    answer = client.post(address, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def words_of(html: str) -> str:
    """What stands on a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_line_is_drawn_step_by_step_from_suggestions(sight: Sight, client_of: ClientOf) -> None:
    sight.file("strategic_plan", *PLAN)
    client = client_of(LEAD)

    status, html = send(client, ALL, ALL, title="Smoking in pregnancy", item="life_expectancy")
    assert status == 200
    assert "It shows no need, goal, initiative and money yet." in words_of(html)
    step = re.search(r'action="(/lines/[^"]+/steps/goal)"', html)
    assert step is not None
    link = f"/evidence/{sight.filed['strategic_plan'].id}/passages/{passage_id(GOAL, {})}"
    assert f'value="{link}"' in html

    status, html = send(client, ALL, step[1], link=link)
    assert status == 200
    assert "The passage shows the goal now." in words_of(html)
    with sight.world.database.reading():
        assert [(row.step, row.quote) for row in session().scalars(select(StepPassage))] == [("goal", GOAL)]


def test_the_page_of_all_lines_tells_what_is_missing(sight: Sight, client_of: ClientOf) -> None:
    sight.whole()
    sight.draw(item="health_inequalities")

    html = client_of(LEAD).get(ALL).text

    said = words_of(html)
    assert "1 of 2 outcomes lead back to a need." in said
    assert "“Health inequalities” shows no need, goal, initiative and money." in said
    assert "Outcome without goal: Health inequalities" in said
    assert f"/evidence/{sight.filed['financial_strategy'].id}/passages/{passage_id(MONEY, {})}" in html
    assert html.count("wf-sight-picture__step--missing") == 4


def test_words_chosen_in_the_reader_become_a_step_of_a_new_line(sight: Sight, client_of: ClientOf) -> None:
    version = sight.file("strategic_plan", *PLAN)
    client, page = (
        client_of(LEAD),
        f"/evidence/{version.id}/lines?passage={passage_id(NEED, {})}&quote=one+in+seven",
    )
    assert "Use in the line of sight" in client.get(f"/evidence/{version.id}").text
    assert "<blockquote" in client.get(page).text

    status, html = send(
        client,
        page,
        f"/evidence/{version.id}/lines",
        passage=passage_id(NEED, {}),
        quote="one in seven",
        step="need",
        line="new",
        title="Smoking in pregnancy",
    )

    assert status == 200
    assert "Used in the line “Smoking in pregnancy”." in words_of(html)
    with sight.world.database.reading():
        (row,) = session().scalars(select(StepPassage)).all()
        assert (row.step, row.quote) == ("need", "one in seven")


def test_a_line_is_ordered_withdrawn_and_brought_back(sight: Sight, client_of: ClientOf) -> None:
    first, second = sight.draw("First"), sight.draw("Second")
    client = client_of(LEAD)

    def titles() -> list[str]:
        with sight.world.database.reading():
            return [row.title for row in queries.lines([sight.world.case().id])]

    send(client, ALL, f"/lines/{second.id}/place", _method="PUT", to="up")
    assert titles() == ["Second", "First"]
    _, html = send(client, ALL, f"/lines/{first.id}", _method="DELETE")
    assert titles() == ["Second"]
    assert "Withdrawn lines (1)" in words_of(html)
    send(client, ALL, f"/lines/{first.id}/standing", _method="PUT")
    assert titles() == ["Second", "First"]


def test_a_stale_form_overwrites_nothing(sight: Sight, client_of: ClientOf) -> None:
    made = sight.draw("First")
    client = client_of(LEAD)
    proof = token_of(client.get(f"/lines/{made.id}").text)

    answers = [
        client.post(
            f"/lines/{made.id}",
            data={"csrf_token": proof, "_method": "PUT", "version": str(made.version), "title": title},
        ).status_code
        for title in ("Mine", "Yours")
    ]

    assert answers == [303, 409]
    with sight.world.database.reading():
        assert sight.line(made.id).title == "Mine"


def test_a_passage_is_taken_back(sight: Sight, client_of: ClientOf) -> None:
    sight.file("strategic_plan", *PLAN)
    made = sight.draw("Smoking")
    shown = sight.show(made, "goal", GOAL)

    status, html = send(client_of(LEAD), f"/lines/{made.id}", f"/lines/passages/{shown.id}", _method="DELETE")

    assert status == 200
    assert "The passage no longer stands in this line." in words_of(html)


def test_a_reviewer_notes_that_a_step_does_not_follow_and_asks(sight: Sight, client_of: ClientOf) -> None:
    made = sight.whole()
    sight.share()
    sight.world.at("analysing")
    client, page = client_of(ANALYST), f"/lines/{made.id}"

    why = "The sum is for another service."
    fields = {"_method": "PUT", "stance": "does_not_follow", "why": why}
    status, html = send(client, page, f"{page}/steps/money/finding", **fields)
    assert status == 200
    assert why in words_of(html)
    assert "the money does not follow. The sum is for another service." in words_of(client.get(ALL).text)

    link = re.search(r'href="(/cycles[^"]+threads/new\?subject=[^"]+)"', html.replace("&amp;", "&"))
    assert link is not None
    form = client.get(link[1]).text
    assert '<option value="line_of_enquiry" selected>' in form
    subject = queries.subject_of(made.id, "need")
    told = {"subject": subject, "kind": "line_of_enquiry", "body": "Which mothers?", "audience": "assessors"}
    status, html = send(client, link[1], f"{CASE}/threads", **told)
    assert status == 200
    assert f'href="{page}#need"' in html
    assert "1 thread" in words_of(client.get(ALL).text)
    assert why not in client_of(LEAD).get(page).text


def test_before_submission_an_overseer_reads_counts_only(sight: Sight, client_of: ClientOf) -> None:
    made = sight.whole()
    shown = sight.draw("A secret plan of ours")

    for who in (ANALYST, "manager@q34.example", "observer@dh.example"):
        client = client_of(who)
        html = client.get(ALL).text
        assert "1 of 2 outcomes lead back to a need." in words_of(html)
        assert "Smoking" not in html
        assert "secret" not in html
        assert "No line leads" not in html
        assert client.get(f"/lines/{made.id}").status_code == 404
        assert client.get(f"/lines/{shown.id}").status_code == 404
        assert (
            client.get(f"{CASE}/threads/new?subject={queries.subject_of(made.id, 'goal')}").status_code == 404
        )
        word = docx.Document(io.BytesIO(client.get(f"{ALL}/summary").data))
        said = " ".join(each.text for each in word.paragraphs)
        assert "Smoking" not in said
        assert "secret" not in said


def test_another_organisation_finds_nothing(sight: Sight, client_of: ClientOf) -> None:
    made = sight.draw("Smoking")
    client = client_of("lead@5mx.example")

    assert client.get(ALL).status_code == 404
    assert client.get(f"/lines/{made.id}").status_code == 404


def test_the_organisation_cannot_say_what_follows(sight: Sight, client_of: ClientOf) -> None:
    made = sight.draw("Smoking")

    fields = {"_method": "PUT", "stance": "follows"}
    status, _ = send(client_of(LEAD), f"/lines/{made.id}", f"/lines/{made.id}/steps/goal/finding", **fields)

    assert status == 404


def test_the_summary_names_what_is_missing_first_and_then_each_line(
    sight: Sight, client_of: ClientOf
) -> None:
    sight.whole()

    answer = client_of(LEAD).get(f"{ALL}/summary")

    word = docx.Document(io.BytesIO(answer.data))
    assert [each.text for each in word.paragraphs if each.text][:5] == [
        "Line of sight: Birmingham East and North PCT",
        f"{_cycle(sight)} · 1 of 2 outcomes lead back to a need",
        "A plan can please item by item and bear no relation to reality. Each line leads from a need of the "
        "population to an outcome by which it will be seen.",
        "What is missing",
        "No line leads to “Health inequalities”.",
    ]
    cells = [[cell.text for cell in row.cells][:2] for row in word.tables[0].rows]
    assert cells[1] == ["Need", f"“{NEED}” (Five-year strategic plan, draft 1, page 1)"]
    assert cells[5][0] == "Outcome"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["/line-of-sight", "/line-of-sight/summary"])
def test_a_workflow_without_a_chain_has_no_such_page(
    sight: Sight, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr("wccflow.line_of_sight.acts.definition_of", _without_chain)

    assert client_of(LEAD).get(f"{CASE}{page}").status_code == 404


def test_one_line_and_three_cost_the_same_questions(sight: Sight, client_of: ClientOf) -> None:
    from_one = _questions(sight, [sight.whole()])
    more = [sight.draw(title) for title in ("B", "C")]
    for line in more:
        sight.show(line, "goal", GOAL)

    assert _questions(sight, more) == from_one


def _questions(sight: Sight, lines: list[Line]) -> int:
    with sight.world.database.reading():
        case, reach = sight.world.case(), sight.world.reach(LEAD)
        overview(case, reach)
        with counted() as sent:
            assert len(overview(case, reach).rows) >= len(lines)
    return len(sent)


def _without_chain(case: Case) -> object:
    return replace(definition_of(case), line_of_sight=LineOfSight())


def _cycle(sight: Sight) -> str:
    with sight.world.database.reading():
        return sight.world.case().cycle.title
