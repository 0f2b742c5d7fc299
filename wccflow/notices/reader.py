"""The reader of the log that tells people what the rooms have sentences for."""

from wccflow.base import log
from wccflow.base.log import Event
from wccflow.base.work import Database, offers
from wccflow.notices.actions import tell

READER = "notices"
AT_ONCE = 100


def drain(database: Database) -> int:
    """Tell about everything that has happened since the last time; gives how many events were read."""
    seen = 0
    while _has_more(database):
        with database.writing() as session:
            events = log.events_after(session, log.cursor_of(READER), AT_ONCE)
            for event in events:
                _tell_of(event)
            if events:
                log.advance(READER, events[-1].seq)
        seen += len(events)
    return seen


def skip(database: Database) -> None:
    """Take everything that has happened as told: what a demonstration made up is no news to anybody."""
    with database.writing() as session:
        log.advance(READER, log.head(session))


def _has_more(database: Database) -> bool:
    """Whether there is anything to tell: looked up without holding the database against those who write."""
    with database.reading() as session:
        return log.head(session) > log.cursor_of(READER)


def _tell_of(event: Event) -> None:
    for source in offers().sentences.get(event.kind, ()):
        for notice in source(event):
            tell(
                notice,
                event_id=event.id,
                but=event.by_id,
                now=event.at + notice.held,
                audience_id=notice.audience_id or event.audience_id,
                case_id=event.case_id,
            )
