"""The comments in a Word file: who wrote what, when, beside which passage, answers after what they answer."""

from lxml import etree

from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, found, name
from wccflow.evidence.reading.word_text import Text


def gather_remarks(
    comments: etree._Element | None,
    extended: etree._Element | None,
    gathering: Gathering,
    text: Text,
    places: dict[str, str],
) -> None:
    """Gather the comments of a file; `places` are the passages that they hang on, by id."""
    rows = [] if comments is None else [row for row in comments if name(row) == "w:comment"]
    above = _answers(extended)
    for row in _in_threads(rows, above):
        first = _top(row, rows, above)
        passage = places.get(attribute(row, "w:id") or "") or places.get(attribute(first, "w:id") or "", "")
        words = " ".join(text.line(paragraph).text for paragraph in found(row, "w:p"))
        author, at = attribute(row, "w:author") or "", attribute(row, "w:date") or ""
        gathering.remark(words, author=author, at=at, passage=passage)
    if rows:
        gathering.warn(sentences.comments(len(rows)))


def _answers(extended: etree._Element | None) -> dict[str, str]:
    """Which paragraph answers which, by the ids that Word gives to the last one of each comment."""
    rows = () if extended is None else found(extended, "w15:commentEx")
    said = ((attribute(row, "w15:paraId"), attribute(row, "w15:paraIdParent")) for row in rows)
    return {own: parent for own, parent in said if own and parent}


def _paragraph_id(row: etree._Element) -> str:
    ids = [attribute(paragraph, "w14:paraId") or "" for paragraph in found(row, "w:p")]
    return ids[-1] if ids else ""


def _top(row: etree._Element, rows: list[etree._Element], above: dict[str, str]) -> etree._Element:
    """The comment that a thread begins with; Word lets no answer be answered again."""
    parent = above.get(_paragraph_id(row))
    return next((each for each in rows if parent and _paragraph_id(each) == parent), row)


def _in_threads(rows: list[etree._Element], above: dict[str, str]) -> list[etree._Element]:
    """The comments in their order, answers after the comment that they answer."""
    if not above:
        return rows
    ids = [_paragraph_id(row) for row in rows]
    order = {key: place for place, key in reversed(list(enumerate(ids))) if key}
    return [
        row
        for _, row in sorted(
            enumerate(rows), key=lambda pair: (order.get(above.get(ids[pair[0]], ""), pair[0]), pair[0])
        )
    ]
