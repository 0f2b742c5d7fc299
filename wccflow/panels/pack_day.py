"""The panel's day in its pack: the parts in order with their minutes, and who leads the talk of what."""

from collections.abc import Iterator
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.paper import Paper
from wccflow.cycles.queries import definition_of
from wccflow.panels import leading, timing
from wccflow.panels.models import Panel
from wccflow.panels.room_rules import Pair
from wccflow.people.queries import names
from wccflow.ratings.rules import item_in_words
from wccflow.web.formats import day

ALONE, TOGETHER = "the panel alone", "with the organisation"


def say(paper: Paper, case: Case, panel: Panel, *, whole: bool) -> None:
    """The day as those who assess know it; of the organisation's own agenda only what it takes part in."""
    points = [each for each in timing.planned(case, panel) if whole or each.is_shared]
    if not points:
        return
    paper.heading("The panel's day")
    where = ", ".join(words for words in (day(panel.held_on) if panel.held_on else "", panel.room) if words)
    paper.say(f"{where}." if where else "No day has been set yet.")
    if not whole:
        paper.table(("Part", "Minutes"), [(each.title, str(each.minutes)) for each in points])
        return
    begins = [sum(each.minutes for each in points[:at]) for at in range(len(points))]
    rows = [
        (
            f"{begin // 60}:{begin % 60:02}",
            each.title,
            str(each.minutes),
            TOGETHER if each.is_shared else ALONE,
        )
        for begin, each in zip(begins, points, strict=True)
    ]
    paper.table(("Hours from the start", "Part", "Minutes", "Who"), rows)
    _leads(paper, case, panel)


def _leads(paper: Paper, case: Case, panel: Panel) -> None:
    standing = leading.standing(panel)
    known = names(who for pair in standing.values() for who in pair)
    rows = list(_rows(case, panel, standing, known))
    paper.heading("Who leads what", 2)
    if not any(who for pair in standing.values() for who in pair):
        paper.say("Nobody has been named to lead an item yet.")
        return
    paper.table(("Items", "Lead", "Second"), rows)


def _rows(
    case: Case, panel: Panel, standing: dict[str, Pair], known: dict[UUID, str]
) -> Iterator[tuple[str, str, str]]:
    """A group on one line where one pair leads all of it, else each of its items."""
    definition, items = definition_of(case), leading.groups_of_case(case)
    for group in leading.rows_of(case, panel):
        pairs = (
            {group.title: group.pair}
            if group.pair
            else {
                item_in_words(definition, item): standing.get(item, leading.NOBODY)
                for item in items[group.key]
            }
        )
        for title, (lead, second) in pairs.items():
            yield title, known.get(lead, "–") if lead else "–", known.get(second, "–") if second else "–"
