"""The pages before publication: an organisation's own final page, and who reads it from when."""

from datetime import time

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_for, definition_of
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.people.rights import holds
from wccflow.publication import embargo, queries, responding, sentences
from wccflow.publication.entry import publishable
from wccflow.publication.glancing import glances
from wccflow.publication.words import WHY_NO_LEAGUE_TABLE, whole, why_no_sentences
from wccflow.web.forms import day_or_none, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("embargo", __name__)

FINAL = "/cycles/<cycle>/<organisation>/final"
EMBARGO = "/publication/<cycle>/embargo"


@route(blueprint, FINAL, may="see")
def final(cycle: str, organisation: str) -> ResponseReturnValue:
    """What will be published of a case, as it stands: for its own people, before everybody else."""
    case, now = entry.case_here(cycle, organisation), clock.now()
    published = queries.address_of(case)
    if published:
        return redirect_to(published)
    content, held = embargo.final_page(case, visitor.reach(), now)
    shown = whole(content)
    answer = page(
        "publication/final.html",
        case=case,
        held=held,
        content=shown,
        glances=glances(shown),
        why_no_sentences=why_no_sentences(shown),
        why_no_league_table=WHY_NO_LEAGUE_TABLE,
        asked=sentences.asked(case),
        response=responding.newest(case),
        most=responding.MOST,
        speaks=holds(visitor.reach(), responding.ABILITY, place=case.place, definition=definition_of(case)),
    )
    embargo.note_when_read(answer, case, visitor.database(), visitor.reach(), now)
    return answer


@route(blueprint, f"{FINAL}/response", may="see", methods=("PUT",))
def respond(cycle: str, organisation: str) -> ResponseReturnValue:
    """Say something in public beside the result."""
    case = _open(cycle, organisation)
    responding.respond(case, text("words"), by=visitor.reach(), now=clock.now())
    tell("Kept. It is published with the result.")
    return redirect_to(f"{case.address}/final#say")


@route(blueprint, f"{FINAL}/sentences", may="see", methods=("PUT",))
def consent(cycle: str, organisation: str) -> ResponseReturnValue:
    """Choose of which documents the cited sentences may be published."""
    case = _open(cycle, organisation)
    chosen = [each.id for each in sentences.asked(case) if each.id.hex in request.form.getlist("documents")]
    sentences.consent(case, chosen, by=visitor.reach(), now=clock.now())
    tell("Kept. The sentences that you agreed to stand beside their ratings.")
    return redirect_to(f"{case.address}/final#sentences")


@route(blueprint, EMBARGO, may="publish")
def readers(cycle: str) -> ResponseReturnValue:
    """From when organisations read their final pages, and who has."""
    found, now = publishable(cycle), clock.now()
    cases = cases_for(visitor.reach(), found.id)
    read = embargo.readings([case.id for case in cases])
    people = {person for theirs in read.values() for person in theirs}
    waiting = [case for case in cases if "publish" in definition_of(case).states[case.state].opens]
    return page(
        "publication/embargo.html",
        cycle=found,
        held=embargo.standing(found.id),
        now=now,
        today=clock.today(),
        waiting=waiting,
        read=read,
        cases=[case for case in cases if case.id in read],
        people=names(people),
        roles=_titles(found),
    )


@route(blueprint, EMBARGO, may="publish", methods=("PUT",))
def begin(cycle: str) -> ResponseReturnValue:
    """Let organisations read their own final pages."""
    found = publishable(cycle)
    day, until = day_or_none("begins_on"), day_or_none("lifts_on")
    now = clock.now()
    embargo.open_to_readers(
        found,
        begins_at=max(now, clock.instant_on(day, time(9))) if day else now,
        lifts_at=clock.instant_on(until, time(9, 30)) if until else None,
        note=text("note"),
        by=visitor.reach(),
        now=now,
    )
    tell("Each organisation reads its own final page from then on.")
    return redirect_to(f"/publication/{found.key}/embargo")


@route(blueprint, EMBARGO, may="publish", methods=("DELETE",))
def end(cycle: str) -> ResponseReturnValue:
    """Let nobody read final pages any more."""
    found = publishable(cycle)
    embargo.end(found, by=visitor.reach(), now=clock.now())
    tell("Nobody reads a final page any more before it is published.")
    return redirect_to(f"/publication/{found.key}/embargo")


def _open(cycle: str, organisation: str) -> Case:
    """The case whose final page the person may read now. Raises NotFound."""
    case = entry.case_here(cycle, organisation)
    if not embargo.may_read(case, visitor.reach(), clock.now()):
        raise NotFound
    return case


def _titles(cycle: Cycle) -> list[str]:
    definition = pinned(cycle.digest)
    return [definition.roles[each].title for each in sorted(embargo.readers(definition))]
