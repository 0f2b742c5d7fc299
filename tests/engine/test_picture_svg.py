"""The drawing itself: well formed, told in words, and with the case's place marked by more than colour."""

from xml.etree import ElementTree

from wccflow.engine.definition import Definition
from wccflow.engine.picture_svg import sheets, svg
from wccflow.engine.picture_words import always, told

NAMESPACE = "{http://www.w3.org/2000/svg}"
PASSED = {"invited", "preparing", "board_sign_off", "submitted", "analysing"}


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def test_it_says_what_it_shows_to_whoever_cannot_see_it(definition: Definition) -> None:
    root = parsed(svg(definition, here="returned", passed=PASSED, name="Darlington PCT"))

    assert root.get("role") == "img"
    named = [root.find(f"{NAMESPACE}{each}") for each in ("title", "desc")]
    assert root.get("aria-labelledby") == " ".join(each.get("id", "") for each in named if each is not None)
    assert [each.text for each in named if each is not None] == [
        "Darlington PCT: the way through the cycle",
        "15 states in the stages Preparation, Plan analysis, Panel days, Calibration and publication. "
        "The case is at “Returned for more evidence” and has passed 5 others. "
        "A dotted line leads back and needs a reason. The same stands in the list.",
    ]


def test_where_the_case_is_and_was_is_told_in_words(definition: Definition) -> None:
    words = [
        each.text for each in parsed(svg(definition, here="returned", passed=PASSED)).iter(f"{NAMESPACE}text")
    ]

    assert words.count("You are here") == 1
    assert words.count("✓ Passed") == 5


def test_nothing_in_it_needs_a_style_sheet_or_a_script(definition: Definition) -> None:
    root = parsed(svg(definition))

    assert {each.tag.removeprefix(NAMESPACE) for each in root.iter()} == {
        *("svg", "title", "desc", "rect", "polyline", "polygon", "text")
    }
    assert not any({"style", "class", "href"} & set(each.keys()) for each in root.iter())


def test_words_that_look_like_markup_stay_words(definition: Definition) -> None:
    drawing = svg(definition, name="<b>A & B</b>", headed=True)

    words = " ".join(each.text or "" for each in parsed(drawing).iter(f"{NAMESPACE}text"))
    assert "<b>A & B</b>" in words


def test_a_way_back_is_dotted(definition: Definition) -> None:
    lines = list(parsed(svg(definition)).iter(f"{NAMESPACE}polyline"))

    dotted = [line for line in lines if line.get("stroke-dasharray")]
    back = [move for move in definition.moves.values() if move.reason_required and move.event != "withdraw"]
    assert len(dotted) == sum(len(move.sources) for move in back)


def test_the_list_has_all_that_the_drawing_has(definition: Definition) -> None:
    stages = told(definition, here="returned", passed=PASSED)

    states = [state for stage in stages for state in stage.states]
    assert [state.key for state in states] == list(definition.states)
    assert [state.key for state in states if state.mark == "now"] == ["returned"]
    assert {state.key for state in states if state.mark == "passed"} == PASSED
    events = [move for move in definition.moves.values() if move.event != "withdraw"]
    assert sum(len(state.moves) for state in states) == sum(len(move.sources) for move in events)
    assert [(move.label, move.who) for move in always(definition)] == [
        ("Withdraw the PCT from the cycle", "SHA director of commissioning")
    ]


def test_what_the_calendar_does_is_told_as_happening_by_itself(definition: Definition) -> None:
    moves = [move for stage in told(definition) for state in stage.states for move in state.moves]

    (begin,) = [move for move in moves if move.label == "Begin the analysis"]
    assert begin.who == "SHA assurance lead, or by itself on its day"


def test_cut_into_sheets_nothing_is_lost_and_one_of_them_speaks(definition: Definition) -> None:
    whole = parsed(svg(definition, here="returned", passed=PASSED, name="A PCT", headed=True))
    pieces = [
        parsed(each) for each in sheets(definition, here="returned", passed=PASSED, name="A PCT", headed=True)
    ]

    def words(root: ElementTree.Element) -> set[str | None]:
        return {each.text for each in root.iter(f"{NAMESPACE}text")}

    assert len(pieces) == 2
    assert set().union(*(words(each) for each in pieces)) == words(whole)
    assert sum(float(each.get("height", "")) for each in pieces) == float(whole.get("height", ""))
    assert [each.get("aria-hidden") for each in pieces] == [None, "true"]
