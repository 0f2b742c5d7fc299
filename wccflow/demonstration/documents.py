"""Writes the invented documents that organisations file as evidence in the demonstration."""

from datetime import date

from wccflow.demonstration.blocks import Block
from wccflow.demonstration.composing import Commission, compose, title
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.texts import words
from wccflow.demonstration.writing import write

KINDS: tuple[str, ...] = tuple(words("common")["kinds"])


def write_document(kind: str, organisation: Profile, *, seed: int, edition: str, board_date: date) -> bytes:
    """A Word file of that kind: the same bytes for the same words."""
    return _written(Commission(kind, organisation, seed, edition, board_date))


def revised(
    kind: str, organisation: Profile, *, seed: int, edition: str, board_date: date, note: str
) -> bytes:
    """A second version that answers `note`: paragraphs reworded, tables mended, a chapter added."""
    return _written(Commission(kind, organisation.mended(), seed, edition, board_date, note))


def blocks_of(kind: str, organisation: Profile, *, seed: int, edition: str, board_date: date) -> list[Block]:
    """The words of the document that `write_document` writes, piece by piece."""
    return compose(Commission(kind, organisation, seed, edition, board_date))


def file_name(kind: str, organisation: Profile) -> str:
    """What the organisation calls the file."""
    return f"{organisation.brand} {words(f'documents/{kind}')['short']}.docx"


def _written(commission: Commission) -> bytes:
    name = title(commission)
    header = words("common")["header"].format(title=name)
    return write(compose(commission), title=name, header=header, board_date=commission.board_date)
