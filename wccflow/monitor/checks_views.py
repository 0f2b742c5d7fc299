"""The pages of dossiers' checks: the findings of one case, and how many each case of an overseer has."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.outlook import outlooks
from wccflow.monitor import dossiers, queries
from wccflow.monitor.dossier_rules import IN_WORDS, TONES
from wccflow.monitor.looked_for import looked_for
from wccflow.people import visitor
from wccflow.people.queries import organisation
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("dossier_checks", __name__)


@route(blueprint, "/cycles/<cycle>/<organisation>/checks", may="see")
def of_case(cycle: str, organisation: str) -> ResponseReturnValue:
    """What may be wrong with a dossier, each with a link to where it is mended."""
    case, on = entry.case_here(cycle, organisation), clock.today()
    found = dossiers.checked(outlooks([case], on), visitor.reach(), on)[case.id]
    return page(
        "monitor/case_checks.html",
        case=case,
        found=found,
        catalogue=looked_for(cycles.definition_of(case)),
        in_words=IN_WORDS,
        tones=TONES,
    )


@route(blueprint, "/monitor/<cycle>/<overseer>/checks", may=queries.MONITOR)
def of_overseer(cycle: str, overseer: str) -> ResponseReturnValue:
    """How much there is to look at in each case of an overseer, those with most first."""
    found, place, reach, on = cycles.cycle(cycle), organisation(overseer), visitor.reach(), clock.today()
    if place.level != "overseer" or not queries.watches(reach, found, place.id):
        raise NotFound
    cases = [each for each in cycles.cases_for(reach, found.id) if each.overseer_id == place.id]
    checked = dossiers.checked(outlooks(cases, on), reach, on).values()
    by_name = sorted(checked, key=lambda each: each.case.organisation.name)
    ordered = sorted(by_name, key=lambda each: (each.serious, len(each.findings)), reverse=True)
    return page(
        "monitor/checks.html",
        cycle=found,
        overseer=place,
        words=pinned(found.digest).words,
        checked=ordered,
        on=on,
    )
