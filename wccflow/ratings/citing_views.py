"""The pages on which passages and answers are cited for items, taken back and read."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.people import visitor
from wccflow.ratings import answers, citing, citing_answers, queries, shown
from wccflow.ratings.forms import passage_linked
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS, PANEL_MEMBER, SELF, item_in_words
from wccflow.web.forms import identity, text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("citing", __name__)

CASE = "/cycles/<cycle>/<organisation>"
CHANNELS = (SELF, DOCUMENTS, PANEL_MEMBER)


@route(blueprint, f"{CASE}/ratings/<item>/citations", may="see", methods=("POST",))
def cite(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Cite for an item the passage whose link was pasted."""
    case = entry.case_here(cycle, organisation)
    version_id, key = passage_linked(text("link"))
    _cite(case, item, version_id, key)
    return redirect_to(_back(case, item))


@route(blueprint, f"{CASE}/ratings/<item>/answers", may="see", methods=("POST",))
def cite_answer(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Cite for an item an answer that was given in a session."""
    case, reach, now = entry.case_here(cycle, organisation), visitor.reach(), clock.now()
    channel = text("channel") or _channel(case)
    chosen = identity("answer", missing="Choose the answer.")
    stance = text("stance") or "supports"
    citing_answers.cite_answer(case, item, chosen, channel=channel, stance=stance, by=reach, now=now)
    tell(f"Cited for {item_in_words(definition_of(case), item)}.")
    return redirect_to(local_address(text("back") or f"{case.address}/ratings/{item}#answers"))


@route(blueprint, "/cited-answers/<uuid:citation_id>", may="see", methods=("DELETE",))
def uncite_answer(citation_id: UUID) -> ResponseReturnValue:
    """Take an answer back from an item."""
    cited = answers.citation(visitor.reach(), citation_id)
    case = entry.case_of(cited.case_id)
    citing_answers.uncite_answer(cited, case, by=visitor.reach(), now=clock.now())
    tell("The answer is no longer cited for this item.")
    return redirect_to(local_address(text("back") or f"{case.address}/ratings/{cited.item}#answers"))


@route(blueprint, "/citations/<uuid:citation_id>", may="see", methods=("DELETE",))
def uncite(citation_id: UUID) -> ResponseReturnValue:
    """Take a passage back from an item."""
    cited = queries.citation(visitor.reach(), citation_id)
    case = entry.case_of(cited.case_id)
    citing.uncite(cited, case, by=visitor.reach(), now=clock.now())
    tell("The passage is no longer cited for this item.")
    return redirect_to(_back(case, cited.item))


@route(blueprint, "/citations/<uuid:citation_id>/clause", may="see", methods=("PUT",))
def attach(citation_id: UUID) -> ResponseReturnValue:
    """Say which clause of an item a cited passage shows."""
    cited = queries.citation(visitor.reach(), citation_id)
    case = entry.case_of(cited.case_id)
    citing.attach(cited, case, text("clause"), by=visitor.reach(), now=clock.now())
    tell("Noted which clause the passage shows.")
    return redirect_to(_back(case, cited.item))


@route(blueprint, "/citations/<uuid:citation_id>/verification", may="rate_documents", methods=("PUT",))
def verify(citation_id: UUID) -> ResponseReturnValue:
    """Say what a cited passage shows, as one who has read it."""
    cited = queries.citation(visitor.reach(), citation_id)
    case = entry.case_of(cited.case_id)
    citing.verify(cited, case, stance=text("stance"), by=visitor.reach(), now=clock.now())
    tell("Noted what the passage shows.")
    return redirect_to(f"{case.address}/ratings/{cited.item}#cited")


@route(blueprint, "/evidence/<uuid:version_id>/citations", may="see")
def choose_item(version_id: UUID) -> ResponseReturnValue:
    """Choose the item for which words of a document are cited."""
    version = evidence.version(visitor.reach(), version_id)
    case = entry.case_of(version.case_id)
    channel = _channel(case)
    if not channel:
        raise Refused("Passages can be cited for items while the items are being rated.")
    words, passage = request.args.get("quote", ""), request.args.get("passage", "")
    return page("ratings/cite.html", **shown.citing(case, version, passage, words, channel))


@route(blueprint, "/evidence/<uuid:version_id>/citations", may="see", methods=("POST",))
def cite_from_reader(version_id: UUID) -> ResponseReturnValue:
    """Cite words of a document for an item, and go on reading where they stand."""
    version = evidence.version(visitor.reach(), version_id)
    case = entry.case_of(version.case_id)
    key = text("passage")
    _cite(case, text("item", missing="Choose the item."), version.id, key)
    return redirect_to(f"/evidence/{version.id}?from={key}#{key}")


def _channel(case: Case) -> str:
    """The channel by which the person who is asking rates here; empty when by none."""
    return next((each for each in CHANNELS if entry.may(ABILITY_OF[each], case)), "")


def _back(case: Case, item: str) -> str:
    """The page on which the form stood: a panel has one of its own for an item."""
    return local_address(text("back") or f"{case.address}/ratings/{item}#cited")


def _cite(case: Case, item: str, version_id: UUID, key: str) -> None:
    channel = text("channel") or _channel(case)
    if not channel:
        raise NotFound
    citing.cite(
        case,
        item,
        version_id=version_id,
        passage=key,
        quote=text("quote"),
        stance=text("stance") or "supports",
        channel=channel,
        clause=text("clause"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell(f"Cited for {item_in_words(definition_of(case), item)}.")
