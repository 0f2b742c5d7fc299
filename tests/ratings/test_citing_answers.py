"""Answers of sessions as evidence for items: cited, shown with who gave them, kept from all others."""

from uuid import UUID

import pytest
from sqlalchemy import update

from tests.harness.world import World
from tests.hearings.given import MODERATOR, give_answer, take_back
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.opening import audience_of
from wccflow.hearings.models import Answer
from wccflow.ratings import checks, citing_answers
from wccflow.ratings.answers import choices, cited_answers
from wccflow.ratings.models import AnswerCitation
from wccflow.ratings.rules import DOCUMENTS, SELF

ANALYST, LEAD = "analyst@q34.example", "lead@5pg.example"


@pytest.fixture
def reviewed(world: World) -> World:
    """5PG while its plans are analysed."""
    world.at("analysing")
    return world


def cite(
    world: World, answer_id: UUID, who: str = ANALYST, channel: str = DOCUMENTS, stance: str = "partly"
) -> UUID:
    with world.database.writing():
        return citing_answers.cite_answer(
            world.case(),
            "2.1",
            answer_id,
            channel=channel,
            stance=stance,
            by=world.reach(who),
            now=world.now,
        ).id


def shown(world: World, who: str) -> list[tuple[str, str, str]]:
    with world.database.reading():
        found = cited_answers([world.case().id], reach=world.reach(who))
        return [(each.citation.item, each.answer.words, each.where) for each in found]


def test_a_cited_answer_is_shown_with_who_gave_it_when_and_where(reviewed: World) -> None:
    cite(reviewed, give_answer(reviewed))

    assert shown(reviewed, ANALYST) == [
        ("2.1", "The trust pays.", "Dr Ada Example, 1 October 2009, 10:00, Panel day")
    ]
    with reviewed.database.reading():
        said = cited_answers([reviewed.case().id], reach=reviewed.reach(ANALYST))[0].said
    assert said == "Cited by Person of analyst@q34.example, 1 October 2009, 10:00: it supports it in part."


def test_citing_an_answer_twice_gives_the_first_and_taken_back_it_is_gone(reviewed: World) -> None:
    given = give_answer(reviewed)
    first = cite(reviewed, given)

    assert cite(reviewed, given) == first
    with reviewed.database.writing():
        cited = session().get_one(AnswerCitation, first)
        by = reviewed.reach(ANALYST)
        citing_answers.uncite_answer(cited, reviewed.case(), by=by, now=reviewed.now)
    assert shown(reviewed, ANALYST) == []


def test_an_answer_that_is_not_for_her_can_neither_be_chosen_nor_cited(reviewed: World) -> None:
    given = give_answer(reviewed, audience="overseer")
    reviewed.at("preparing")

    with reviewed.database.reading():
        assert choices(reviewed.case(), reviewed.reach(LEAD)) == []
    with pytest.raises(NotFound):
        cite(reviewed, given, LEAD, SELF)


def test_a_citation_shows_nothing_to_who_may_not_read_the_answer(reviewed: World) -> None:
    cite(reviewed, give_answer(reviewed, audience="overseer"))

    with reviewed.database.writing():
        everyone = audience_of(reviewed.case(), "shared")
        session().execute(update(AnswerCitation).values(audience_id=everyone))

    assert [len(shown(reviewed, who)) for who in (MODERATOR, LEAD)] == [1, 0]


def test_an_answer_that_was_taken_back_supports_nothing_any_more(reviewed: World) -> None:
    given = give_answer(reviewed)
    cite(reviewed, given)

    take_back(reviewed, given)

    assert shown(reviewed, ANALYST) == []


def test_a_stance_that_does_not_exist_is_refused(reviewed: World) -> None:
    given = give_answer(reviewed)

    with pytest.raises(Refused):
        cite(reviewed, given, stance="adorns")


def test_a_citation_of_another_cases_answer_is_a_breach(reviewed: World) -> None:
    given = give_answer(reviewed)
    cited = cite(reviewed, given)
    with reviewed.database.writing():
        other = reviewed.case("5MX").id
        session().execute(update(Answer).where(Answer.id == given).values(case_id=other))

    with reviewed.database.reading():
        assert checks.answers_elsewhere() == [
            f"Citation {cited} names an answer that was given in another case."
        ]
