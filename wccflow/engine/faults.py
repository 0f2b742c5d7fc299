"""A mistake in a workflow's files, told by file and key so that whoever wrote it can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: the file below the workflow's folder, the key in it, and a sentence."""

    file: str
    key: str
    say: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.say}" if self.key else f"{self.file}: {self.say}"


class Unsound(Exception):
    """The files cannot be read as a workflow; carries every fault that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults
