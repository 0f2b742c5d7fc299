"""What a release is made of: a header that names everything by its hash, and the texts behind the hashes."""

from typing import Any, Protocol

FORMAT = 1  # of the header
# Of pages, tables and Word files: raised whenever what is written of the same data changes, so that a release
# that was drawn before is never called touched. tests/publication/test_snapshot.py holds each to its bytes.
FORM = 1

RESULT, WITHDRAWN = "result", "withdrawn"

Header = dict[str, Any]


class Texts(Protocol):
    """Where the texts of a snapshot are had from, by their hashes."""

    def result(self, sha256: str) -> str:
        """The text of a published result."""
        ...

    def sealed(self, sha256: str) -> str:
        """The text of the sealed ratings on which a result rests."""
        ...

    def definition(self, sha256: str) -> str:
        """The text of a definition."""
        ...
