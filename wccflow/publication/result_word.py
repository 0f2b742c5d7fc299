"""A published result as a Word file: the same content as its page."""

from collections.abc import Sequence
from typing import Any

from wccflow.cycles.paper import Paper
from wccflow.panels.glance import Glance, glance


def written(content: dict[str, Any], sha256: str) -> bytes:
    """The file's bytes."""
    paper = Paper(
        f"Published {content['title']}: {content['organisation']['name']}",
        subtitle=f"{content['cycle']['title']} · {content['overseer']['name']}",
        demonstration=content["demonstration"],
    )
    for sentence in content["what_it_is"]:
        paper.say(sentence)
    if content["elements"]:
        paper.heading("The ratings at a glance")
    for each in glances(content):
        paper.table((each.title, "Ratings"), each.rows)
    paper.say(content["salutation"])
    _parts(paper, content["first"])
    for told in content["told"]:
        _told(paper, told)
    for element in content["elements"]:
        _element(paper, element)
    if content["recommendations"]:
        paper.heading("Recommendations")
    for part in content["recommendations"]:
        paper.heading(part["title"], 2)
        paper.say(part["text"])
    _parts(paper, content["narratives"])
    _parts(paper, content["last"])
    if content["elements"]:
        _changes(paper, content)
    paper.heading("How this was decided")
    for sentence in content["how_decided"]:
        paper.say(sentence)
    paper.say(f"SHA-256 of the published content: {sha256}")
    return paper.content()


def glances(content: dict[str, Any]) -> list[Glance]:
    """The ratings of a published result at a glance, element by element."""
    return [
        glance(
            element["title"],
            [each["title"] for each in element["scale"]],
            [(group["title"], [each["level"] for each in group["items"]]) for group in element["groups"]],
        )
        for element in content["elements"]
    ]


def _parts(paper: Paper, parts: Sequence[dict[str, str]]) -> None:
    for part in parts:
        paper.heading(part["title"])
        paper.say(part["text"])


def _told(paper: Paper, element: dict[str, Any]) -> None:
    paper.heading(element["title"])
    for item in element["items"]:
        paper.heading(item["title"], 2)
        paper.say(item["text"])
        if item["sources"]:
            paper.say(f"Rests on: {'; '.join(item['sources'])}.")


def _element(paper: Paper, element: dict[str, Any]) -> None:
    paper.heading(element["title"])
    for group in element["groups"]:
        if group["title"]:
            paper.heading(f"{group['title']}: {group['level']}" if group["level"] else group["title"], 2)
        rows = [(each["title"], each["level"], each["reason"]) for each in group["items"]]
        paper.table(("Item", "Rating", "Why"), rows)


def _changes(paper: Paper, content: dict[str, Any]) -> None:
    paper.heading("What changed in calibration, and why")
    if not content["changes"]:
        paper.say("Nothing: every rating is as the panel agreed it.")
    rows = [
        (each["item"], each["before"], each["after"], f"{each['where']}: {each['reason']}")
        for each in content["changes"]
    ]
    paper.table(("Item", "Before", "After", "Why"), rows)
    for words in content["replies"]:
        paper.say(f"The organisation replied: {words}")
