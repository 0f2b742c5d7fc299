"""What may be wrong with a dossier, told from plain facts: each a sentence, and where to mend it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wccflow.engine.facts import Tally
from wccflow.engine.refusals import day
from wccflow.evidence.dates import is_old

SERIOUS, LOOK = "serious", "look"
IN_WORDS = {SERIOUS: "Put this right", LOOK: "Look at this"}
TONES = {SERIOUS: "late", LOOK: "warning"}

SAME_REASON = 3  # items from which on the same words are no accident


@dataclass(frozen=True, slots=True)
class Rated:
    """One item as the organisation rates itself: what it says, and what it rests on."""

    item: str
    called: str
    value: str
    is_claim: bool  # so good a level that it must be shown by a passage
    rationale: str
    cited: int
    lost: int  # cited passages that the present version of their document no longer has


@dataclass(frozen=True, slots=True)
class Filed:
    """One document that fills a slot."""

    slot: str
    title: str
    outcome: str  # why it cannot be read; nothing when it can
    as_of: date | None
    filed_on: date
    board_approved: bool  # whether the board's approval is asked for
    approved_on: date | None
    owners: str


@dataclass(frozen=True, slots=True)
class Aimed:
    """One outcome that was chosen, and what is known of it."""

    item: str
    called: str
    has_aim: bool
    has_data: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is worth a look; nought is never."""

    document_months: int = 0
    unanswered_days: int = 0
    partners_shown: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the checks look at; every name of people is that of their role."""

    address: str
    on: date
    limits: Limits
    authors: str
    board: str
    rated: tuple[Rated, ...] = ()
    filed: tuple[Filed, ...] = ()
    aims: tuple[Aimed, ...] = ()
    partners: Tally | None = None
    ratified_on: date | None = None
    changed_since: int = 0
    questions: int = 0
    oldest_days: int = 0
    overdue: tuple[tuple[str, int, str], ...] = field(default=())  # title, days late, whose it is


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: how grave, in a sentence, who can mend it, and where."""

    check: str
    severity: str
    say: str
    who: str
    address: str


def findings(dossier: Dossier) -> list[Finding]:
    """Everything that the catalogue finds, the gravest first."""
    found = [each for check in CATALOGUE.values() for each in check(dossier)]
    return sorted(found, key=lambda each: list(IN_WORDS).index(each.severity))


def _claims_without_passage(dossier: Dossier) -> Iterator[Finding]:
    for each in dossier.rated:
        if each.is_claim and not each.cited:
            say = f"{each.value} is claimed for {each.called}, and no passage is cited that shows it."
            yield _of_item("claim_without_passage", SERIOUS, say, each, dossier)


def _reasons_missing(dossier: Dossier) -> Iterator[Finding]:
    for each in dossier.rated:
        if not each.rationale.strip():
            say = f"{each.called} is rated {each.value}, and nothing says why."
            yield _of_item("reason_missing", SERIOUS, say, each, dossier)


def _reasons_repeated(dossier: Dossier) -> Iterator[Finding]:
    words = {each.item: " ".join(each.rationale.lower().split()) for each in dossier.rated}
    for reason, count in Counter(filter(None, words.values())).items():
        if count >= SAME_REASON:
            items = [each for each in dossier.rated if words[each.item] == reason]
            named = _listed([each.called for each in items])
            say = f"The same reason stands under {count} items: {named}."
            yield _of_item("reason_repeated", LOOK, say, items[0], dossier)


def _passages_gone(dossier: Dossier) -> Iterator[Finding]:
    for each in dossier.rated:
        if each.lost:
            count = "A passage" if each.lost == 1 else f"{each.lost} passages"
            say = f"{count} cited for {each.called} cannot be found in the newest version of the document."
            yield _of_item("passage_gone", LOOK, say, each, dossier)


def _documents_unreadable(dossier: Dossier) -> Iterator[Finding]:
    for each in dossier.filed:
        if each.outcome:
            say = f"“{each.title}” is filed and cannot be read: {each.outcome}"
            yield _of_document("document_unreadable", SERIOUS, say, each, dossier)


def _approved_before_written(dossier: Dossier) -> Iterator[Finding]:
    for each in dossier.filed:
        if each.board_approved and each.approved_on and each.as_of and each.approved_on < each.as_of:
            said = f"“{each.title}” is of {day(each.as_of)}, and the board approved it on"
            say = f"{said} {day(each.approved_on)}: which version did it see?"
            yield _of_document("approved_before_written", SERIOUS, say, each, dossier)


def _documents_old(dossier: Dossier) -> Iterator[Finding]:
    months = dossier.limits.document_months
    if not months:
        return
    undated = [each for each in dossier.filed if each.as_of is None]
    if undated:
        named = _listed([f"“{each.title}”" for each in undated])
        they = "this document is" if len(undated) == 1 else f"{len(undated)} documents are"
        say = f"Nothing says of which day {they}: {named}."
        yield _of_document("document_undated", LOOK, say, undated[0], dossier)
    for each in dossier.filed:
        if each.as_of and is_old(each.as_of, dossier.on, months):
            say = f"“{each.title}” is of {day(each.as_of)}: more than {months} months old."
            yield _of_document("document_old", LOOK, say, each, dossier)


def _changed_since_ratified(dossier: Dossier) -> Iterator[Finding]:
    if dossier.ratified_on and dossier.changed_since:
        things = "1 thing has" if dossier.changed_since == 1 else f"{dossier.changed_since} things have"
        say = f"{things} changed since the board ratified on {day(dossier.ratified_on)}."
        yield Finding("changed_since_ratified", SERIOUS, say, dossier.board, f"{dossier.address}/board")


def _partners_missing(dossier: Dossier) -> Iterator[Finding]:
    heard, shown = dossier.partners, dossier.limits.partners_shown
    if heard is None or not shown:
        return
    if not heard.total:
        say = "No partner has been invited to give feedback."
        yield Finding("partners_missing", SERIOUS, say, dossier.authors, f"{dossier.address}/partners")
    elif heard.have < shown:
        say = f"{heard.have} of {heard.total} partners have answered; nothing is shown of fewer than {shown}."
        yield Finding("partners_missing", LOOK, say, dossier.authors, f"{dossier.address}/partners")


def _outcomes_without(dossier: Dossier) -> Iterator[Finding]:
    for each in dossier.aims:
        lacks = [
            words
            for words, there in (("no aim for the years to come", each.has_aim), ("no data", each.has_data))
            if not there
        ]
        if lacks:
            say = f"{each.called} was chosen and has {' and '.join(lacks)}."
            address = f"{dossier.address}/outcomes#{each.item}"
            yield Finding("outcome_incomplete", LOOK, say, dossier.authors, address)


def _questions_waiting(dossier: Dossier) -> Iterator[Finding]:
    limit = dossier.limits.unanswered_days
    if limit and dossier.questions and dossier.oldest_days > limit:
        many = "1 question is" if dossier.questions == 1 else f"{dossier.questions} questions are"
        say = f"{many} open; the oldest has waited {dossier.oldest_days} days."
        yield Finding("question_waiting", LOOK, say, dossier.authors, f"{dossier.address}/threads?show=with")


def _milestones_passed(dossier: Dossier) -> Iterator[Finding]:
    for title, late, whose in dossier.overdue:
        say = f"“{title}” is {'1 day' if late == 1 else f'{late} days'} late."
        yield Finding("milestone_passed", SERIOUS, say, whose, f"{dossier.address}#milestones")


CATALOGUE: Mapping[str, Callable[[Dossier], Iterable[Finding]]] = {
    "a good level is claimed with no passage": _claims_without_passage,
    "a rating has no reason": _reasons_missing,
    "the same reason stands under several items": _reasons_repeated,
    "a cited passage is gone": _passages_gone,
    "a document cannot be read": _documents_unreadable,
    "the board approved before the plan was written": _approved_before_written,
    "a document is old or has no date": _documents_old,
    "something has changed since the board ratified": _changed_since_ratified,
    "partners have not been heard": _partners_missing,
    "a chosen outcome lacks its aim or its data": _outcomes_without,
    "a question waits": _questions_waiting,
    "a milestone has passed": _milestones_passed,
}
"""Every check by what it looks for."""


def _of_item(check: str, severity: str, say: str, rated: Rated, dossier: Dossier) -> Finding:
    sentence = say[:1].upper() + say[1:]
    return Finding(check, severity, sentence, dossier.authors, f"{dossier.address}/ratings/{rated.item}")


def _of_document(check: str, severity: str, say: str, filed: Filed, dossier: Dossier) -> Finding:
    return Finding(check, severity, say, filed.owners, f"{dossier.address}/evidence#{filed.slot}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
