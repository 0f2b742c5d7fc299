"""Mails that let somebody sign in: the link is made when the mail goes out, and rests nowhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import uuid4

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.base.work import Database, offers, session
from wccflow.notices.models import Mail
from wccflow.people.models import Person
from wccflow.people.signing_in import make_link

LINK = "[the link is made when this mail is sent]"
CLOSED = "The account has been closed meanwhile, so this mail holds no link."
ENDED = "The invitation has been taken back meanwhile, so this mail holds no link."
LASTS = timedelta(days=7)
DEMONSTRATION = "This is a demonstration: everything but the organisations' names is invented."
AGAIN_AFTER = timedelta(minutes=5)  # whoever asks twice gets one mail


def write(
    person: Person, *, subject: str, said: Sequence[str], leads_to: str, demonstration: bool, now: datetime
) -> Mail:
    """A mail with a link that signs this person in once, within a week of being sent, and leads on."""
    lines = [f"For {_on_one_line(person.name)}", "", *(_on_one_line(each) for each in said), ""]
    lines += [f"{LINK} {leads_to}", "", "The link works once, for a week. It asks you to press a button."]
    made = Mail(
        person_id=person.id,
        subject=f"Demonstration: {subject}" if demonstration else subject,
        body="\n".join([*([DEMONSTRATION, ""] if demonstration else []), *lines]),
        made_at=now,
        not_before=now,
        message_id=f"<{uuid4()}@wccflow>",
        kind="link",
    )
    session().add(made)
    session().flush()
    return made


def wrote_lately(person: Person, now: datetime) -> bool:
    """Whether a mail with a link was written for this person a moment ago."""
    query = select(Mail.id).where(
        Mail.person_id == person.id, Mail.made_at > now - AGAIN_AFTER, Mail.body.contains(LINK)
    )
    return session().scalar(query.limit(1)) is not None


def complete(mail: Mail, database: Database, settings: Settings) -> str:
    """The text of a mail as it goes out: with a link made for this very sending, where it carries one."""
    if LINK not in mail.body:
        return mail.body
    lines = mail.body.split("\n")
    return "\n".join(_with_link(each, mail, database, settings) if LINK in each else each for each in lines)


def _with_link(line: str, mail: Mail, database: Database, settings: Settings) -> str:
    leads_to = line.partition(LINK)[2].strip()
    with database.writing():
        if mail.person_id is None:
            address = offers().letters[mail.kind](mail.id, clock.now())
            return f"{settings.base_url}{address}" if address else ENDED
        person = session().get_one(Person, mail.person_id)
        if person.disabled_at is not None:
            return CLOSED
        secret = make_link(person, clock.now(), lasts=LASTS)
    query = {"link": secret, **({"to": leads_to} if leads_to not in ("", "/") else {})}
    return f"{settings.base_url}/sign-in?{urlencode(query)}"


def _on_one_line(words: str) -> str:
    """The words without breaks of lines, so that nobody's name adds lines of its own to a mail."""
    return " ".join(words.split())
