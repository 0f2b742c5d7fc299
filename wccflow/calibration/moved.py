"""One page for the nation: what moved between panel, overseer and publication, and what is undecided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.base.spreadsheets import Sheet, Value, workbook
from wccflow.calibration import queries
from wccflow.calibration.changes import Moved, changes_of
from wccflow.calibration.comparing import Around
from wccflow.calibration.comparing import around as all_around
from wccflow.calibration.proposals import Proposed, scale_of
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.rules import item_in_words


@dataclass(frozen=True, slots=True)
class Undecided:
    """Something that somebody has still to decide: what, of which case, and who holds it."""

    case: Case
    item: str
    title: str
    what: str
    holder: str


@dataclass(frozen=True, slots=True)
class Region:
    """One overseer: what moved in its cases, what is undecided, how many levels were raised or lowered."""

    name: str
    cases: int
    moved: Sequence[Moved]
    undecided: Sequence[Undecided]
    raised: int
    lowered: int
    replies: int


@dataclass(frozen=True, slots=True)
class Page:
    """All regions, with the names of those who decided."""

    cycle: Cycle
    regions: Sequence[Region]
    people: Mapping[UUID, str]

    @property
    def moved(self) -> list[Moved]:
        """Every item that moved, region by region."""
        return [each for region in self.regions for each in region.moved]

    @property
    def undecided(self) -> list[Undecided]:
        """Everything that waits for somebody."""
        return [each for region in self.regions for each in region.undecided]


def page_of(cycle: Cycle, reach: Reach) -> Page:
    """The page as far as the person calibrates; constant queries. Raises NotFound for one who does not."""
    found = all_around(cycle, reach)
    changes = changes_of(list(found.cases), reach)
    replied = queries.replied(list(found.cases))
    overseers = sorted(
        {each.overseer_id: each.overseer.name for each in found.cases.values()}.items(), key=_name
    )
    regions = [
        _region(
            name, [each for each in found.cases.values() if each.overseer_id == key], found, changes, replied
        )
        for key, name in overseers
    ]
    people = names(who for each in changes for step in each.steps for who in (step.by_id, step.signed_by_id))
    return Page(cycle, regions, people)


def sheet_of(page: Page) -> bytes:
    """The same as a spreadsheet: what moved on the first sheet, what is undecided on the second."""
    rows: list[list[Value]] = [
        [
            region.name,
            each.case.organisation.code,
            each.case.organisation.name,
            each.title,
            each.panel,
            each.overseer,
            each.nation,
            step.before,
            step.after,
            step.where,
            step.reason,
            page.people.get(step.by_id, ""),
            page.people.get(step.signed_by_id, "") if step.signed_by_id else "",
            step.at.date(),
        ]
        for region in page.regions
        for each in region.moved
        for step in each.steps
    ]
    waiting: list[list[Value]] = [
        [
            region.name,
            each.case.organisation.code,
            each.case.organisation.name,
            each.title,
            each.what,
            each.holder,
        ]
        for region in page.regions
        for each in region.undecided
    ]
    about: list[tuple[str, Value]] = [
        ("Cycle", page.cycle.title),
        ("Changes", len(rows)),
        ("Undecided", len(waiting)),
    ]
    return workbook(
        Sheet("What moved", MOVED_COLUMNS, rows),
        about,
        demonstration=page.cycle.demonstration,
        further=[Sheet("Undecided", WAITING_COLUMNS, waiting)],
    )


MOVED_COLUMNS = (
    ("Region", 28),
    ("Code", 8),
    ("Organisation", 34),
    ("Item", 44),
    ("Panel", 14),
    ("After the region", 14),
    ("Holds now", 14),
    ("This step: before", 14),
    ("This step: after", 14),
    ("Where", 22),
    ("Reason", 80),
    ("By", 26),
    ("Second signature", 26),
    ("On", 12),
)
WAITING_COLUMNS = (
    ("Region", 28),
    ("Code", 8),
    ("Organisation", 34),
    ("Item", 44),
    ("What is undecided", 60),
    ("Who holds it", 34),
)


def holder_of(case: Case) -> str:
    """Who can decide on a case's ratings as it stands; in words, with the state where nobody can."""
    definition = definition_of(case)
    state = definition.states[case.state]
    if "agree_result" in state.opens:
        able = [role for role in definition.roles.values() if "agree_result" in role.may]
    elif "adjust" in state.opens:
        able = [
            role for role in definition.roles.values() if "adjust" in role.may and role.scope == "overseer"
        ]
    else:
        return f"nobody now: {state.title}"
    titles = " or ".join(role.title for role in able)
    return f"{case.overseer.name}: {titles}" if able and able[0].scope == "overseer" else titles


def _region(
    name: str, cases: Sequence[Case], found: Around, changes: Sequence[Moved], replied: set[UUID]
) -> Region:
    ids = {each.id for each in cases}
    moved = [each for each in changes if each.case.id in ids]
    ranks = [_ranks(each, found) for each in moved]
    return Region(
        name=name,
        cases=len(cases),
        moved=moved,
        undecided=[*_unsigned(moved), *_proposed(cases, found)],
        raised=sum(after > before for before, after in ranks),
        lowered=sum(after < before for before, after in ranks),
        replies=len(ids & replied),
    )


def _ranks(moved: Moved, found: Around) -> tuple[int, int]:
    scale, held = scale_of(moved.case, moved.item), found.held[moved.case.id, moved.item]
    return (scale.rank(held.panel.value), scale.rank(held.final.value)) if scale else (0, 0)


def _unsigned(moved: Sequence[Moved]) -> list[Undecided]:
    what = "A change of more than one level waits for a second person's signature."
    return [
        Undecided(each.case, each.item, each.title, what, holder_of(each.case))
        for each in moved
        if each.waits
    ]


def _proposed(cases: Sequence[Case], found: Around) -> list[Undecided]:
    waiting: list[Undecided] = []
    for case in cases:
        mine = [each for each in found.known.values() if each.case_id == case.id and each.is_open]
        for each in sorted(mine, key=lambda one: -one.probability):
            title = item_in_words(definition_of(case), each.item)
            waiting.append(Undecided(case, each.item, title, _what(case, each), holder_of(case)))
    return waiting


def _what(case: Case, each: Proposed) -> str:
    scale = scale_of(case, each.item)
    titles = {level.rank: level.title for level in scale.values} if scale else {}
    held, likely = titles.get(each.held, str(each.held)), titles.get(each.likely, str(each.likely))
    return f"{held} holds; {likely} is more probable ({each.probability:.0%})."


def _name(entry: tuple[UUID, str]) -> str:
    return entry[1]
