"""Where everything of a workflow's drawing stands: bands, boxes, words and lines that never cover each other.

States stand one below the other. A line that does not lead straight on leaves its box at the side, has its
words above its own level piece, and runs in a lane of its own outside all words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wccflow.engine.definition import Definition, State
from wccflow.engine.picture_lanes import lanes
from wccflow.engine.picture_text import Words, broken
from wccflow.engine.picture_ways import Side, Way, from_everywhere, ways

BOX, GUTTER, LANE, MARGIN = 300.0, 215.0, 14.0, 14.0
PAD, GAP, ARRIVAL, LEAST = 9.0, 15.0, 15.0, 36.0
STATE, LABEL, SMALL, TITLE, HEADING = 15.0, 13.5, 12.0, 17.0, 22.0
LEGEND = "A dotted line leads back, or out of turn, and needs a reason."


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Area") -> bool:
        """Whether the two cover some of the same ground."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place: a line's, a stage's; the first are the larger ones."""

    area: Area
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A state."""

    state: str
    area: Area
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A move, corner by corner; it ends in an arrow."""

    way: Way
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing."""

    width: float
    height: float
    bands: tuple[tuple[str, Area], ...]
    titles: tuple[Label, ...]
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]


def layout(
    definition: Definition,
    *,
    heading: str = "",
    notes: Mapping[str, str] | None = None,
    marks: Mapping[str, str] | None = None,
) -> Layout:
    """Where everything stands. `notes` are words below a stage's title, `marks` words in a state's box."""
    drawing = _Drawing(definition, notes or {}, marks or {}, ways(definition))
    drawing.place(heading)
    return drawing.finished()


@dataclass
class _Drawing:
    """A drawing in the making, from the top to the bottom."""

    definition: Definition
    notes: Mapping[str, str]
    marks: Mapping[str, str]
    ways: Sequence[Way]
    y: float = MARGIN
    bands: list[tuple[str, Area]] = field(default_factory=list)
    titles: list[Label] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    leaves: dict[int, tuple[float, float]] = field(default_factory=dict)
    arrives: dict[int, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lanes = {side: lanes(self.ways, side) for side in ("left", "right")}
        self.left = MARGIN + LANE * (1 + max(self.lanes["left"].values(), default=-1)) + PAD
        self.box = self.left + GUTTER
        self.right = self.box + BOX
        lanes_right = 1 + max(self.lanes["right"].values(), default=-1)
        self.width = self.right + GUTTER + PAD + LANE * lanes_right + MARGIN

    def place(self, heading: str) -> None:
        """The heading, every band with its states, and how the lines are to be read."""
        if heading:
            self._words_across(broken(heading, self.width - 4 * MARGIN, HEADING, bold=True))
        row = 0
        for stage in self.definition.stages.values():
            if not stage.states:
                continue
            top = self.y
            self.y += PAD
            self._title(stage.title, self.notes.get(stage.key, ""))
            for key in stage.states:
                self._row(self.definition.states[key], row)
                row += 1
            self.bands.append((stage.key, Area(MARGIN / 2, top, self.width - MARGIN, self.y - top)))
            self.y += PAD
        if any(way.back for way in self.ways):
            self._words_across(broken(LEGEND, self.width - 4 * MARGIN, SMALL, quiet=True))

    def finished(self) -> Layout:
        """The drawing with its lines."""
        lines = tuple(self._line(number, way) for number, way in enumerate(self.ways))
        return Layout(
            self.width,
            self.y + MARGIN - PAD,
            tuple(self.bands),
            tuple(self.titles),
            tuple(self.boxes),
            tuple(self.labels),
            lines,
        )

    def _words_across(self, words: Words) -> None:
        self.titles.append(_label(2 * MARGIN, self.y, (words,)))
        self.y += words.height + PAD

    def _title(self, title: str, note: str) -> None:
        room = GUTTER + BOX / 2 - PAD  # up to the line that comes straight down
        words = [broken(title, room, TITLE, bold=True)]
        if note:
            words.append(broken(note, room, SMALL, quiet=True))
        self.titles.append(_label(self.left, self.y, tuple(words)))
        self.y += self.titles[-1].area.height + PAD

    def _row(self, state: State, row: int) -> None:
        words = self._words(state)
        top, height = self.y, sum(one.height for one in words) + 2 * PAD
        height = max(height, LEAST, *(self._ports(row, side) for side in ("left", "right")))
        self.boxes.append(Box(state.key, Area(self.box, top, BOX, height), words))
        self.y = top + height
        self._straight(row)

    def _words(self, state: State) -> tuple[Words, ...]:
        room = BOX - 2 * PAD
        words = [broken(state.title, room, STATE, bold=True)]
        if self.marks.get(state.key):
            words.append(broken(self.marks[state.key], room, SMALL))
        for move in from_everywhere(self.definition, state.key):
            words.append(broken(f"From anywhere: {move.label}", room, SMALL, quiet=True))
        return tuple(words)

    def _ports(self, row: int, side: Side) -> float:
        """Give each end of a line at this side of the box its level; gives the height that they need."""
        y, edge = self.y + PAD, self.box if side == "left" else self.right
        for number, way, leaving in _ends(self.ways, row, side):
            if leaving:
                words = _told(way, GUTTER - PAD)
                x = self.left if side == "left" else self.right + PAD
                self.labels.append(_label(x, y, words))
                y += self.labels[-1].area.height + 4
                self.leaves[number] = edge, y
                y += PAD
            else:
                self.arrives[number] = edge, y + ARRIVAL / 2
                y += ARRIVAL
        return y - self.y if y > self.y + PAD else 0.0

    def _straight(self, row: int) -> None:
        middle = self.box + BOX / 2
        for number, way in enumerate(self.ways):
            if way.side == "straight" and way.source == row:
                words = _told(way, BOX / 2 + GUTTER - PAD)
                self.leaves[number] = middle, self.y
                self.labels.append(_label(middle + PAD, self.y + PAD / 2, words))
                self.y += self.labels[-1].area.height + PAD / 2
        self.y += GAP

    def _line(self, number: int, way: Way) -> Line:
        if way.side == "straight":
            (x, y), target = self.leaves[number], self.boxes[way.target].area
            return Line(way, ((x, y), (x, target.y)))
        (x, y), (to_x, to_y) = self.leaves[number], self.arrives[number]
        away = PAD + LANE * (self.lanes[way.side][number] + 0.5)
        lane = self.left - away if way.side == "left" else self.right + GUTTER + away
        return Line(way, ((x, y), (lane, y), (lane, to_y), (to_x, to_y)))


def _ends(ways: Sequence[Way], row: int, side: Side) -> list[tuple[int, Way, bool]]:
    """The ends of lines at one side of a box from the top, so ordered that few lines cross."""
    found = []
    for number, way in enumerate(ways):
        if way.side != side:
            continue
        if way.source == row:
            found.append((number, way, True))
        if way.target == row:
            found.append((number, way, False))

    def place(end: tuple[int, Way, bool]) -> tuple[bool, int, int]:
        number, way, leaving = end
        other = way.target if leaving else way.source
        down = other > row or (other == row and leaving)
        return down, -way.span if down else way.span, number

    return sorted(found, key=place)


def _told(way: Way, room: float) -> tuple[Words, ...]:
    who = (broken(way.who, room, SMALL, quiet=True),) if way.who else ()
    return (broken(way.label, room, LABEL), *who)


def _label(x: float, y: float, words: tuple[Words, ...]) -> Label:
    width, height = max(one.width for one in words), sum(one.height for one in words)
    return Label(Area(x, y, width, height), words)
