"""The annex of a report: every point of accuracy with its answer, naming nobody."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from docx import Document
from flask.testing import FlaskClient

from tests.harness.panel import CHAIR, Sitting
from tests.panels.test_accuracy import CHIEF, SAID, answered, carried, checked, raised  # noqa: F401 - a fixture
from wccflow.panels import accuracy, accuracy_word, queries

Clients = Callable[[str], FlaskClient]


def lines_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs if paragraph.text]


def rows_of(content: bytes) -> list[list[str]]:
    (table,) = Document(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def annex(sitting: Sitting, client: FlaskClient) -> bytes:
    with sitting.world.database.reading():
        address = sitting.panel.address
    answer = client.get(f"{address}/points.docx")
    assert answer.status_code == 200
    assert "factual-accuracy-5pg.docx" in answer.headers["Content-Disposition"]
    return answer.data


def test_each_point_stands_with_its_sentence_what_was_said_the_answer_and_the_reason(
    checked: Sitting,  # noqa: F811 - the fixture
    client_of: Clients,
) -> None:
    first = raised(checked)
    checked.world.now += timedelta(minutes=1)
    second = raised(checked, sentence="")
    checked.world.now += timedelta(minutes=1)
    answered(checked, first, "partly", "The board met six times.")
    carried(checked, first)
    answered(checked, second, "refused")
    raised(checked, sentence="It knows where it is going.")

    content = annex(checked, client_of(CHIEF))

    said = lines_of(content)
    assert "3 points were raised: 1 accepted in part, 1 not accepted, 1 waits for an answer." in said
    assert rows_of(content) == [
        ["Point", "On", "Answer"],
        ["1", "Overall impression", "accepted in part"],
        ["2", "Overall impression", "not accepted"],
        ["3", "Overall impression", "waits for an answer"],
    ]
    begins = said.index("Point 1: Overall impression")
    of_first = said[begins : said.index("Point 2: Overall impression")]
    assert of_first[1] == "The draft said: “The board met four times.”"
    assert [line.partition(", ")[2] or line.partition(": ")[2] for line in of_first[2:]] == [
        "It met six times.",
        "accepted in part: See the minutes.",
        "“The board met six times.”",
    ]
    assert of_first[-1].startswith("It reads now: ")
    assert said[-1] == "Waits for an answer."


def test_a_corrected_rating_is_told_with_the_point_that_led_to_it(
    checked: Sitting,  # noqa: F811 - the fixture
    client_of: Clients,
) -> None:
    point, chair = raised(checked), checked.reach(CHAIR)
    answered(checked, point)
    with checked.world.database.writing():
        mine = queries.point_of(checked.case, point.id)
        accuracy.correct(
            checked.case, mine, "1.1", "4", reason="Six meetings.", by=chair, now=checked.world.now
        )

    said = lines_of(annex(checked, client_of(CHIEF)))

    assert said[-1].endswith("was Level 3 and is Level 4 (world class): Six meetings.")


def test_a_point_that_was_taken_back_stays_known(
    checked: Sitting,  # noqa: F811 - the fixture
    client_of: Clients,
) -> None:
    point, chief = raised(checked), checked.reach(CHIEF)
    with checked.world.database.writing():
        mine = queries.point_of(checked.case, point.id)
        accuracy.withdraw(checked.case, mine, by=chief, now=checked.world.now)

    said = lines_of(annex(checked, client_of(CHIEF)))

    assert "1 point was raised: 1 taken back." in said
    assert said[-1] == "Taken back."


def test_it_names_nobody(
    checked: Sitting,  # noqa: F811 - the fixture
    client_of: Clients,
) -> None:
    answered(checked, raised(checked))

    assert [line for line in lines_of(annex(checked, client_of(CHIEF))) if "Person of" in line] == []


def test_who_may_not_read_the_report_gets_no_annex(
    checked: Sitting,  # noqa: F811 - the fixture
    client_of: Clients,
) -> None:
    raised(checked)
    with checked.world.database.reading():
        address = f"{checked.panel.address}/points.docx"

    assert client_of("chief@5mx.example").get(address).status_code == 404


def test_without_a_point_it_says_so() -> None:
    assert accuracy_word.counted([]) == "No point was raised."
