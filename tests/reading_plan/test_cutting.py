"""A document cut into stretches that are read in one go."""

from uuid import UUID

from wccflow.coverage.queries import Candidate
from wccflow.evidence.reading.passages import passage_id
from wccflow.reading_plan.cutting import LONGEST, stretches
from wccflow.reading_plan.rules import CLAIMED, Reason, Stretch

NIL = UUID(int=0)


def document(*texts: str) -> list[Candidate]:
    """Passages; what begins with # is a heading."""
    seen: dict[str, int] = {}
    found = []
    for ordinal, text in enumerate(texts):
        kind, level = ("heading", 1) if text.startswith("#") else ("paragraph", None)
        words = text.lstrip("# ")
        key = passage_id(words, seen)
        found.append(Candidate(NIL, "plan", ordinal, key, kind, words, None, ordinal + 1, level))
    return found


def cut(*texts: str) -> list[Stretch]:
    return stretches(document(*texts), (0, 0), {})


def test_what_stands_below_one_heading_is_one_stretch() -> None:
    found = cut("# One", "a b c", "d e", "# Two", "f")

    assert [(each.title, each.first, each.last, each.words) for each in found] == [
        ("One", 0, 2, 6),
        ("Two", 3, 4, 2),
    ]


def test_a_long_section_is_cut_and_its_heading_stays_with_its_first_words() -> None:
    long = "word " * (LONGEST - 10)

    found = cut("# One", f"{long} first", f"{long} second")

    assert [(each.title, each.first, each.last) for each in found] == [
        ("One", 0, 1),
        ("One, continued", 2, 2),
    ]


def test_a_stretch_has_the_reasons_of_its_passages_with_their_places() -> None:
    reason = Reason(CLAIMED, item="1.1")

    one, two = stretches(document("# One", "a", "# Two", "b"), (0, 0), {3: [reason]})

    assert one.reasons == ()
    assert [(each.item, each.at) for each in two.reasons] == [("1.1", 3)]


def test_a_stretch_keeps_its_name_until_its_words_change() -> None:
    before = cut("# One", "a b c", "# Two", "d")
    after = cut("# Zero", "new", "# One", "a b c", "# Two", "d e")

    names = {each.title: each.digest for each in after}
    assert names["One"] == before[0].digest
    assert names["Two"] != before[1].digest
