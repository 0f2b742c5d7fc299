"""What must be true of every page: it parses strictly, and every field and every id is in order."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import html5lib

UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls")


def faults_of(html: str) -> list[str]:
    """A sentence for each thing that is wrong with a page."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    page = parser.parse(html)
    told = [f"line {place[0]}: {code}" for place, code, _ in parser.errors]
    return [*told, *_of_headings(page), *_of_ids(page), *_of_fields(page)]


def _of_headings(page: Any) -> Iterator[str]:
    headings = list(page.iter("h1"))
    if len(headings) != 1:
        yield f"{len(headings)} headings of the first level"
    title = page.findtext("head/title") or ""
    if not title.partition("–")[0].strip():
        yield "no title"


def _of_ids(page: Any) -> Iterator[str]:
    counts = Counter(each.get("id") for each in page.iter() if each.get("id"))
    yield from (f"the id {name} stands {count} times" for name, count in counts.items() if count > 1)
    for each in page.iter():
        for name in REFERRING:
            missing = [word for word in (each.get(name) or "").split() if word not in counts]
            yield from (f"{name} names {word}, which is not there" for word in missing)


def _of_fields(page: Any) -> Iterator[str]:
    named = {label.get("for") for label in page.iter("label")}
    inside = {field for label in page.iter("label") for field in label.iter()}
    for kind in ("input", "select", "textarea"):
        for field in page.iter(kind):
            labelled = field.get("id") in named or field in inside
            said = field.get("aria-label") or field.get("aria-labelledby")
            if not labelled and not said and field.get("type") not in UNLABELLED:
                yield f"the field {field.get('name')} has no label"
