"""The words of a mail: its subject, which tells nothing but numbers, and its text."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from wccflow.notices.rules import KINDS

DEMONSTRATION = "This is a demonstration: everything but the organisations' names is invented."
ONLY_YOU = "Only you can do this"
TEST_SUBJECT = "A test of the mail"


class Said(Protocol):
    """What a mail needs to know of a notice."""

    @property
    def sentence(self) -> str:
        """What is said."""
        ...

    @property
    def address(self) -> str:
        """Where it leads."""
        ...

    @property
    def kind(self) -> str:
        """What it is about."""
        ...

    @property
    def only_you(self) -> bool:
        """Whether nobody else can do it."""
        ...


def subject(said: Sequence[Said], *, demonstration: bool) -> str:
    """How many things need this person, and how many others happened."""
    yours = sum(each.only_you for each in said)
    others = len(said) - yours
    words = _needing(yours) if yours else ""
    if others:
        words = f"{words}, {_happened(others, more=True)}" if words else _happened(others, more=False)
    return f"Demonstration: {words}" if demonstration else words


def text(name: str, said: Sequence[Said], base_url: str, *, demonstration: bool) -> str:
    """Greeting, each notice with its link under the heading of its kind, and where to change all this."""
    parts = [f"For {on_one_line(name)}", ""]
    for heading, lines in _grouped(said):
        parts += [f"{heading}:", ""]
        for each in lines:
            parts += [f"- {on_one_line(each.sentence)}", f"  {base_url}{each.address}"]
        parts.append("")
    return "\n".join([*_head(demonstration), *parts, *_foot(base_url)])


def trial(name: str, base_url: str, *, demonstration: bool) -> str:
    """A mail that shows that mail arrives."""
    said = [
        f"For {on_one_line(name)}",
        "",
        "This mail was asked for, to see whether mail arrives. It does.",
        "",
    ]
    return "\n".join([*_head(demonstration), *said, *_foot(base_url)])


def on_one_line(words: str) -> str:
    """The words without breaks of lines, so that nobody's name or title adds lines of its own to a mail."""
    return " ".join(words.split())


def _grouped(said: Sequence[Said]) -> Iterable[tuple[str, list[Said]]]:
    groups = [(ONLY_YOU, [each for each in said if each.only_you])]
    for kind, title in KINDS.items():
        groups.append((title, [each for each in said if each.kind == kind and not each.only_you]))
    return [(title, lines) for title, lines in groups if lines]


def _needing(count: int) -> str:
    return "One thing needs you" if count == 1 else f"{count} things need you"


def _happened(count: int, *, more: bool) -> str:
    if more:
        return "one other happened" if count == 1 else f"{count} others happened"
    return "One thing happened" if count == 1 else f"{count} things happened"


def _head(demonstration: bool) -> list[str]:
    return [DEMONSTRATION, ""] if demonstration else []


def _foot(base_url: str) -> list[str]:
    return [
        f"Everything that was told you: {base_url}/notices",
        f"What was mailed, and what not: {base_url}/notices/outbox",
        f"How often you get mail: {base_url}/notices/preferences",
    ]
