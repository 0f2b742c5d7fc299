"""Citing passages, taking them back, verifying them."""

import pytest

from tests.ratings.conftest import TEXTS, Desk
from wccflow.base import audiences, log
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.engine.clauses import key_of
from wccflow.evidence import withdrawing
from wccflow.evidence.models import Version
from wccflow.ratings import citing, queries
from wccflow.ratings.margins import cited
from wccflow.ratings.models import Citation
from wccflow.ratings.soundness import STRANGE


def standing(desk: Desk) -> list[tuple[str, str]]:
    with desk.world.database.reading():
        return [(each.item, each.quote) for each in queries.citations([desk.world.case().id])]


def test_a_citation_keeps_its_words_and_what_stands_around_them(desk: Desk) -> None:
    made = desk.cite("1.1", desk.file(), quote="four million pounds")

    assert (made.quote, made.prefix, made.suffix, made.page) == (
        "four million pounds",
        "We will release ",
        ".",
        1,
    )


def test_citing_the_same_words_twice_gives_the_first(desk: Desk) -> None:
    version = desk.file()

    assert desk.cite("1.1", version).id == desk.cite("1.1", version).id


def test_a_passage_is_taken_back_and_may_be_cited_again(desk: Desk) -> None:
    version = desk.file()
    made = desk.cite("1.1", version)

    with desk.world.database.writing():
        citing.uncite(
            queries.citation(desk.world.reach("editor@5pg.example"), made.id),
            desk.world.case(),
            by=desk.world.reach("editor@5pg.example"),
            now=desk.world.now,
        )

    assert standing(desk) == []
    assert desk.cite("1.1", version).id != made.id


def test_a_passage_that_has_vanished_is_refused_in_a_sentence(desk: Desk) -> None:
    version = desk.file()

    said = desk.refused(lambda: desk.cite("1.1", version, "Words that nobody wrote."))

    assert said == "plan.txt has no such passage any more. Open it and choose the words again."


def test_a_passage_is_attached_to_the_clause_that_it_shows(desk: Desk) -> None:
    cited = desk.cite("1.1", desk.file())
    clause = key_of("3", "Partners outside the PCT bear it out.")

    with desk.world.database.writing():
        attach(desk, cited, clause)

    with desk.world.database.reading():
        (row,) = queries.citations([desk.world.case().id])
        assert row.clause == clause
        (told,) = log.events_of([desk.world.case().id], citing.ATTACHED)
        assert told.subject_id == row.id


def test_a_passage_is_attached_to_no_clause_that_is_not_asked_and_by_nobody_else(desk: Desk) -> None:
    cited = desk.cite("1.1", desk.file())

    assert desk.refused(lambda: attach(desk, cited, "c-unknown")) == STRANGE
    with pytest.raises(NotFound), desk.world.database.writing():
        attach(desk, cited, "", who="analyst@q34.example")


def attach(desk: Desk, cited: Citation, clause: str, who: str = "lead@5pg.example") -> None:
    by = desk.world.reach(who)
    citing.attach(session().merge(cited), desk.world.case(), clause, by=by, now=desk.world.now)


def test_a_document_of_another_organisation_is_not_found(desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    theirs = desk.file(code="5MX")

    with pytest.raises(NotFound):
        desk.cite("1.1", theirs)


def test_a_withdrawn_document_is_cited_no_more(desk: Desk) -> None:
    version = desk.file()
    desk.file()
    desk.cite("1.1", version)
    with desk.world.database.writing():
        by = desk.world.reach("lead@5pg.example")
        withdrawing.withdraw(session().get_one(Version, version.id), why="Mistake", by=by, now=desk.world.now)

    assert standing(desk) == []
    assert "was withdrawn" in desk.refused(lambda: desk.cite("1.2", version))


def test_the_margin_names_item_and_person_for_those_who_may_read_the_citation(desk: Desk) -> None:
    version = desk.file()
    made = desk.cite("1.1", version)

    with desk.world.database.reading():
        ours = list(cited(version.id, desk.world.reach("chief@5pg.example")))
        theirs = list(cited(version.id, desk.world.reach("analyst@q34.example")))
    assert (ours, theirs) == ([(made.passage, "1.1 by Person of lead@5pg.example", 1)], [])


def test_a_reviewer_says_what_a_passage_shows_and_the_organisation_does_not_see_it(desk: Desk) -> None:
    made = desk.cite("1.1", desk.file(), TEXTS[1])
    desk.submit()
    desk.world.at("analysing")

    with desk.world.database.writing():
        by = desk.world.reach("analyst@q34.example")
        verdict = citing.verify(
            queries.citation(by, made.id), desk.world.case(), stance="contradicts", by=by, now=desk.world.now
        )
        assert audiences.key_of(verdict.audience_id) == "assessors"

    with desk.world.database.reading():
        seen = {
            who: list(queries.verdicts([made.id], desk.world.reach(who)))
            for who in ("analyst@q34.example", "lead@5pg.example")
        }
    assert seen == {"analyst@q34.example": [made.id], "lead@5pg.example": []}


def test_an_unknown_stance_is_refused(desk: Desk) -> None:
    version = desk.file()
    assert desk.refused(
        lambda: citing.cite(
            desk.world.case(),
            "1.1",
            version_id=version.id,
            passage="p-0",
            stance="shouts",
            by=desk.world.reach("lead@5pg.example"),
            now=desk.world.now,
        )
    ).startswith("Say how the passage stands")
