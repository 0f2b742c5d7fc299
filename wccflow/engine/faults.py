"""A mistake in a workflow's files, told by file and key so that whoever wrote it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


def nearly(name: str, known: Iterable[str]) -> str:
    """The end of a sentence about a name that stands for nothing: the nearest that does, if one is near."""
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: the file below the workflow's folder, the key in it, and a sentence."""

    file: str
    key: str
    say: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.say}" if self.key else f"{self.file}: {self.say}"


class Unsound(Exception):
    """The files cannot be read as a workflow; carries every fault that was found.

    Where only names between files stand for nothing, `workflow` is what could be put together even so.
    """

    def __init__(self, faults: tuple[Fault, ...], workflow: Any = None) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults
        self.workflow = workflow
