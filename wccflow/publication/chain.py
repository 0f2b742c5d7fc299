"""Whether each published rating follows from what was sealed and from every change on the way."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wccflow.calibration.rules import digest
from wccflow.engine.definition import Definition
from wccflow.publication.rules import CORRECTED, CORRECTION, items_of, ranks_of, value_of

Item = Mapping[str, Any]
Words = Mapping[str, Mapping[str, str]]


def words_of(definition: Definition) -> Words:
    """By item the levels of its scale in words, by their keys."""
    return {
        item: {each.key: each.title for each in definition.scales[element.scale].values}
        for element in definition.elements.values()
        for item in element.items
    }


def faults_of(content: Mapping[str, Any], sealed: str, words: Words) -> Iterator[str]:
    """What does not follow in one published result; `sealed` is the text of its sealed ratings."""
    yield from _faults_of_seal(content, sealed, words)
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


def _faults_of_seal(content: Mapping[str, Any], sealed: str, words: Words) -> Iterator[str]:
    """The sealed text against its hash, and each published rating against the sealed one."""
    if digest(sealed) != content["sealed"]["sha256"]:
        yield "The sealed ratings are not those that the result names."
        return
    document = json.loads(sealed)
    for name, told in (("organisation", content["organisation"]["code"]), ("cycle", content["cycle"]["key"])):
        if document[name] != told:
            yield f"The sealed ratings are of another {name}: {document[name]}."
    rows = {each["item"]: each for each in document["ratings"]}
    for _, _, item in items_of(content):
        row = rows.pop(item["key"], None)
        if row is None:
            yield f"{item['title']}: this rating was never sealed."
        else:
            mine = [each for each in content["changes"] if _is_of(each, item)]
            yield from _faults_of_row(words.get(item["key"], {}), item, mine, row)
    for item in rows:
        yield f"{item}: this rating was sealed and is not published."


def _faults_of_row(
    words: Mapping[str, str], item: Item, changes: Sequence[Mapping[str, Any]], row: Mapping[str, str]
) -> Iterator[str]:
    """A published rating against the sealed one, as both stood before any correction."""
    corrections = [each["before"] for each in changes if each["where"] == CORRECTED]
    level = corrections[0] if corrections else item["level"]
    if words.get(row["panel"]) != item["panel"]:
        yield f"{item['title']}: the panel's level is not the one that was sealed."
    if words.get(row["level"]) != level:
        yield f"{item['title']}: {level} is not the level that was sealed."
    if "value" in item:
        told = (words.get(item["value"]), words.get(item["panel_value"]))
        if told != (item["level"], item["panel"]):
            yield f"{item['title']}: its level is told in two ways that do not agree."


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
