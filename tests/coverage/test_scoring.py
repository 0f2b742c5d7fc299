"""Which passages are suggested for an item, and why."""

from dataclasses import dataclass

from wccflow.coverage.scoring import LONGEST, MOST, Corpus, lit
from wccflow.engine.content import Item

FILLER = "and the board will look at the figures again in the autumn of the coming year"


@dataclass(frozen=True, slots=True)
class Said:
    """A passage."""

    text: str
    slot: str = "plan"
    key: str = "p-1"
    kind: str = "paragraph"
    heading: str | None = None


def item(*terms: str, title: str = "Reputation", slots: tuple[str, ...] = ()) -> Item:
    return Item("1.1", title, terms=terms, slots=slots)


def best(passages: list[Said], wanted: Item, **words: object) -> list[str]:
    found = Corpus(passages).best(wanted, **words)  # type: ignore[arg-type]
    return [passages[hit.number].text for hit in found]


def test_a_passage_with_a_curated_term_is_found_in_any_form_of_the_word() -> None:
    speaking = Said(f"We surveyed our stakeholders {FILLER}", key="p-a")
    silent = Said(f"We painted the boiler house {FILLER}", key="p-b")

    assert best([silent, speaking], item("survey")) == [speaking.text]


def test_the_words_of_a_phrase_must_stand_together() -> None:
    apart = Said(f"A local firm and its leader {FILLER}", key="p-a")
    together = Said(f"We are the local leader {FILLER}", key="p-b")

    assert best([apart, together], item("local leader")) == [together.text]


def test_a_title_raises_what_its_terms_find_and_finds_nothing_alone() -> None:
    only_title = Said(f"Our reputation is good {FILLER}", key="p-a")
    only_term = Said(f"The survey is good {FILLER}", key="p-b")
    both = Said(f"The survey of our reputation {FILLER}", key="p-c")

    assert best([only_title, only_term, both], item("survey")) == [both.text, only_term.text]


def test_without_terms_the_title_is_what_is_looked_for() -> None:
    passage = Said(f"Our reputation is good {FILLER}")

    assert best([passage], item()) == [passage.text]


def test_a_word_in_the_heading_counts_for_what_stands_below_it() -> None:
    below = Said(f"It is good {FILLER}", key="p-a", heading="3 Stakeholder survey")
    elsewhere = Said(f"It is bad {FILLER}", key="p-b", heading="4 Boilers")

    assert best([elsewhere, below], item("survey")) == [below.text]


def test_headings_themselves_and_scraps_are_not_suggested() -> None:
    heading = Said("The survey of all the stakeholders in the whole of the region", kind="heading", key="p-a")
    scrap = Said("See the survey.", key="p-b")
    row = Said("Survey | 2009 | 71 %| 64 %", kind="table row", key="p-c")

    assert best([heading, scrap, row], item("survey")) == [row.text]


def test_a_document_that_the_workflow_names_for_the_item_comes_first() -> None:
    other = Said(f"The survey is good {FILLER}", key="p-a", slot="papers")
    named = Said(f"The survey is bad {FILLER}", key="p-b", slot="plan")

    assert best([other, named], item("survey", slots=("plan",))) == [named.text, other.text]


def test_suggestions_come_from_several_documents_rather_than_from_one() -> None:
    many = [Said(f"The survey number {n} was a survey {FILLER}", key=f"p-{n}") for n in range(6)]
    one = Said(f"The survey is told here too {FILLER}", key="p-x", slot="papers")

    found = best([*many, one], item("survey"))

    assert len(found) == MOST
    assert found.index(one.text) == 1


def test_the_same_words_are_suggested_once() -> None:
    text = f"The survey is good {FILLER}"

    assert best([Said(text, key="p-a"), Said(text, key="p-a-2")], item("survey")) == [text]


def test_what_was_refused_does_not_come_back_even_as_a_repeat() -> None:
    passage = Said(f"The survey is good {FILLER}", key="p-a-2")

    assert best([passage], item("survey"), without={"p-a"}) == []


def test_the_words_found_are_marked_in_the_text() -> None:
    assert lit("Our surveys say so.", ["survey"]) == [
        ("Our ", False),
        ("surveys", True),
        (" say so.", False),
    ]


def test_of_a_long_passage_the_part_with_the_first_match_is_shown() -> None:
    text = f"{'word ' * 200}the survey {'word ' * 200}"

    pieces = lit(text, ["survey"])

    assert ("survey", True) in pieces
    assert pieces[0] == pieces[-1] == ("…", False)
    assert sum(len(piece) for piece, _ in pieces) <= LONGEST + 2


def test_a_text_without_a_match_is_shown_from_its_beginning() -> None:
    assert lit("Nothing here.", ["survey"]) == [("Nothing here.", False)]
