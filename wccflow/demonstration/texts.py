"""Reads the demonstration's words, which are data beside the workflow and not code."""

import tomllib
from functools import cache
from typing import Any

from wccflow.base.places import workflows_folder

Words = dict[str, Any]
FOLDER = ("wcc", "demonstration")


@cache
def words(name: str) -> Words:
    """The table of words in the file `name`, such as `figures` or `documents/jsna`; not to be changed."""
    path = workflows_folder().joinpath(*FOLDER, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def topics() -> dict[str, Words]:
    """Every local programme that an organisation may choose as a priority, by its key."""
    folder = workflows_folder().joinpath(*FOLDER, "topics")
    return {path.stem: words(f"topics/{path.stem}") for path in sorted(folder.glob("*.toml"))}
