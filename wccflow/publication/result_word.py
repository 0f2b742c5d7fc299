"""A published result as a Word file: the same content as its page."""

from typing import Any

from wccflow.panels.glance import Glance, glance
from wccflow.panels.word import Paper
from wccflow.publication.words import HOW, WHAT_IT_IS


def written(content: dict[str, Any], sha256: str) -> bytes:
    """The file's bytes."""
    paper = Paper(
        f"Published result: {content['organisation']['name']}",
        subtitle=f"{content['cycle']['title']} · {content['overseer']['name']}",
        demonstration=content["demonstration"],
    )
    for sentence in WHAT_IT_IS:
        paper.say(sentence)
    paper.heading("The ratings at a glance")
    for each in glances(content):
        paper.table((each.title, "Ratings"), each.rows)
    paper.heading("Overall impression")
    paper.say(content["impression"])
    for element in content["elements"]:
        _element(paper, element)
    paper.heading("Recommendations")
    for part in content["recommendations"]:
        paper.heading(part["title"], 2)
        paper.say(part["text"])
    for part in content["narratives"]:
        paper.heading(part["title"])
        paper.say(part["text"])
    _changes(paper, content)
    paper.heading("How this was decided")
    for sentence in HOW:
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
