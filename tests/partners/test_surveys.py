"""Loading surveys: every fault by row and column, versions, and never of fewer than five."""

from sqlalchemy import select

from tests.partners.conftest import Circle
from wccflow.base.work import session
from wccflow.partners import surveys
from wccflow.partners.models import PartnerSurvey
from wccflow.partners.queries import views_of
from wccflow.partners.surveys import Survey

HEAD = "organisation,respondent,kind,question,answer\n"


def rows(*answers: str, kind: str = "provider", question: str = "leads") -> str:
    told = (f"5PG,{number},{kind},{question},{answer}\n" for number, answer in enumerate(answers, start=1))
    return HEAD + "".join(told)


def load(desk: Circle, text: str, *, source: str = "Ipsos", dry_run: bool = False) -> Survey:
    with desk.world.database.writing():
        by = desk.world.reach("lead@5pg.example")
        content = text.encode()
        return surveys.load(
            desk.world.case(), content, source=source, dry_run=dry_run, by=by, now=desk.world.now
        )


def kept(desk: Circle) -> list[tuple[int, int]]:
    with desk.world.database.reading():
        found = session().scalars(select(PartnerSurvey).order_by(PartnerSurvey.number))
        return [(each.number, len(each.replies)) for each in found]


def test_a_survey_counts_beside_the_answers_by_links(desk: Circle) -> None:
    loaded = load(desk, rows("mostly", "Mostly", "3", "always", "do not know", "hardly"))

    assert (loaded.rows, loaded.respondents, loaded.faults, loaded.number) == (6, {"provider": 6}, [], 1)
    with desk.world.database.reading():
        case = desk.world.case()
        view = views_of([case.id])[case.id, "1.1"]
        assert (view.mean, view.count) == (2.8, 5)
    assert desk.feedback().lines[0].replies == 5


def test_a_dry_run_keeps_nothing(desk: Circle) -> None:
    assert load(desk, rows(*["mostly"] * 5), dry_run=True).faults == []
    assert kept(desk) == []


def test_every_fault_is_named_by_row_and_column_and_nothing_is_loaded(desk: Circle) -> None:
    text = rows(*["mostly"] * 5) + (
        "5MX,6,provider,leads,mostly\n"
        "5PG,1,provider,leads,always\n"
        "5PG,1,public,needs,=2\n"
        "5PG,,provider,nothing,9\n"
        "5PG,7,nobody,leads,9\n"
    )

    found = load(desk, text)

    assert [fault.split(":")[0] for fault in found.faults] == [
        "Row 9, answer",
        "Row 7, organisation",
        "Row 8, question",
        "Row 9, answer",
        "Row 9, kind",
        "Row 10, respondent",
        "Row 10, question",
        "Row 11, kind",
        "Row 11, answer",
    ]
    assert kept(desk) == []


def test_a_survey_of_fewer_than_five_is_not_loaded(desk: Circle) -> None:
    assert load(desk, rows(*["mostly"] * 4)).faults == [surveys.SO_FEW.format(count=4)]


def test_a_later_file_takes_the_place_of_the_one_before_and_both_are_kept(desk: Circle) -> None:
    load(desk, rows(*["mostly"] * 5))
    load(desk, rows(*["always"] * 6))

    assert kept(desk) == [(1, 5), (2, 6)]
    assert desk.feedback().lines[0].mean == 4.0


def test_a_version_that_would_tell_of_one_by_comparing_is_refused(desk: Circle) -> None:
    load(desk, rows(*["mostly"] * 6))

    assert load(desk, rows(*["mostly"] * 5, "hardly")).faults == [surveys.NEARLY.format(count=1)]
    assert load(desk, rows(*["mostly"] * 6)).faults == [surveys.SAME]
    assert kept(desk) == [(1, 6)]
