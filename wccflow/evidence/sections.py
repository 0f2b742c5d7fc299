"""The sections of a document: what stands below each heading of its outline, and whether it has changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

LONGEST_OUTLINE = 240
DEEPEST = 9  # so that nothing stands below what comes before all headings
UNTITLED = 200  # passages that make a section where there are no headings
BEFORE_ALL = "Before the first heading"
WITHOUT_HEADINGS = "The document"
_APART = "\x1f"


@dataclass(frozen=True, slots=True)
class Line:
    """A passage without its words, unless it is a heading."""

    ordinal: int
    key: str
    kind: str
    level: int | None
    page: int | None
    title: str = ""
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of passages under one heading of the outline; ordinals from `first` to `last`."""

    key: str
    title: str
    level: int
    page: int | None
    first: int
    last: int
    end: str  # the name of its last passage
    path: str
    digest: str
    bare: bool = False  # nothing but its heading: there is nothing in it to view


@dataclass(frozen=True, slots=True)
class Branch:
    """A section with the ones below it."""

    section: Section
    below: "list[Branch]" = field(default_factory=list)


def sections(lines: Sequence[Line]) -> list[Section]:
    """The sections in order; every passage stands in exactly one of them."""
    depth = _depth(lines)
    starts = [line.ordinal for line in lines if _opens(line, depth)]
    if not lines:
        return []
    if depth == 0:
        starts = [line.ordinal for line in lines[::UNTITLED]]
    elif starts[0] != lines[0].ordinal:
        starts.insert(0, lines[0].ordinal)
    return _numbered(_cut(lines, starts, depth))


def tree(found: Iterable[Section]) -> list[Branch]:
    """The sections as they stand below one another."""
    roots: list[Branch] = []
    above: list[Branch] = []
    for section in found:
        branch = Branch(section)
        while above and above[-1].section.level >= section.level:
            above.pop()
        (above[-1].below if above else roots).append(branch)
        above.append(branch)
    return roots


def section_at(found: Sequence[Section], ordinal: int) -> Section | None:
    """The section in which a passage stands."""
    return next((each for each in found if each.first <= ordinal <= each.last), None)


def _opens(line: Line, depth: int) -> bool:
    return line.kind == "heading" and (line.level or 1) <= depth


def _depth(lines: Sequence[Line]) -> int:
    """The deepest level at which the outline is not too long; at least the first, and 0 without headings."""
    counts = Counter(line.level or 1 for line in lines if line.kind == "heading")
    depth, total = 0, 0
    for level in sorted(counts):
        total += counts[level]
        if depth and total > LONGEST_OUTLINE:
            break
        depth = level
    return depth


def _cut(lines: Sequence[Line], starts: Sequence[int], depth: int) -> list[Section]:
    made: list[Section] = []
    above: list[tuple[int, str]] = []
    places = {line.ordinal: at for at, line in enumerate(lines)}
    ends = [places[start] for start in starts[1:]] + [len(lines)]
    for start, end in zip((places[start] for start in starts), ends, strict=True):
        level, title = _called(lines[start:end], depth, whole=len(starts) == 1)
        above = [each for each in above if each[0] < level]
        above.append((level, title))
        made.append(_section(lines[start:end], level, title, [words for _, words in above]))
    return made


def _called(lines: Sequence[Line], depth: int, *, whole: bool) -> tuple[int, str]:
    """The level and the title of a section."""
    first, last = lines[0], lines[-1]
    if _opens(first, depth):
        return first.level or 1, first.title
    if depth:
        return DEEPEST, BEFORE_ALL
    if whole:
        return 1, WITHOUT_HEADINGS
    if first.page and last.page:
        return 1, f"Page {first.page}" if first.page == last.page else f"Pages {first.page} to {last.page}"
    return 1, f"Passages {first.ordinal + 1:,} to {last.ordinal + 1:,}"


def _section(lines: Sequence[Line], level: int, title: str, headings: Sequence[str]) -> Section:
    # The name of a passage is the digest of its words; what follows tells equal ones apart.
    words = ["-".join(line.key.split("-", 2)[:2]) for line in lines]
    path = _digest(headings)
    first, last = lines[0], lines[-1]
    digest = _digest([path, *words])
    bare = first is last and first.kind == "heading"
    return Section(
        first.key, title, level, first.page, first.ordinal, last.ordinal, last.key, path, digest, bare
    )


def _numbered(found: Sequence[Section]) -> list[Section]:
    """Sections under the same headings, and those that also say the same, are told apart by their order."""
    paths: Counter[str] = Counter()
    digests: Counter[str] = Counter()
    told = []
    for each in found:
        paths[each.path] += 1
        digests[each.digest] += 1
        path, digest = (_again(*counted) for counted in ((each.path, paths), (each.digest, digests)))
        told.append(replace(each, path=path, digest=digest))
    return told


def _again(name: str, counted: Counter[str]) -> str:
    return name if counted[name] == 1 else _digest([name, str(counted[name])])


def _digest(words: Iterable[str]) -> str:
    return sha256(_APART.join(words).encode()).hexdigest()
