"""Made-up plans that are hard to follow: few words, sentences of few shapes, repeats, tables of numbers."""

from dataclasses import dataclass, replace
from random import Random

from wccflow.evidence.reading.passages import passage_id

# fmt: off
TOPICS = (
    "maternity", "stroke", "dental", "diabetes", "cancer", "dementia", "vaccination", "screening",
    "ambulance", "mental-health", "primary-care", "urgent-care", "end-of-life", "community",
    "learning-disability", "sexual-health",
)
PLACES = (
    "Northfield", "Eastbrook", "Millgate", "Harrowby", "Sandwell", "Ferndale", "Kingsley", "Westmoor",
    "Oldham-Park", "Thornbury",
)
ACTS = (
    "reduce", "increase", "redesign", "commission", "review", "extend", "publish", "secure", "strengthen",
    "integrate", "deliver", "fund",
)
THINGS = (
    "waiting times", "emergency admissions", "the care pathway", "access for the poorest wards",
    "the number of beds", "the health visitor team", "its contracts", "patient experience",
    "the smoking rate", "clinical outcomes", "the workforce plan", "the estate",
)
WHY = (
    "because demand is rising", "as the needs assessment shows", "in line with the strategy",
    "subject to board approval", "with our local partners", "so that fewer people die early",
    "within the resources available", "after public consultation",
)
# fmt: on
SHAPES = (
    "We will {act} {thing} in {place} by {number} per cent by {year}, {why}.",
    "By {year} the {topic} programme will {act} {thing} {why}.",
    "The {topic} service in {place} costs £{money}m a year and will {act} {thing} {why}.",
    "{place} has {number} practices, of which {small} offer {topic} services {why}.",
    "Our {topic} plan sets out how we {act} {thing}, {act2} {thing2} and save £{money}m by {year}.",
    "The board agreed in {year} to {act} {thing} for {topic} patients in {place}, {why}.",
)
BOILERPLATE = (
    "Progress is reported to the board each quarter.",
    "Source: joint strategic needs assessment.",
    "The risks are set out in the risk register and reviewed by the audit committee each month.",
    "See the financial plan for details.",
    "Not applicable.",
    "This section should be read together with the appendix.",
)
ROWS = (
    "Elective",
    "Emergency",
    "Outpatient",
    "Maternity",
    "Ambulance",
    "Community",
    "Prescribing",
    "Dental",
    "Total",
    "Other",
)


@dataclass(frozen=True)
class Piece:
    """A passage of a made-up plan; `parts` are the pieces of the first version that it says."""

    parts: tuple[int, ...]
    kind: str
    text: str
    section: int
    what: str = "unchanged"


@dataclass(frozen=True)
class Said:
    """A passage as it is followed."""

    key: str
    text: str
    heading: str | None
    kind: str


def plan(random: Random, passages: int) -> list[Piece]:
    """A plan of about as many passages."""
    pieces: list[Piece] = []
    section = 0
    while len(pieces) < passages:
        section += 1
        pieces += _section(random, section, len(pieces))
    return pieces[:passages]


def sentence(random: Random) -> str:
    """One sentence of a plan."""
    return random.choice(SHAPES).format(
        act=random.choice(ACTS),
        act2=random.choice(ACTS),
        thing=random.choice(THINGS),
        thing2=random.choice(THINGS),
        place=random.choice(PLACES),
        topic=random.choice(TOPICS),
        why=random.choice(WHY),
        number=random.randint(2, 60),
        small=random.randint(1, 9),
        year=random.randint(2009, 2014),
        money=f"{random.randint(1, 90) / 10:.1f}",
    )


def row(random: Random, label: str) -> str:
    """One row of a table."""
    return " | ".join((label, *(f"{random.randint(0, 400)}" for _ in range(random.choice((2, 3, 3, 4))))))


def said(pieces: list[Piece]) -> list[Said]:
    """The passages of a version, named as the reader names them."""
    seen: dict[str, int] = {}
    heads: dict[int, str] = {}
    passages: list[Said] = []
    for each in pieces:
        heading = None if each.kind == "heading" else heads.get(each.section)
        passages.append(Said(passage_id(each.text, seen), each.text, heading, each.kind))
        if each.kind == "heading":
            heads[each.section] = each.text
    return passages


def _section(random: Random, section: int, first: int) -> list[Piece]:
    texts = [("heading", _title(random, section))]
    for _ in range(random.randint(5, 14)):
        texts += _block(random)
    return [Piece((first + at,), kind, text, section) for at, (kind, text) in enumerate(texts)]


def _title(random: Random, section: int) -> str:
    plain = f"{random.choice(TOPICS)} in {random.choice(PLACES)}"
    return random.choice((plain, f"{section} {plain}", "Risks", "Finance", "Summary"))


def _block(random: Random) -> list[tuple[str, str]]:
    drawn = random.random()
    if drawn < 0.12:
        return [("paragraph", random.choice(BOILERPLATE))]
    if drawn < 0.24:
        labels = random.sample(ROWS, random.randint(3, 7))
        head = ("row", " | ".join(("Service", "2009", "2010", "2011")))
        return [head, *(("row", row(random, label)) for label in labels)]
    if drawn < 0.4:
        return [("list", f"{random.choice(ACTS)} {random.choice(THINGS)} in {random.choice(PLACES)}")]
    return [("paragraph", " ".join(sentence(random) for _ in range(random.choice((1, 1, 2, 3, 5)))))]


def renamed(piece: Piece, text: str, what: str) -> Piece:
    """The piece with other words."""
    return replace(piece, text=text, what=what)
