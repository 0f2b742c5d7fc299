"""What changes from one release to the next, in sentences: shown before it is signed, and kept with it."""

from collections.abc import Iterator
from typing import Any

from wccflow.publication.rules import counted, joined
from wccflow.publication.snapshot import RESULT, Header

NAMED = 12  # further results at once are counted, and not named
REDRAWN = "Pages, tables and Word files are drawn in a new form; they say the same."


def changes_between(before: Header | None, after: Header) -> list[str]:
    """Every change of results, rankings, summary and form; nothing when the two say the same."""
    if before is None:
        return [f"The first release: {counted(len(after['results']), 'result')}."] if after["results"] else []
    then = {each["published"]: each for each in before["results"]}
    now = {each["published"]: each for each in after["results"]}
    return [
        *_added([each for key, each in now.items() if key not in then]),
        *(words for key, each in now.items() if key in then for words in _of_result(then[key], each)),
        *_of_rankings(before["rankings"], after["rankings"]),
        *(["The summary of all results."] if before["summary"] != after["summary"] else []),
        *([REDRAWN] if before["form"] != after["form"] else []),
    ]


def _added(entries: list[dict[str, Any]]) -> Iterator[str]:
    if not entries:
        return
    names = [each["name"] for each in entries]
    if len(names) > NAMED:
        yield f"{len(names)} further results."
    else:
        yield f"{counted(len(names), 'further result')}: {joined(names)}."


def _of_result(then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    if then["kind"] != now["kind"]:
        if now["kind"] == RESULT:
            yield f"{now['name']}: the result is published again."
        else:
            yield f"{now['name']}: withdrawn. {now['why']}"
        return
    if then["sha256"] == now["sha256"] or now["kind"] != RESULT:
        return
    for each in now["corrections"][len(then["corrections"]) :]:
        yield f"{now['name']}: corrected, {each['what']}. {each['reason']}"


def _of_rankings(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[str]:
    then, now = ({(each["key"], each["version"]): each for each in some} for some in (before, after))
    for key, each in now.items():
        if key not in then:
            yield f"Ranked by “{each['title']}”, version {each['version']}."
        elif then[key]["rows"] != each["rows"]:
            yield f"The ranking by “{each['title']}” is worked out anew."
    for key, each in then.items():
        if key not in now:
            yield f"No longer ranked by “{each['title']}”, version {each['version']}."
