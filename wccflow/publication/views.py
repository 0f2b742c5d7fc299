"""The public pages of results, and the page on which the nation approves publication."""

from flask import Blueprint, Response, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import case_by_id, cases_for, definition_of
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.engine.definition import Definition
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.publication import actions, files, public, queries, result_word, summary
from wccflow.publication.comparing import MOST, compared
from wccflow.publication.entry import publishable
from wccflow.publication.glancing import glances
from wccflow.publication.models import PublishedResult
from wccflow.publication.words import WHY_NO_LEAGUE_TABLE, told_in_words, why_no_sentences
from wccflow.web.caching import kept
from wccflow.web.downloads import WORD
from wccflow.web.forms import read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import PUBLIC, route

blueprint = Blueprint("publication", __name__)

PUBLISHED = "/published"
LIST = f"{PUBLISHED}/<cycle>"
RESULT = f"{LIST}/<organisation>"
APPROVAL = "/publication/<cycle>"


@route(blueprint, PUBLISHED, may=PUBLIC)
def everything() -> ResponseReturnValue:
    """Every cycle of which something is published."""
    return _kept(page("publication/everything.html", cycles=queries.published_cycles()))


@route(blueprint, LIST, may=PUBLIC)
def results(cycle: str) -> ResponseReturnValue:
    """The results of a cycle that are published, by name; found by a name of now or of before."""
    found, words = _cycle_with_results(cycle), request.args.get("q", "").strip()
    definition, told = pinned(found.digest), summary.published(found)
    release, every = queries.newest_release(found.id), queries.published_in(found)
    header = public.header_of(release) if release else None
    return _kept(
        page(
            "publication/results.html",
            cycle=found,
            every=every,
            words=words,
            results=public.found_by(every, words),
            withdrawn=public.withdrawn_in(release),
            heading=definition.heading("results", "published results"),
            noun=definition.word("organisation"),
            nouns=definition.word("organisations", "organisations"),
            summary=told,
            parts=summary.words_of(told),
            release=header,
            signed=release,
            most=MOST,
            why_no_league_table=""
            if told_in_words(definition) or (header and header["rankings"])
            else WHY_NO_LEAGUE_TABLE,
        )
    )


@route(blueprint, RESULT, may=PUBLIC)
def result(cycle: str, organisation: str) -> ResponseReturnValue:
    """One published result, in words; an earlier code or another name leads to the code of today."""
    try:
        found = public.shown(cycle, organisation)
    except NotFound:
        return redirect_to(f"/published/{cycle}/{queries.known_code(cycle, organisation)}")
    definition = _definition_of(found.published)
    heading = definition.heading("results", "published results")
    if found.is_withdrawn:
        place = case_by_id(found.published.case_id).organisation
        return _kept(
            page("publication/withdrawn.html", result=found, place=place, cycle=cycle, heading=heading)
        )
    content = found.content
    return _kept(
        page(
            "publication/result.html",
            result=found,
            content=content,
            heading=heading,
            glances=glances(content),
            why_no_sentences=why_no_sentences(content),
            why_no_league_table=WHY_NO_LEAGUE_TABLE,
        )
    )


@route(blueprint, f"{RESULT}/content.json", may=PUBLIC)
def content(cycle: str, organisation: str) -> ResponseReturnValue:
    """The published content as it was hashed, byte for byte."""
    found = _standing(cycle, organisation)
    return _download(found.text.encode(), "application/json", f"{cycle}-{organisation.upper()}.json")


@route(blueprint, f"{RESULT}/report.docx", may=PUBLIC)
def report(cycle: str, organisation: str) -> ResponseReturnValue:
    """The published result as a Word file."""
    found = _standing(cycle, organisation)
    return _download(
        result_word.written(found.content, found.sha256), WORD, f"{cycle}-{organisation.upper()}.docx"
    )


@route(blueprint, f"{LIST}/compare", may=PUBLIC)
def compare(cycle: str) -> ResponseReturnValue:
    """Up to four published results beside one another."""
    found = queries.published_cycle(cycle)
    codes = list(dict.fromkeys(each.upper() for each in request.args.getlist("with")))[:MOST]
    shown = [each for each in (public.shown(cycle, code) for code in codes) if not each.is_withdrawn]
    contents = [each.content for each in shown]
    rules = pinned(found.digest).publication
    return _kept(
        page(
            "publication/compare.html",
            cycle=found,
            contents=contents,
            parts=compared(contents, rules) if len(contents) > 1 else [],
            others=[place for place, _ in queries.published_in(found) if place.code not in codes],
            codes=codes,
            most=MOST,
        )
    )


@route(blueprint, f"{LIST}/releases", may=PUBLIC)
def releases(cycle: str) -> ResponseReturnValue:
    """Every release of a cycle, what it changed, and its file to take away."""
    found = queries.published_cycle(cycle)
    newest = queries.newest_release(found.id)
    header = public.header_of(newest) if newest else None
    every = queries.releases(found.id)
    lost = {release.id for release, file in every if file is None and not files.can_be_drawn(release)}
    return _kept(page("publication/releases.html", cycle=found, header=header, releases=every, lost=lost))


@route(blueprint, f"{LIST}/releases/<label>/release.zip", may=PUBLIC)
def release_file(cycle: str, label: str) -> ResponseReturnValue:
    """The one file of a release."""
    path = files.path_of(queries.published_cycle(cycle), label)
    return send_file(
        path,
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{cycle}-{label}.zip",
        etag=path.name,
        max_age=3600,
    )


@route(blueprint, APPROVAL, may="publish")
def approval(cycle: str) -> ResponseReturnValue:
    """Whether the publication of a cycle is approved, and which results wait for it."""
    found = publishable(cycle)
    cases = cases_for(visitor.reach(), found.id)
    held = queries.approval(found.id)
    return page(
        "publication/approval.html",
        cycle=found,
        approval=held,
        who=names([held.by_id]) if held else {},
        parts=summary.parts(found),
        noun=f"public {pinned(found.digest).word('result', 'result')}",
        summary=summary.published(found),
        waiting=[each for each in cases if "publish" in definition_of(each).states[each.state].opens],
        published=queries.published_in(found),
    )


@route(blueprint, f"{APPROVAL}/approval", may="publish", methods=("PUT",))
def approve(cycle: str) -> ResponseReturnValue:
    """Approve the publication of a cycle."""
    found = publishable(cycle)
    actions.approve(found, note=text("note"), by=visitor.reach(), now=clock.now())
    tell("The publication is approved. Each result is published by its own move, or by the calendar.")
    return redirect_to(f"/publication/{found.key}")


@route(blueprint, f"{APPROVAL}/approval", may="publish", methods=("DELETE",))
def hold(cycle: str) -> ResponseReturnValue:
    """Hold back what is not published yet."""
    found = publishable(cycle)
    actions.hold(found, by=visitor.reach(), now=clock.now())
    tell("What is not published yet is held back.")
    return redirect_to(f"/publication/{found.key}")


@route(blueprint, f"{APPROVAL}/summary/<part>", may="publish", methods=("PUT",))
def write_summary(cycle: str, part: str) -> ResponseReturnValue:
    """Write a part of the summary."""
    found = publishable(cycle)
    summary.write(found, part, text=text("text"), seen=read_version(), by=visitor.reach(), now=clock.now())
    tell("Kept. Nobody reads it before you publish the summary.")
    return redirect_to(f"/publication/{found.key}#summary-{part}")


@route(blueprint, f"{APPROVAL}/summary", may="publish", methods=("PUT",))
def publish_summary(cycle: str) -> ResponseReturnValue:
    """Publish the summary as it stands."""
    found = publishable(cycle)
    summary.publish(found, by=visitor.reach(), now=clock.now())
    tell("The summary can be read by everyone from now on.")
    return redirect_to(f"/publication/{found.key}")


def _cycle_with_results(key: str) -> Cycle:
    """The cycle, when something of it is published or the person has a case in it. Raises NotFound."""
    if visitor.is_signed_in():
        found = cycle_called(key)
        if cases_for(visitor.reach(), found.id):
            return found
    return queries.published_cycle(key)


def _definition_of(found: PublishedResult) -> Definition:
    return definition_of(case_by_id(found.case_id))


def _standing(cycle: str, organisation: str) -> public.Shown:
    """The result as everybody reads it. Raises NotFound where only the tombstone is left."""
    found = public.shown(cycle, organisation)
    if found.is_withdrawn:
        raise NotFound
    return found


def _kept(answer: Response) -> Response:
    return kept(answer, anonymous=not visitor.is_signed_in())


def _download(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _kept(answer)
