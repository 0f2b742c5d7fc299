"""What became of a notice as mail, in words."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from wccflow.notices.rules import Wishes
from wccflow.notices.shown import fate_of

TOLD = datetime(2009, 10, 1, 9, tzinfo=UTC)  # ten o'clock in London


@dataclass
class Row:
    """A notice as it is kept."""

    kind: str = "stage"
    only_you: bool = False
    at: datetime = TOLD
    read_at: datetime | None = None
    mail_id: UUID | None = None
    outcome: str = ""
    capped_on: date | None = None
    id: UUID = field(default_factory=uuid4)


def why(row: Row, wishes: Wishes | None = None, now: datetime = TOLD) -> tuple[str, str]:
    fate = fate_of(row, {}, {}, wishes or Wishes(), now)  # type: ignore[arg-type]
    return fate.word, fate.why


def test_what_waits_says_for_what_and_until_when() -> None:
    ends = "and not at all if you read it here first."

    assert why(Row()) == ("Held", f"It waits for your digest: not before 2 October 2009, 07:00, {ends}")
    assert why(Row(only_you=True)) == (
        "Held",
        f"It goes at once, for only you can do it: not before 1 October 2009, 10:10, {ends}",
    )


def test_what_was_slept_through_names_the_next_time() -> None:
    now = TOLD + timedelta(days=3)

    assert "not before 5 October 2009, 07:00" in why(Row(), now=now)[1]
    assert "not before 4 October 2009, 10:00" in why(Row(only_you=True), now=now)[1]


def test_a_pause_and_the_limit_are_named() -> None:
    paused = Wishes(paused_until=TOLD + timedelta(days=2))

    assert why(Row(), paused)[1].startswith("You asked for no mail for a while: not before 4 October 2009")
    assert why(Row(capped_on=date(2009, 10, 1)))[1].startswith(
        "You had had all your mails of 1 October 2009:"
    )


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("unwanted", "You asked for no mail of this kind."),
        ("lost", "You could no longer read it when the mail was made."),
        ("done", "It was done before a mail was made."),
    ],
)
def test_what_was_dropped_says_why(outcome: str, said: str) -> None:
    assert why(Row(outcome=outcome)) == ("Not mailed", said)


def test_what_is_not_wanted_now_will_not_be_mailed() -> None:
    assert why(Row(), Wishes(often={"stage": "none"})) == (
        "Not mailed",
        "You asked for no mail of this kind.",
    )


def test_what_was_mailed_names_the_mail_and_what_went_with_it() -> None:
    mail = SimpleNamespace(id=uuid4(), kind="digest", sent_at=TOLD, fault="")
    row = Row(mail_id=mail.id, capped_on=date(2009, 9, 30))

    alone = fate_of(row, {mail.id: mail}, {mail.id: 1}, Wishes(), TOLD)  # type: ignore[arg-type, dict-item]
    merged = fate_of(row, {mail.id: mail}, {mail.id: 3}, Wishes(), TOLD)  # type: ignore[arg-type, dict-item]

    assert alone.why == (
        "In the digest of 1 October 2009, 10:00. "
        "It was held: you had had all your mails of 30 September 2009."
    )
    assert "together with 2 others" in merged.why


@pytest.mark.parametrize(("fault", "said"), [("away", "could not be sent yet"), ("", "is being sent")])
def test_what_is_on_its_way_says_how_it_goes(fault: str, said: str) -> None:
    mail = SimpleNamespace(id=uuid4(), kind="urgent", sent_at=None, fault=fault)
    row = Row(mail_id=mail.id)

    fate = fate_of(row, {mail.id: mail}, {mail.id: 1}, Wishes(), TOLD)  # type: ignore[arg-type, dict-item]

    assert (fate.word, said in fate.why) == ("On its way", True)
