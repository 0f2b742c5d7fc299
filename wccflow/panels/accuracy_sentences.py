"""The sentences that tell people about the round of factual accuracy and the signing off of the report."""

from datetime import date
from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles import deadlines
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.engine.refusals import day
from wccflow.notices.rules import Notice
from wccflow.panels import queries

CHECKERS, WRITERS, SIGNERS = "check_facts", "write_report", "sign_report"


def point(event: Event) -> list[Notice]:
    """Told to those who write the report: the organisation raised a point."""
    case = _case(event)
    noun = definition_of(case).report.noun
    sentence = (
        f"{case.organisation.name} raises a point on the draft {noun}. "
        f"Until it is answered, the {noun} cannot become final."
    )
    return [_notice(case, sentence, WRITERS)]


def answered(event: Event) -> list[Notice]:
    """Told to those who check the report: the panel has answered."""
    case = _case(event)
    form = definition_of(case).report
    author = form.author[:1].upper() + form.author[1:]
    sentence = f"{author} has answered a point that you raised on the draft {form.noun}."
    return [_notice(case, " ".join([sentence, *_by_when(case, event)]), CHECKERS)]


def corrected(event: Event) -> list[Notice]:
    """Told to those who check the report: a rating is another because of a point."""
    case = _case(event)
    noun = definition_of(case).report.noun
    sentence = f"A rating of the draft {noun} was corrected because of a point that was accepted."
    return [_notice(case, " ".join([sentence, *_by_when(case, event)]), CHECKERS)]


def reopened(event: Event) -> list[Notice]:
    """Told to those who check the report: it says something new, and by when they can answer that."""
    case = _case(event)
    noun = definition_of(case).report.noun
    until = event.payload.get("until", "")
    more = f" You have until the end of {day(date.fromisoformat(until))} to check it." if until else ""
    return [_notice(case, f"The draft {noun} before you says something new.{more}", CHECKERS)]


def to_sign(event: Event) -> list[Notice]:
    """Told to those who may sign the report off: it is with the organisation, and waits for them, too."""
    case = _case(event)
    noun = definition_of(case).report.noun
    sentence = (
        f"The draft {noun} of {case.organisation.name} was sent. It becomes final only when somebody who had "
        f"no hand in it has signed it off."
    )
    return [_notice(case, sentence, SIGNERS, "#sign-off")]


def signed(event: Event) -> list[Notice]:
    """Told to those who check the report: it is signed off, so that they can agree that it is accurate."""
    case = _case(event)
    noun = definition_of(case).report.noun
    sentence = f"The {noun} and every answer to your points are signed off."
    return [_notice(case, " ".join([sentence, *_by_when(case, event)]), CHECKERS)]


def _by_when(case: Case, event: Event) -> list[str]:
    roles = tuple(role for role, _, _ in _holders(case, CHECKERS))
    return deadlines.of_state(case, roles, event.at)


def _notice(case: Case, sentence: str, ability: str, place: str = "#points") -> Notice:
    panel = queries.panel_of(case)
    address = f"{panel.address}/report{place}" if panel else case.address
    return Notice(sentence, address, people=frozenset(), roles=_holders(case, ability), kind="panel")


def _case(event: Event) -> Case:
    if event.case_id is None:
        raise ValueError("an event of a report belongs to a case")
    return case_by_id(event.case_id)


def _holders(case: Case, ability: str) -> frozenset[tuple[str, str, UUID | None]]:
    roles = definition_of(case).roles.values()
    return frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope)) for role in roles if ability in role.may
    )
