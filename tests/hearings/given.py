"""An answer given in a session of 5PG, for tests of what rests on it."""

from uuid import UUID

from tests.harness.world import World
from wccflow.hearings import actions, answering, asking, queries

MODERATOR = "manager@q34.example"


def give_answer(world: World, words: str = "The trust pays.", audience: str = "everyone") -> UUID:
    """The id of an answer that was given in a new session before this audience."""
    with world.database.writing():
        by, now = world.reach(MODERATOR), world.now
        held = actions.open_session(world.case(), title="Panel day", audience=audience, by=by, now=now)
        asked = asking.ask(held, words="Who pays?", by=by, now=now)
        return answering.give(held, asked, words=words, given_by="Dr Ada Example", by=by, now=now).id


def take_back(world: World, answer_id: UUID) -> None:
    """Take the answer back that was recorded."""
    with world.database.writing():
        by, now = world.reach(MODERATOR), world.now
        given = queries.answer(by, answer_id)
        held = queries.hearing(by, given.hearing_id)
        asked = queries.question(held, given.question_id)
        answering.take_back(held, asked, why="", by=by, now=now)
