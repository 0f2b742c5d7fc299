"""The first sheet: what the assessment is called, which way it goes, and in which words."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wccflow.evidence.reading.workbooks import Sheet
from wccflow.frameworks.grid import Telling, pairs_of
from wccflow.frameworks.layout import ABOUT, COLUMNS, LEVELS, SINGULAR, WORDS_ONLY, plain

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]")
EDITION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class About:
    """The answers of the first sheet, and the cell of each."""

    answers: Mapping[str, str]
    cells: Mapping[str, str]

    def text(self, key: str) -> str:
        """An answer, empty where there is none."""
        return self.answers.get(key, "")

    @property
    def words(self) -> dict[str, str]:
        """The words that replace the process's own."""
        return {key: self.answers[key] for key in SINGULAR if self.answers.get(key)}

    @property
    def rating(self) -> str:
        """How items are to be rated, `levels` or `in words only`; empty where that is not said."""
        return next((each for each in (LEVELS, WORDS_ONLY) if plain(each) == plain(self.text("rating"))), "")

    def at(self, key: str) -> str:
        """The cell of an answer, or the first of the sheet."""
        return self.cells.get(key, "A1")

    @property
    def key(self) -> str:
        """The short name, made from title and year where none is given."""
        title, edition = slug(self.text("title")), slug(self.text("edition"))
        return self.text("key") or (title if title.endswith(edition) else slug(f"{title}-{edition}"))


def about_of(
    sheet: Sheet, processes: Sequence[str], telling: Telling, *, taken: Collection[str] = ()
) -> About:
    """The answers of the sheet; what is lacking or cannot be is told, as a short name that is taken."""
    answers: dict[str, str] = {}
    cells: dict[str, str] = {}
    for row, question, answer, cell in pairs_of(sheet, ABOUT, telling):
        column = next((each for each in COLUMNS[ABOUT] if each.is_called(question)), None)
        if column is None:
            if answer and row > 1:
                telling.note(f"{ABOUT}: “{question}” is no question of this sheet. It was not read.")
        elif column.key in answers:
            telling.fault(ABOUT, cell, f"“{column.title}” is answered already in {cells[column.key]}")
        else:
            answers[column.key], cells[column.key] = answer, cell
    found = About(answers, cells)
    _lacking(found, telling)
    _impossible(found, processes, telling)
    if found.key in taken:
        say = f"“{found.key}” is the short name of a workflow of this program; choose another"
        telling.fault(ABOUT, found.at("key"), say)
    return found


def slug(text: str) -> str:
    """A name for addresses made of a title: small letters, figures and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60].strip("-")


def _lacking(about: About, telling: Telling) -> None:
    for column in COLUMNS[ABOUT]:
        if column.required and not about.text(column.key):
            cell = about.at(column.key)
            telling.fault(ABOUT, cell, f"“{column.title}” has no answer")


def _impossible(about: About, processes: Sequence[str], telling: Telling) -> None:
    def told(key: str, say: str) -> None:
        telling.fault(ABOUT, about.at(key), say)

    if about.text("key") and not KEY.fullmatch(about.text("key")):
        told("key", "a short name has small letters, figures and dashes only, at least two of them")
    if about.text("edition") and not EDITION.fullmatch(about.text("edition")):
        told("edition", "a year or edition has letters, figures, dots and dashes only, such as 2027-28")
    if about.text("process") and about.text("process") not in processes:
        told("process", f"there is no process “{about.text('process')}”; there is {', '.join(processes)}")
    if about.text("rating") and not about.rating:
        told("rating", f"items are rated by “{LEVELS}” or “{WORDS_ONLY}”")
    for key in SINGULAR:
        if len(about.text(key)) > 40:
            told(key, "a word has at most 40 characters")
