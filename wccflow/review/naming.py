"""Names after an @: which of those who can be named a message means, and how each is named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

NAME = re.compile(r"(?<![\w@.])@(?=[^\W\d_])")
LONE = re.compile(r"[\w.’'-]+(?: [^\W\d_a-zß-ÿ][\w’'-]*){0,3}")


@dataclass(frozen=True, slots=True)
class Nameable:
    """A person, or those of one or more roles, whom a message may name by any of `forms`."""

    called: str
    forms: tuple[str, ...]
    person_id: UUID | None = None
    roles: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Words after an @ and whom they may mean: nobody, one, or several."""

    words: str
    meant: tuple[Nameable, ...]


def named_in(texts: Sequence[str], nameable: Sequence[Nameable]) -> list[Named]:
    """Whom these texts name, each words once; the longest name that fits is meant."""
    found = [each for text in texts for each in _named(text, _patterns(nameable))]
    return list({each.words: each for each in found}.values())


def form_for(one: Nameable, others: Sequence[Nameable]) -> str:
    """The shortest words by which this one alone is named among these."""
    taken = {form.lower() for each in others if each != one for form in each.forms}
    return next((form for form in one.forms if form.lower() not in taken), one.forms[-1])


def fitting(nameable: Sequence[Nameable], asked: str, most: int = 8) -> list[Nameable]:
    """Those of whose name or note a word begins like what was asked, names first."""
    wanted = asked.lower()
    by_name = [each for each in nameable if _begins(each.called, wanted)]
    by_note = [each for each in nameable if each not in by_name and _begins(each.note, wanted)]
    return [*by_name, *by_note][:most]


def _patterns(nameable: Sequence[Nameable]) -> Mapping[Nameable, Sequence[re.Pattern[str]]]:
    return {
        each: [re.compile(rf"{re.escape(form)}(?!\w)", re.IGNORECASE) for form in each.forms]
        for each in nameable
    }


def _named(text: str, patterns: Mapping[Nameable, Sequence[re.Pattern[str]]]) -> Iterator[Named]:
    for at in NAME.finditer(text):
        ends = {
            one: max((fits.end() for form in forms if (fits := form.match(text, at.end()))), default=0)
            for one, forms in patterns.items()
        }
        furthest = max(ends.values(), default=0)
        if furthest:
            meant = tuple(one for one, end in ends.items() if end == furthest)
            yield Named(text[at.end() : furthest], meant)
        elif lone := LONE.match(text, at.end()):
            yield Named(lone[0].rstrip(".’'-"), ())


def _begins(words: str, wanted: str) -> bool:
    low = words.lower()
    return low.startswith(wanted) or f" {wanted}" in low
