"""A published result as a Word file: the same content as its page."""

from collections.abc import Sequence
from typing import Any

from wccflow.publication.glancing import glances
from wccflow.publication.plain_word import PlainPaper


def written(content: dict[str, Any], sha256: str) -> bytes:
    """The file's bytes."""
    paper = PlainPaper(
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
    _further(paper, content)
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


def _parts(paper: PlainPaper, parts: Sequence[dict[str, str]]) -> None:
    for part in parts:
        paper.heading(part["title"])
        paper.say(part["text"])


def _further(paper: PlainPaper, content: dict[str, Any]) -> None:
    """What the organisation says, how its outcomes stand, what changed since last year."""
    if content["response"]:
        paper.heading("What the organisation says")
        paper.say(content["response"])
    if content["outcomes"]:
        paper.heading("Outcomes beside the national average and the best quarter")
    names = ("title", "value", "national_average", "upper_quartile", "trend")
    rows = [[each[name] for name in names] for each in content["outcomes"]]
    paper.table(("Outcome", "Value", "National average", "Upper quartile", "Trend"), rows)
    since = content["since"]
    if since:
        paper.heading("Changes since last year")
        moved = [each for each in since["items"] if each["steps"]]
        paper.say(f"Beside {since['cycle']['title']}: {len(moved)} levels have changed.")
        paper.table(
            ("Item", "Last year", "This year"),
            [(each["title"], each["before"], each["after"]) for each in moved],
        )


def _told(paper: PlainPaper, element: dict[str, Any]) -> None:
    paper.heading(element["title"])
    for item in element["items"]:
        paper.heading(item["title"], 2)
        paper.say(item["text"])
        if item["sources"]:
            paper.say(f"Rests on: {'; '.join(item['sources'])}.")


def _element(paper: PlainPaper, element: dict[str, Any]) -> None:
    paper.heading(element["title"])
    for group in element["groups"]:
        if group["title"]:
            paper.heading(f"{group['title']}: {group['level']}" if group["level"] else group["title"], 2)
        rows = [(each["title"], each["level"], each["reason"]) for each in group["items"]]
        paper.table(("Item", "Rating", "Why"), rows)


def _changes(paper: PlainPaper, content: dict[str, Any]) -> None:
    paper.heading("What changed in calibration, and why")
    if not content["changes"]:
        paper.say("Nothing: every rating is as the panel agreed it.")
    rows = [
        (each["item"], each["before"], each["after"], f"{each['where']}: {each['reason']}")
        for each in content["changes"]
    ]
    paper.table(("Item", "Before", "After", "Why"), rows)
    for each in content["corrections"]:
        paper.say(
            f"Corrected: {each['what']}. It said: {each['before']} It says: {each['after']} {each['reason']}"
        )
    for words in content["replies"]:
        paper.say(f"The organisation replied: {words}")
