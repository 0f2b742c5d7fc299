"""What the words of the project say is there: links, pictures, commands, settings, words on the screen."""

import dataclasses
import html
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from wccflow.base.settings import Settings
from wccflow.cli.program import wccflow

ROOT = Path(__file__).resolve().parent.parent
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "workflows" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SETTING = re.compile(r"\bWCCFLOW_([A-Z_]+)\b")
BOLD = re.compile(r"\*\*([^*]+?)\*\*", re.DOTALL)
OWN_WORDS_OF_RUN = {"test", "check", "bench"}
FOR_TESTS = {"TEST_REQUIRE", "TEST_PG_URL", "TEST_CHROMIUM"}
LARGEST_PICTURE, ALL_PICTURES = 120_000, 1_500_000


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def heading_anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as they are made on the web."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def faults_of_link(document: Path, link: str) -> str:
    target, _, anchor = link.partition("#")
    place = (document.parent / target).resolve() if target else document
    if not place.exists():
        return f"{name(document)}: {link} is not there"
    if anchor and anchor not in heading_anchors(place):
        return f"{name(document)}: {link} has no such heading"
    return ""


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_link_and_picture_is_there(document: Path) -> None:
    links = [each for each in LINK.findall(document.read_text()) if "://" not in each]

    assert [fault for link in links if (fault := faults_of_link(document, link))] == []


def test_every_picture_is_shown_and_small() -> None:
    pictures = {each: each.stat().st_size for each in (ROOT / "docs" / "guide" / "pictures").iterdir()}
    shown = "".join(document.read_text() for document in GUIDE)

    assert [name(each) for each in pictures if f"pictures/{each.name})" not in shown] == []
    assert [name(each) for each, size in pictures.items() if size > LARGEST_PICTURE] == []
    assert sum(pictures.values()) <= ALL_PICTURES


def shown_commands(text: str) -> Iterator[list[str]]:
    """The words after `wccflow` or `./run` of every command that a page shows."""
    for line in [line for block in FENCE.findall(text) for line in block.splitlines()] + CODE.findall(text):
        words = shlex.split(line.replace("…", " "), comments=True) if "'" not in line else line.split()
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            del words[0]
        if words and words[0] in ("./run", "wccflow") and words[1:]:
            yield words[1:]


def table_of_commands() -> Iterator[list[str]]:
    """The words of the first column of the README's table of commands."""
    section = (ROOT / "README.md").read_text().partition("\n## Commands\n")[2].partition("\n## ")[0]
    for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE):
        yield from (words.translate(str.maketrans("[]", "  ")).split() for words in CODE.findall(row))


def fault_of_command(words: list[str]) -> str:
    """What is wrong with these words: an unknown command or option; empty when all is well."""
    if words[0] in OWN_WORDS_OF_RUN | {"COMMAND"}:
        return ""
    command: click.Command = wccflow
    rest = list(words)
    while isinstance(command, click.Group):
        found = command.commands.get(rest[0]) if rest else None
        if found is None:
            return f"{' '.join(words)}: no such command"
        command = found
        rest.pop(0)
    known = {option for each in command.params for option in each.opts} | {"--json", "--today", "--help"}
    return "".join(
        f"{' '.join(words)}: no {each}" for each in rest if each.startswith("--") and each not in known
    )


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_command_that_is_shown_exists(document: Path) -> None:
    faults = [fault_of_command(words) for words in shown_commands(document.read_text())]

    assert list(filter(None, faults)) == []


def leaves(command: click.Command, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command of the program by its words."""
    if not isinstance(command, click.Group):
        yield before
        return
    for word, below in command.commands.items():
        yield from leaves(below, (*before, word))


def test_the_table_of_commands_names_every_command_and_no_other() -> None:
    shown = list(table_of_commands())

    assert list(filter(None, map(fault_of_command, shown))) == []
    missing = [
        each for each in leaves(wccflow) if not any(tuple(words[: len(each)]) == each for words in shown)
    ]
    assert missing == []


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_setting_that_is_named_exists(document: Path) -> None:
    known = {field.name.upper() for field in dataclasses.fields(Settings)} | FOR_TESTS

    assert sorted(set(SETTING.findall(document.read_text())) - known) == []


@cache
def words_of_the_program() -> str:
    """All that pages may say, on one line: templates, the workflow, the code, the behaviours."""
    sources = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "workflows").rglob("*.toml"),
        *(ROOT / "wccflow").rglob("*.py"),
        *(ROOT / "wccflow" / "web" / "static" / "behaviours").glob("*.js"),
    ]
    return " ".join(html.unescape(" ".join(each.read_text().split())) for each in sources)


@pytest.mark.parametrize("document", GUIDE, ids=name)
def test_words_of_the_screen_stand_on_the_screen(document: Path) -> None:
    said = [" ".join(words.split()) for words in BOLD.findall(document.read_text())]

    assert [words for words in said if words not in words_of_the_program() and words != "bold"] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = LINK.findall((folder / "README.md").read_text())

    assert sorted(listed) == sorted(each.name for each in folder.glob("*.md") if each.name != "README.md")
