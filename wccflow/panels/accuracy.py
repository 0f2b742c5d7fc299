"""The round of factual accuracy: points on sentences, answers with reasons, and what they change."""

from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.panels import changing, queries, signing_off, turns
from wccflow.panels.anchors import sentence_called, sentences_of
from wccflow.panels.models import FactualPoint, Panel, ReportChange
from wccflow.panels.report import report_of
from wccflow.panels.report_content import Report
from wccflow.panels.rules import ACCEPTED, ANSWERS, REFUSED, stands_in, words_of
from wccflow.people.rights import Reach, demand
from wccflow.ratings.rules import PANEL, element_of, in_words

RAISED, ANSWERED, WITHDRAWN = "point.raised", "point.answered", "point.withdrawn"
CARRIED, CORRECTED = "point.carried", "rating.corrected"
NOTHING_NEW = (
    "Coming back to a point that was answered needs something new: name a passage that was not named before, "
    "or say what the answer overlooked."
)
PARTLY_NEW = "The draft says in other words what the organisation raised, and it has its days to check them."
LEVEL_NEW = "A rating of the draft was corrected, and the organisation has its days to check it."


def raise_point(
    case: Case,
    section: str,
    *,
    sentence: str = "",
    what: str,
    by: Reach,
    now: datetime,
    passage: tuple[UUID, str] | None = None,
    follows: FactualPoint | None = None,
) -> FactualPoint:
    """Say that something in the draft is not accurate: which sentence of which section, and what is true.

    `passage` is the version and key of what shows it; `follows` is an answered point that this comes back to.
    """
    _demand(case, "check_facts", by)
    panel = _panel(case)
    if not queries.sees_report(panel, by):
        raise NotFound
    words = _standing(case, report_of(case, panel, by), section, sentence)
    if not what.strip():
        raise Refused("Say what is not accurate, and what is.")
    _demand_new(follows, what, passage)
    made = FactualPoint(
        case_id=case.id,
        section=section,
        anchor=words[0],
        sentence=words[1],
        what=what.strip(),
        raised_at=now,
        raised_by_id=by.person_id,
        follows_id=follows.id if follows else None,
        **_shown(case, passage, by),
    )
    session().add(made)
    session().flush()
    signing_off.lapse(case, panel, signing_off.POINT_RAISED, by=by, now=now)
    _record(case, made, RAISED, made.what, by=by, now=now)
    return made


def withdraw(case: Case, point: FactualPoint, *, by: Reach, now: datetime) -> None:
    """Take a point back that nobody has answered; that it was raised stays known."""
    _demand(case, "check_facts", by)
    if point.answer:
        raise Refused(f"This point was answered already: {ANSWERS[point.answer]}.")
    if point.withdrawn_at is not None:
        raise Refused("This point is taken back already.")
    point.withdrawn_at = now
    session().flush()
    signing_off.lapse(case, _panel(case), signing_off.POINT_WITHDRAWN, by=by, now=now)
    _record(case, point, WITHDRAWN, "", by=by, now=now)


def answer(
    case: Case, point: FactualPoint, outcome: str, *, why: str, by: Reach, now: datetime, wording: str = ""
) -> None:
    """Answer a point: accepted, accepted in part, or not, always with the reason.

    `wording` is how the sentence is to read then; it stands in the report once somebody carries it there.
    """
    _demand(case, "write_report", by)
    _demand_open(point, outcome)
    if not why.strip():
        raise Refused("Say why: the organisation reads the reason.")
    if wording.strip() and outcome == REFUSED:
        raise Refused("A point that is not accepted changes no words. Empty the new sentence, or accept it.")
    if wording.strip() and not point.anchor:
        raise Refused("This point is about no single sentence, so change the words where they stand.")
    point.answer, point.answer_why, point.wording = outcome, why.strip(), words_of(wording)
    point.answered_at, point.answered_by_id = now, by.person_id
    session().flush()
    signing_off.lapse(case, _panel(case), signing_off.POINT_ANSWERED, by=by, now=now)
    _record(case, point, ANSWERED, point.answer_why, by=by, now=now)


def carry(case: Case, point: FactualPoint, *, by: Reach, now: datetime) -> ReportChange:
    """Put the new sentence of an accepted point into the report. Raises Refused when there is none to put."""
    _demand(case, "write_report", by)
    panel = _panel(case)
    if not point.wording or point.answer == REFUSED:
        raise Refused("This point has no new sentence.")
    if point.carried_at is not None:
        raise Refused("The report says so already.")
    changing.change_sentence(case, panel, point.section, point.anchor, point.wording, by=by, now=now)
    point.carried_at = now
    made = _changed(case, panel, point, changing.WORDS, point.sentence, point.wording, by=by, now=now)
    _record(case, point, CARRIED, point.wording, by=by, now=now)
    if point.answer != ACCEPTED:
        turns.reopen(case, why=PARTLY_NEW, by=by, now=now)
    return made


def correct(
    case: Case, point: FactualPoint, item: str, value: str, *, reason: str, by: Reach, now: datetime
) -> ReportChange:
    """Correct an agreed rating because of a point that was accepted; what was agreed on the day is kept."""
    _demand(case, "write_report", by)
    panel = _panel(case)
    row, element = changing.rating_of(case, item), element_of(definition_of(case), item)
    if row is None or row.channel != PANEL or element is None:
        raise NotFound
    if not point.answer or point.answer == REFUSED:
        raise Refused("Only a point that is accepted, whole or in part, can change a rating.")
    scale = definition_of(case).scales[element.scale]
    if value not in {each.key for each in scale.values} or value == row.value:
        raise Refused("Choose the level to which the rating is corrected: another than it has.")
    if not reason.strip():
        raise Refused("Say why the rating is another now: the reason stands in the report.")
    before = in_words(scale, row.value)
    changing.supersede(case, panel, row, value=value, reason=reason.strip(), by=by, now=now)
    after = in_words(scale, value)
    made = _changed(case, panel, point, changing.LEVEL, before, after, by=by, now=now, item=item, why=reason)
    _record(case, point, CORRECTED, reason.strip(), by=by, now=now, item=item, before=row.value, after=value)
    turns.reopen(case, why=LEVEL_NEW, by=by, now=now)
    return made


def _standing(case: Case, report: Report, section: str, sentence: str) -> tuple[str, str]:
    """The key and the words of the sentence that is meant; both empty where the whole section is."""
    text = report.text_of(section)
    noun = definition_of(case).report.noun
    if text is None:
        raise Refused(f"Choose the part of the {noun} that the point is about.")
    if not sentence.strip():
        return "", ""
    found = sentence_called(report.prose_of(section), sentence) or next(
        (each for each in sentences_of(report.prose_of(section)) if stands_in(sentence, each.words)), None
    )
    if found is not None:
        return found.key, found.words
    if not stands_in(sentence, text):
        raise Refused(f"These words do not stand in that part of the {noun}. Copy them from it.")
    return "", sentence.strip()


def _demand_new(follows: FactualPoint | None, what: str, passage: tuple[UUID, str] | None) -> None:
    if follows is None:
        return
    if not follows.answer:
        raise Refused("This point waits for its answer. Come back to it once it is answered.")
    is_same = passage is None or (follows.version_id, follows.passage) == passage
    if is_same and words_of(what).casefold() == words_of(follows.what).casefold():
        raise Refused(NOTHING_NEW)


def _shown(case: Case, passage: tuple[UUID, str] | None, by: Reach) -> dict[str, UUID | str]:
    if passage is None:
        return {}
    version = evidence.version(by, passage[0])
    if version.case_id != case.id:
        raise NotFound
    words = evidence.quote(version.id, passage[1])
    return {"version_id": version.id, "passage": words.key, "quote": words.quote}


def _demand_open(point: FactualPoint, outcome: str) -> None:
    if outcome not in ANSWERS:
        raise Refused("Choose whether the point is accepted, accepted in part, or not accepted.")
    if point.withdrawn_at is not None:
        raise Refused("This point was taken back, so it needs no answer.")
    if point.answer:
        raise Refused(f"This point was answered already: {ANSWERS[point.answer]}.")


def _changed(
    case: Case,
    panel: Panel,
    point: FactualPoint,
    kind: str,
    before: str,
    after: str,
    *,
    by: Reach,
    now: datetime,
    item: str = "",
    why: str = "",
) -> ReportChange:
    made = changing.note(
        panel,
        item or point.section,
        kind=kind,
        before=before,
        after=after,
        why=why.strip() or point.answer_why,
        point_id=point.id,
        by=by,
        now=now,
    )
    signing_off.lapse(case, panel, signing_off.WORDS_CHANGED, by=by, now=now)
    return made


def _panel(case: Case) -> Panel:
    panel = queries.panel_of(case)
    if panel is None:
        raise NotFound
    return panel


def _demand(case: Case, ability: str, by: Reach) -> None:
    demand(by, ability, place=case.place, definition=definition_of(case), state=case.state)


def _record(
    case: Case, point: FactualPoint, kind: str, words: str, *, by: Reach, now: datetime, **payload: str
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=point.id,
        case_id=case.id,
        audience_id=audience_of(case, "shared"),
        words=words,
        section=point.section,
        answer=point.answer,
        **payload,
    )
