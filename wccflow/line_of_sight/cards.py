"""What the case page and "my work" show of lines of sight."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.acts import channel_for
from wccflow.line_of_sight.rules import Count, Drawn, counted, led_to
from wccflow.people.rights import Reach
from wccflow.ratings.rules import SELF

ORDER, MINUTES_EACH = 45, 10


def card(case: Case, reach: Reach) -> Card | None:
    """How many chosen items lead back to the first step; counts are for everyone who sees the case."""
    sight = definition_of(case).line_of_sight
    if not sight.steps:
        return None
    found = counted_in(case)
    return Card(
        "line_of_sight",
        sight.title,
        f"{found.have} of {found.total}",
        found.state,
        page_of(case),
        ("lines_complete",),
        found.words,
    )


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """Chosen items of the person's own organisation to which no whole line leads yet."""
    able = [case for case in cases if definition_of(case).line_of_sight.naming]
    mine = [case for case in able if channel_for(case, reach) == SELF]
    if not mine:
        return []
    drawn, chosen = queries.own(mine), queries.chosen_by_case(mine)
    return [task for case in mine for task in _task(case, drawn[case.id], chosen[case.id])]


def counted_in(case: Case) -> Count:
    """How far the lines that count lead in a case: a count for everyone who sees it."""
    items = queries.chosen_items(case)
    word = items_word(case, len(items))
    return counted(list(items), queries.own([case])[case.id], definition_of(case).line_of_sight, word)


def items_word(case: Case, count: int = 2) -> str:
    """What the chosen items are called in a sentence: the title of their element."""
    definition = definition_of(case)
    naming = definition.line_of_sight.naming
    title = definition.elements[naming.names].title.lower() if naming else "items"
    return title.removesuffix("s") if count == 1 else title


def page_of(case: Case) -> str:
    """The path of the page."""
    return f"{case.address}/line-of-sight"


def _task(case: Case, lines: Sequence[Drawn], items: dict[str, str]) -> list[Task]:
    sight = definition_of(case).line_of_sight
    whole = led_to(items, lines, sight)
    left = [title for key, title in items.items() if key not in whole]
    if not left:
        return []
    first = next(iter(sight.steps.values())).title.lower()
    whose = "its" if len(left) == 1 else "their"
    title = f"Lead {len(left)} {items_word(case, len(left))} back to {whose} {first}"
    why = ", ".join(left[:4])
    return [Task(title, page_of(case), why, minutes=MINUTES_EACH * len(left), order=ORDER)]
