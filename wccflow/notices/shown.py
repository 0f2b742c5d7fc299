"""Notices as pages show them: by day and case, and what became of each as mail and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.base.clock import LONDON, business_day
from wccflow.base.work import offers
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.rules import KINDS, Wishes, earliest, next_digest, way

ELSEWHERE = "Not of one case"


@dataclass(frozen=True, slots=True)
class Group:
    """What was told on one day about one case."""

    day: date
    title: str
    rows: Sequence[NoticeRow]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a notice as mail: in a word, and why."""

    row: NoticeRow
    word: str
    tone: str
    why: str


def grouped(rows: Sequence[NoticeRow]) -> list[Group]:
    """Notices by day, newest first, and within the day by case."""
    titles = case_titles(rows)
    found: dict[tuple[date, str], list[NoticeRow]] = {}
    for row in rows:
        title = titles.get(row.case_id, "") if row.case_id else ""
        found.setdefault((business_day(row.at), title), []).append(row)
    return [Group(day, title or ELSEWHERE, mine) for (day, title), mine in _by_day(found)]


def case_titles(rows: Sequence[NoticeRow]) -> dict[UUID, str]:
    """What the cases of these notices are called."""
    ids = {row.case_id for row in rows if row.case_id}
    titles: dict[UUID, str] = offers().titles["cases"](ids) if ids else {}
    return titles


def fate_of(
    row: NoticeRow, mails: Mapping[UUID, Mail], counts: Mapping[UUID, int], wishes: Wishes, now: datetime
) -> Fate:
    """What became of a notice: sent, waiting, held or dropped, with the reason."""
    mail = mails.get(row.mail_id) if row.mail_id else None
    if mail is not None:
        return _mailed(row, mail, counts[mail.id])
    if row.outcome:
        return Fate(row, "Not mailed", "quiet", _dropped(row))
    if row.read_at is not None:
        return Fate(row, "Not mailed", "quiet", f"You read it here first, on {_moment(row.read_at)}.")
    return _to_come(row, wishes, now)


def kind_in_words(kind: str) -> str:
    """What notices of this kind are about."""
    return KINDS.get(kind, kind)


def _by_day(
    found: dict[tuple[date, str], list[NoticeRow]],
) -> list[tuple[tuple[date, str], list[NoticeRow]]]:
    return sorted(found.items(), key=lambda each: (-each[0][0].toordinal(), not each[0][1], each[0][1]))


def _mailed(row: NoticeRow, mail: Mail, together: int) -> Fate:
    others = together - 1
    merged = f", together with {others} other{'' if others == 1 else 's'}" if others else ""
    held = f" It was held: you had had all your mails of {_day(row.capped_on)}." if row.capped_on else ""
    name = "the digest" if mail.kind == "digest" else "a mail of its own" if not others else "one mail"
    if mail.sent_at is not None:
        return Fate(row, "Sent", "good", f"In {name} of {_moment(mail.sent_at)}{merged}.{held}")
    if mail.fault:
        return Fate(
            row, "On its way", "warning", f"In {name}{merged}. It could not be sent yet and is tried again."
        )
    return Fate(row, "On its way", "info", f"In {name}{merged}, which is being sent.{held}")


def _dropped(row: NoticeRow) -> str:
    return {
        "unwanted": "You asked for no mail of this kind.",
        "lost": "You could no longer read it when the mail was made.",
        "done": "It was done before a mail was made.",
        "muted": "You muted the conversation.",
    }.get(row.outcome, "")


def _to_come(row: NoticeRow, wishes: Wishes, now: datetime) -> Fate:
    when = earliest(row, wishes)
    if when is not None and when < now:  # nobody was awake then
        when = now if way(row, wishes) == "urgent" else next_digest(now, wishes)
    if when is None:
        return Fate(row, "Not mailed", "quiet", "You asked for no mail of this kind.")
    why = (
        "It goes at once, for only you can do it"
        if way(row, wishes) == "urgent"
        else "It waits for your digest"
    )
    if wishes.paused_until is not None and row.at < wishes.paused_until:
        why = "You asked for no mail for a while"
    if row.capped_on is not None:
        why = f"You had had all your mails of {_day(row.capped_on)}"
    return Fate(
        row, "Held", "info", f"{why}: not before {_moment(when)}, and not at all if you read it here first."
    )


def _moment(instant: datetime) -> str:
    here = instant.astimezone(LONDON)
    return f"{_day(here.date())}, {here:%H:%M}"


def _day(when: date | None) -> str:
    return f"{when.day} {when:%B %Y}" if when else ""
