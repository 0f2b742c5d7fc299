"""How commands answer: words or JSON on stdout, a refusal in one line on stderr."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click


@dataclass(slots=True)
class Style:
    """How this program was asked to answer, and for which day."""

    as_json: bool = False
    today: str = ""


style = Style()


class No(Exception):
    """The answer is *no* (unsound, stale, not clean): one line, and with --json the whole answer."""

    def __init__(self, sentence: str, document: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.document = document


def answer(document: Mapping[str, Any], lines: Iterable[str]) -> None:
    """Give the answer: the document with --json, else the lines."""
    if style.as_json:
        say_json(document)
    else:
        for line in lines:
            click.echo(line)


def say_json(document: Mapping[str, Any]) -> None:
    """Print a document as JSON."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def one_line(text: str) -> str:
    """A refusal as one line."""
    return " ".join(text.split())
