"""Comments are markdown; what a page shows of them is safe HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
MARKED = "wf-marked"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that mean more than themselves wherever a comment says them, such as `@Name`; maybe a link."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment says in words of its own (no code, link, quotation or escaped sign), and its links."""

    texts: Sequence[str]
    links: Sequence[str]


def as_html(markdown: str, marks: Sequence[Mark] = ()) -> Markup:
    """The comment as HTML that can do no harm: no pictures, no headings, links open with no referrer."""
    html = nh3.clean(
        _markdown.render(markdown, {"marks": {each.words: each.address for each in marks}}),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        allowed_classes={"strong": {MARKED}, "a": {MARKED}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(html)  # nh3 has just cleaned it


def said_in(markdown: str) -> Said:
    """The words and the links of a comment."""
    texts: list[str] = []
    links: list[str] = []
    for block in _markdown.parse(markdown, {"texts": texts}):
        links += [str(each.attrs["href"]) for each in block.children or () if each.type == "link_open"]
    return Said(texts, links)


def _notice(state: StateCore) -> None:
    """Before what was escaped is joined to the rest: collect the words, or put the marks in."""
    quoted = 0
    for block in state.tokens:
        quoted += block.nesting if block.type.startswith("blockquote") else 0
        if block.children and "texts" in state.env and not quoted:
            state.env["texts"] += [token.content for token, is_free in _walk(block.children) if is_free]
        elif block.children and state.env.get("marks"):
            block.children = _marked(block.children, state.env["marks"])


def _walk(tokens: Sequence[Token]) -> list[tuple[Token, bool]]:
    """Each token, and whether it is words outside a link."""
    within, found = 0, []
    for token in tokens:
        within += token.nesting if token.type in ("link_open", "link_close") else 0
        found.append((token, token.type == "text" and not within))
    return found


def _marked(tokens: Sequence[Token], marks: dict[str, str]) -> list[Token]:
    longest_first = sorted(marks, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w@#/&])({'|'.join(map(re.escape, longest_first))})(?!\w)")
    found: list[Token] = []
    for token, is_free in _walk(tokens):
        if not is_free:
            found.append(token)
            continue
        for place, words in enumerate(pattern.split(token.content)):
            found += _mark(words, marks[words]) if place % 2 else [_text(words)]
    return found


def _mark(words: str, address: str) -> list[Token]:
    tag = "a" if address else "strong"
    attributes: dict[str, Any] = {"class": MARKED} | ({"href": address} if address else {})
    return [Token("mark_open", tag, 1, attrs=attributes), _text(words), Token("mark_close", tag, -1)]


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "heading", "lheading"]
)
_markdown.core.ruler.before("text_join", "notice", _notice)
