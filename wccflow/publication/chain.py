"""Whether each published rating follows from what was sealed and from every change on the way."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wccflow.calibration.rules import digest
from wccflow.publication.rules import CORRECTED, CORRECTION, items_of, ranks_of, value_of

Item = Mapping[str, Any]


def faults_of(content: Mapping[str, Any], sealed: str) -> Iterator[str]:
    """What does not follow in one published result; `sealed` is the text of its sealed ratings."""
    yield from _faults_of_seal(content, sealed)
    for element, _, item in items_of(content):
        mine = [each for each in content["changes"] if _is_of(each, item)]
        yield from _faults_of_words(item, mine)
        yield from _faults_of_steps(element, item, mine)
    known = [item for _, _, item in items_of(content)]
    for change in content["changes"]:
        if not any(_is_of(change, item) for item in known):
            yield f"{change['item']} is changed, and no rating of it is published."


def _is_of(change: Mapping[str, Any], item: Item) -> bool:
    return bool(change["item"] == item["title"] and change.get("key", item["key"]) == item["key"])


def _faults_of_seal(content: Mapping[str, Any], sealed: str) -> Iterator[str]:
    """The sealed text against its hash, and each published rating against the sealed one."""
    if digest(sealed) != content["sealed"]["sha256"]:
        yield "The sealed ratings are not those that the result names."
        return
    document = json.loads(sealed)
    for name, told in (("organisation", content["organisation"]["code"]), ("cycle", content["cycle"]["key"])):
        if document[name] != told:
            yield f"The sealed ratings are of another {name}: {document[name]}."
    rows = {each["item"]: each for each in document["ratings"]}
    for element, _, item in items_of(content):
        row = rows.pop(item["key"], None)
        if row is None:
            yield f"{item['title']}: this rating was never sealed."
        else:
            yield from _faults_of_row(element, item, row)
    for item in rows:
        yield f"{item}: this rating was sealed and is not published."


def _faults_of_row(element: Mapping[str, Any], item: Item, row: Mapping[str, str]) -> Iterator[str]:
    """A published rating against the sealed one, as both stood before any correction."""
    words = {each.get("key", each["title"]): each["title"] for each in element["scale"]}
    if words.get(row["panel"], row["panel"]) not in (item["panel"], _by_words(words, item["panel"])):
        yield f"{item['title']}: the panel is said to have agreed {item['panel']}, and other was sealed."
    if "value" not in item:
        return
    if words.get(item["value"]) != item["level"] or words.get(item["panel_value"]) != item["panel"]:
        yield f"{item['title']}: its level is told in two ways that do not agree."
    if item["panel_value"] != row["panel"]:
        yield f"{item['title']}: the panel's level is not the one that was sealed."
    if _before_corrections(item) != row["level"]:
        yield f"{item['title']}: {item['level']} is not the level that was sealed."


def _by_words(words: Mapping[str, str], told: str) -> str:
    return next((key for key, title in words.items() if title == told), "")


def _before_corrections(item: Item) -> str:
    """The level as it stood before anything was corrected."""
    first = next((each for each in item["chain"] if each["by"] == CORRECTION), None)
    return str(first["before"] if first else item["value"])


def _faults_of_words(item: Item, changes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The changes as they are told in words, from the panel's level to the published one."""
    now = item["panel"]
    for change in changes:
        if change["before"] != now:
            yield f"{item['title']}: a change begins at {change['before']}, where {now} held."
        if not change["reason"].strip():
            yield f"{item['title']}: a change is given without a reason."
        now = change["after"]
    if now != item["level"]:
        yield f"{item['title']}: {item['level']} is published, and the changes lead to {now}."


def _faults_of_steps(
    element: Mapping[str, Any], item: Item, changes: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """The chain in figures: each step is the difference of two levels, and all together subtract."""
    if "chain" not in item:
        return
    ranks, now, moved, chain = ranks_of(element), item["panel_value"], 0, item["chain"]
    if [each["steps"] for each in chain] != [each["steps"] for each in changes]:
        yield f"{item['title']}: its chain and the list of changes do not agree."
    for place, step in enumerate(chain):
        if step["before"] != now or step["after"] not in ranks or step["before"] not in ranks:
            yield f"{item['title']}: step {place + 1} of its chain does not follow from the one before."
            return
        if ranks[step["after"]] - ranks[step["before"]] != step["steps"]:
            yield f"{item['title']}: step {place + 1} of its chain is not the difference of its levels."
        now, moved = step["after"], moved + step["steps"]
    if now != item["value"] or ranks.get(item["panel_value"], 0) + moved != ranks.get(value_of(item)):
        yield f"{item['title']}: panel and changes do not add up to what is published."
    named = [each["where"] == CORRECTED for each in changes]
    if named != [each["by"] == CORRECTION for each in chain]:
        yield f"{item['title']}: a correction is told as something else."
