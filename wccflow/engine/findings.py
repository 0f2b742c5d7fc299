"""A mistake that a check has found, before its file is looked up."""

from typing import NamedTuple


class Finding(NamedTuple):
    """The kind of thing (as the definition groups them), its key, the field in it, and a sentence."""

    kind: str
    key: str
    field: str
    say: str

    @property
    def path(self) -> str:
        """Where in the file it stands."""
        return ".".join(part for part in (self.kind, self.key, self.field) if part)
