"""The sheet of a partner: questions down, the organisations across that asked the same mailbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.partners.answering import drafts_of
from wccflow.partners.models import PartnerDraft, PartnerInvitation, PartnerReply
from wccflow.partners.outcomes import Outcome, outcome_of
from wccflow.partners.queries import Opened, replies_to, takes_answers
from wccflow.partners.rules import DO_NOT_KNOW, Asked, questions

DO_NOT_KNOW_WORDS = "I do not know"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one organisation asks, and what was answered so far."""

    invitation: PartnerInvitation
    case: Case
    asked: Mapping[str, Asked]
    takes: bool
    reply: PartnerReply | None
    draft: PartnerDraft | None
    outcome: Outcome | None

    @property
    def key(self) -> str:
        """By which its fields are told from those of other organisations."""
        return self.invitation.id.hex

    @property
    def is_counted(self) -> bool:
        """Whether the answers were counted, so that they stand."""
        return self.reply is not None and self.reply.group_id is not None

    @property
    def is_open(self) -> bool:
        """Whether it can be filled in."""
        return self.takes and not self.is_counted and self.invitation.declined_at is None

    @property
    def values(self) -> Mapping[str, str]:
        """The answers as they stand on the page: what is filled in since, else what was sent."""
        return self.draft.answers if self.draft else self.reply.answers if self.reply else {}

    @property
    def words(self) -> str:
        """The free words, likewise."""
        return self.draft.words if self.draft else self.reply.words if self.reply else ""

    def options(self, key: str) -> list[tuple[str, str]]:
        """The answers to choose from."""
        levels = [(level.key, level.title) for level in self.asked[key].scale.values]
        return [*levels, (DO_NOT_KNOW, DO_NOT_KNOW_WORDS)]

    @property
    def answered(self) -> list[tuple[str, str]]:
        """Each question with what was sent as its answer, in words."""
        given = self.reply.answers if self.reply else {}
        return [
            (asked.text, dict(self.options(key)).get(given.get(key, DO_NOT_KNOW), DO_NOT_KNOW_WORDS))
            for key, asked in self.asked.items()
        ]


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that a link opens."""

    sheets: Sequence[Sheet]
    rows: Sequence[Asked] = field(default=())

    @property
    def open(self) -> list[Sheet]:
        """Those that can be filled in."""
        return [each for each in self.sheets if each.is_open]

    @property
    def version(self) -> int:
        """What changes whenever any of the answers that were sent does."""
        return sum(each.reply.version for each in self.open if each.reply)


def sheets_of(found: Opened, now: datetime) -> Sheets:
    """The sheets that a link opens; the questions of all that can still be filled in, each once."""
    replies, drafts = replies_to(found.sheets), drafts_of(found.sheets)
    sheets = [_sheet(each, replies.get(each.id), drafts.get(each.id), now) for each in found.sheets]
    rows = {key: asked for each in sheets if each.is_open for key, asked in each.asked.items()}
    order = [asked.key for each in sheets for asked in questions(definition_of(each.case))]
    return Sheets(sheets, [rows[key] for key in dict.fromkeys(order) if key in rows])


def _sheet(
    invitation: PartnerInvitation, reply: PartnerReply | None, draft: PartnerDraft | None, now: datetime
) -> Sheet:
    case = case_by_id(invitation.case_id)
    asked = {each.key: each for each in questions(definition_of(case), invitation.kind)}
    takes = takes_answers(invitation, case, now)
    return Sheet(invitation, case, asked, takes, reply, draft, outcome_of(case))
