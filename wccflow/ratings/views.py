"""The pages of ratings: the sheet, one item, citing, before the board, partners and what they answer."""

from uuid import UUID

from flask import Blueprint, Response, current_app, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries as evidence
from wccflow.people import visitor
from wccflow.ratings import actions, board, citing, citing_answers, partners, queries, shown
from wccflow.ratings import answers as cited_answers
from wccflow.ratings.forms import answers, day, passage_linked
from wccflow.ratings.rules import DO_NOT_KNOW, DOCUMENTS, SELF, item_in_words, questions
from wccflow.ratings.sheet import line_of
from wccflow.web.forms import identity, read_version, text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import PUBLIC, route

blueprint = Blueprint("ratings", __name__)

CASE = "/cycles/<cycle>/<organisation>"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HOUSE = "wccflow.house"


@route(blueprint, f"{CASE}/ratings", may="see")
def sheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """All items: how each is rated, what is cited, since when."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/sheet.html", **shown.sheet(case, visitor.reach()))


@route(blueprint, f"{CASE}/ratings/<item>", may="see")
def item(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """One item on one screen: its statement, its scale, what is said of it and cited for it."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/item.html", **shown.one_item(case, visitor.reach(), item))


@route(blueprint, f"{CASE}/ratings/<item>", may="rate_self", methods=("POST",))
def rate(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep the organisation's own rating of an item."""
    case = entry.case_here(cycle, organisation)
    actions.rate(
        case,
        item,
        text("value"),
        text("rationale"),
        by=visitor.reach(),
        now=clock.now(),
        seen=read_version(),
    )
    tell(f"Kept: {item_in_words(definition_of(case), item)}.")
    return redirect_to(_onward(case, item))


@route(blueprint, f"{CASE}/ratings/<item>/draft", may="rate_self", methods=("PUT",))
def keep_draft(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep what is written so far, for this person alone."""
    case, now = entry.case_here(cycle, organisation), clock.now()
    actions.keep_draft(case, item, text("value"), text("rationale"), by=visitor.reach(), now=now)
    if request.headers.get("HX-Request"):
        return page("ratings/draft.html", at=now)
    tell("Your draft is kept. Nobody else sees it, and it does not count yet.")
    return redirect_to(f"{case.address}/ratings/{item}")


@route(blueprint, f"{CASE}/ratings/<item>/review", may="rate_documents", methods=("POST",))
def review(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep what the documents show of an item, and conclude its review where that is open."""
    case = entry.case_here(cycle, organisation)
    act = actions.review_item if entry.may("review_item", case) else actions.rate_documents
    act(case, item, text("value"), text("note"), by=visitor.reach(), now=clock.now(), seen=read_version())
    tell(f"Kept: {item_in_words(definition_of(case), item)}.")
    return redirect_to(_onward(case, item))


@route(blueprint, f"{CASE}/ratings/<item>/citations", may="see", methods=("POST",))
def cite(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Cite for an item the passage whose link was pasted."""
    case = entry.case_here(cycle, organisation)
    version_id, key = passage_linked(text("link"))
    _cite(case, item, version_id, key)
    return redirect_to(f"{case.address}/ratings/{item}#cited")


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
    cited = cited_answers.citation(visitor.reach(), citation_id)
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
    return redirect_to(f"{case.address}/ratings/{cited.item}#cited")


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


@route(blueprint, f"{CASE}/board", may="see")
def before_the_board(cycle: str, organisation: str) -> ResponseReturnValue:
    """The board's packs, its ratifications, and what has changed since."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/board.html", **shown.before_the_board(case, visitor.reach(), clock.today()))


@route(blueprint, f"{CASE}/board/packs", may="see", methods=("POST",))
def make_pack(cycle: str, organisation: str) -> ResponseReturnValue:
    """Make the Word file for the board from what is there now."""
    case = entry.case_here(cycle, organisation)
    made = board.make_pack(case, by=visitor.reach(), now=clock.now())
    tell(f"Board pack {made.number} is ready. Download it below and hand it to the chair.")
    return redirect_to(f"{case.address}/board")


@route(blueprint, f"{CASE}/board/packs/<uuid:pack_id>", may="see")
def download_pack(cycle: str, organisation: str, pack_id: UUID) -> ResponseReturnValue:
    """The Word file of a board pack, exactly as it was made."""
    case = entry.case_here(cycle, organisation)
    pack = board.pack_of(case, pack_id, visitor.reach())
    name = f"board-pack-{case.organisation.code}-{pack.number}.docx"
    response: Response = send_file(
        files().path(pack.sha256), mimetype=WORD, as_attachment=True, download_name=name, max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@route(blueprint, f"{CASE}/board/ratifications", may="ratify", methods=("POST",))
def ratify(cycle: str, organisation: str) -> ResponseReturnValue:
    """Record the board's ratification against one pack."""
    case = entry.case_here(cycle, organisation)
    pack_id = identity(
        "pack", missing="Choose the pack that the board had before it. Make one first if there is none."
    )
    met_on = day("met_on", missing="Give the day on which the board met.") or clock.today()
    board.ratify(case, pack_id, met_on=met_on, minute=text("minute"), by=visitor.reach(), now=clock.now())
    tell("The board's ratification is recorded.")
    return redirect_to(f"{case.address}/board")


@route(blueprint, f"{CASE}/partners", may="see")
def feedback(cycle: str, organisation: str) -> ResponseReturnValue:
    """Who was invited, how many have answered, and answers in groups of five or more."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/partners.html", **shown.feedback(case, visitor.reach()))


@route(blueprint, f"{CASE}/partners", may="invite_partners", methods=("POST",))
def invite(cycle: str, organisation: str) -> ResponseReturnValue:
    """Invite a partner, or make a new link; the link is told once."""
    case = entry.case_here(cycle, organisation)
    made, secret = partners.invite(
        case,
        kind=text("kind"),
        name=text("name"),
        email=text("email"),
        until=day("until"),
        by=visitor.reach(),
        now=clock.now(),
    )
    address = f"{current_app.extensions[HOUSE].settings.base_url}/feedback/{secret}"
    tell(f"The link for {made.name}, shown only now; send it to {made.email}: {address}")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, f"{CASE}/partners/<uuid:invitation_id>", may="invite_partners", methods=("DELETE",))
def revoke(cycle: str, organisation: str, invitation_id: UUID) -> ResponseReturnValue:
    """Make a partner's link worthless."""
    case = entry.case_here(cycle, organisation)
    invitation = partners.invitation_of(case, invitation_id)
    partners.revoke(invitation, case, by=visitor.reach(), now=clock.now())
    tell(f"The link of {invitation.name} no longer works.")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, "/feedback/<secret>", may=PUBLIC)
def answer_sheet(secret: str) -> ResponseReturnValue:
    """The partner's own page: who reads the answers, the questions, what was answered before."""
    invitation = partners.invitation_by(secret, clock.now())
    case = case_by_id(invitation.case_id)
    return page(
        "ratings/feedback.html",
        case=case,
        invitation=invitation,
        reply=partners.reply_to(invitation),
        questions=shown.questions_for(case),
        unknown=DO_NOT_KNOW,
        address=f"/feedback/{secret}",
    )


@route(blueprint, "/feedback/<secret>", may=PUBLIC, methods=("POST",))
def answer(secret: str) -> ResponseReturnValue:
    """Keep what a partner answers."""
    now = clock.now()
    case = case_by_id(partners.invitation_by(secret, now).case_id)
    given = answers([asked.key for asked, _ in questions(definition_of(case))])
    partners.reply(secret, given, text("words"), now=now, seen=read_version())
    tell("Thank you: your answers are kept. You can change them by the same link.")
    return redirect_to(f"/feedback/{secret}")


def _channel(case: Case) -> str:
    """The channel by which the person who is asking rates here; empty when by none."""
    if entry.may("rate_self", case):
        return SELF
    return DOCUMENTS if entry.may("rate_documents", case) else ""


def _cite(case: Case, item: str, version_id: UUID, key: str) -> None:
    channel = _channel(case)
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
        by=visitor.reach(),
        now=clock.now(),
    )
    tell(f"Cited for {item_in_words(definition_of(case), item)}.")


def _onward(case: Case, item: str) -> str:
    """The next item for who asked to go on, else the same one."""
    _, _, after = line_of(case, visitor.reach(), item)
    onward = after if text("then") == "next" and after else item
    return f"{case.address}/ratings/{onward}"
