"""The public pages of results, and the page on which the nation approves publication."""

import json
from typing import Any

from flask import Blueprint, Response
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
from wccflow.publication import actions, queries, result_word, summary
from wccflow.publication.glancing import glances
from wccflow.publication.models import PublishedResult
from wccflow.publication.words import WHY_NO_LEAGUE_TABLE, WHY_NO_SENTENCES, told_in_words, whole
from wccflow.web.forms import read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import PUBLIC, route

blueprint = Blueprint("publication", __name__)

LIST = "/published/<cycle>"
RESULT = f"{LIST}/<organisation>"
APPROVAL = "/publication/<cycle>"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@route(blueprint, LIST, may=PUBLIC)
def results(cycle: str) -> ResponseReturnValue:
    """The results of a cycle that are published, by name."""
    found = _cycle_with_results(cycle)
    definition, told = pinned(found.digest), summary.published(found)
    return page(
        "publication/results.html",
        cycle=found,
        results=queries.published_in(found),
        heading=definition.heading("results", "published results"),
        noun=definition.word("organisation"),
        nouns=definition.word("organisations", "organisations"),
        summary=told,
        parts=summary.words_of(told),
        why_no_league_table="" if told_in_words(definition) else WHY_NO_LEAGUE_TABLE,
    )


@route(blueprint, RESULT, may=PUBLIC)
def result(cycle: str, organisation: str) -> ResponseReturnValue:
    """One published result, in words."""
    found = queries.published(cycle, organisation)
    return page(
        "publication/result.html",
        result=found,
        content=_content(found),
        heading=_definition_of(found).heading("results", "published results"),
        glances=glances(_content(found)),
        why_no_sentences=WHY_NO_SENTENCES,
        why_no_league_table=WHY_NO_LEAGUE_TABLE,
    )


@route(blueprint, f"{RESULT}/content.json", may=PUBLIC)
def content(cycle: str, organisation: str) -> ResponseReturnValue:
    """The published content as it was hashed, byte for byte."""
    found = queries.published(cycle, organisation)
    return _download(found.content.encode(), "application/json", f"{cycle}-{organisation.upper()}.json")


@route(blueprint, f"{RESULT}/report.docx", may=PUBLIC)
def report(cycle: str, organisation: str) -> ResponseReturnValue:
    """The published result as a Word file."""
    found = queries.published(cycle, organisation)
    return _download(
        result_word.written(_content(found), found.sha256), WORD, f"{cycle}-{organisation.upper()}.docx"
    )


@route(blueprint, APPROVAL, may="publish")
def approval(cycle: str) -> ResponseReturnValue:
    """Whether the publication of a cycle is approved, and which results wait for it."""
    found = _publishable(cycle)
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
    found = _publishable(cycle)
    actions.approve(found, note=text("note"), by=visitor.reach(), now=clock.now())
    tell("The publication is approved. Each result is published by its own move, or by the calendar.")
    return redirect_to(f"/publication/{found.key}")


@route(blueprint, f"{APPROVAL}/approval", may="publish", methods=("DELETE",))
def hold(cycle: str) -> ResponseReturnValue:
    """Hold back what is not published yet."""
    found = _publishable(cycle)
    actions.hold(found, by=visitor.reach(), now=clock.now())
    tell("What is not published yet is held back.")
    return redirect_to(f"/publication/{found.key}")


@route(blueprint, f"{APPROVAL}/summary/<part>", may="publish", methods=("PUT",))
def write_summary(cycle: str, part: str) -> ResponseReturnValue:
    """Write a part of the summary."""
    found = _publishable(cycle)
    summary.write(found, part, text=text("text"), seen=read_version(), by=visitor.reach(), now=clock.now())
    tell("Kept. Nobody reads it before you publish the summary.")
    return redirect_to(f"/publication/{found.key}#summary-{part}")


@route(blueprint, f"{APPROVAL}/summary", may="publish", methods=("PUT",))
def publish_summary(cycle: str) -> ResponseReturnValue:
    """Publish the summary as it stands."""
    found = _publishable(cycle)
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


def _publishable(cycle: str) -> Cycle:
    found = cycle_called(cycle)
    if not actions.may_approve(found, visitor.reach()):
        raise NotFound
    return found


def _definition_of(found: PublishedResult) -> Definition:
    return definition_of(case_by_id(found.case_id))


def _content(found: PublishedResult) -> dict[str, Any]:
    return whole(json.loads(found.content))


def _download(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
