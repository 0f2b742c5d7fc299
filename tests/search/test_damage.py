"""Whatever happens to the files of the index, an answer is right or says that there may be more."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.search.factories import OURS, THEIRS, ask, entry, put, scope
from wccflow.search import ledger, sums
from wccflow.search.port import Page, Put
from wccflow.search.whoosh_index import WhooshIndex

SECTOR = 512
TRIALS = 60
WORDS = ["plan", "stroke", "money", "board", "access", "smoking", "children", "budget", "annual", "care"]
QUERIES = ["plan", "stroke -money", '"annual budget" OR care', "slot:jsna", "bud*"]


def _puts() -> list[Put]:
    random = Random(1)
    made = []
    for audience in (OURS, THEIRS):
        for group in range(6):
            texts = [" ".join(random.choices(WORDS, k=12)) for _ in range(25)]
            entries = [
                entry(
                    f"{group}-{at}", text, audience=audience, group=f"g{group}", heading=text[:9], slot="jsna"
                )
                for at, text in enumerate(texts)
            ]
            made.append(put(*entries))
    return made


PUTS = _puts()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two audiences, each of several segments, that nothing has happened to."""
    folder = tmp_path_factory.mktemp("whole") / "index"
    index = WhooshIndex(folder)
    for turn, each in enumerate(PUTS, start=1):
        index.apply([each], watermark=turn)
    index.close()
    return folder


@pytest.fixture
def index(whole: Path, tmp_path: Path) -> Iterator[WhooshIndex]:
    """A copy of it, to harm."""
    shutil.copytree(whole, tmp_path / "index")
    made = WhooshIndex(tmp_path / "index")
    yield made
    made.close()


def answers(index: WhooshIndex) -> list[Page]:
    """What is found, whole pages with counts and facets."""
    return [
        index.search(ask(query), scope(OURS, THEIRS), kind="passages", limit=40, facets=("slot",))
        for query in QUERIES
    ]


def files_of(folder: Path) -> list[Path]:
    """The files whose contents matter."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".toc", ".seg", ".json"})


def flip(path: Path, random: Random) -> None:
    """Turn one bit over."""
    content = bytearray(path.read_bytes())
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    path.write_bytes(content)


def zero(path: Path, random: Random) -> None:
    """Blank one sector."""
    content = bytearray(path.read_bytes())
    start = random.randrange(len(content)) // SECTOR * SECTOR
    content[start : start + SECTOR] = bytes(len(content[start : start + SECTOR]))
    path.write_bytes(content)


def cut(path: Path, random: Random) -> None:
    """Lose the end."""
    path.write_bytes(path.read_bytes()[: random.randrange(path.stat().st_size)])


def mend(index: WhooshIndex) -> None:
    """What the next drain does."""
    for audience in index.damaged:
        index.restore(audience, [each for each in PUTS if each.audience == audience])
    if not index.watermark():
        index.clear()
        index.apply(PUTS, watermark=len(PUTS))


@pytest.mark.parametrize("harm", [flip, zero, cut])
def test_no_harm_to_any_file_is_ever_answered_from(
    harm: Callable[[Path, Random], None], whole: Path, tmp_path: Path
) -> None:
    random = Random(repr(harm).split()[1])
    right = answers(WhooshIndex(whole))
    said, mended = [], []
    for trial in range(TRIALS):
        folder = tmp_path / str(trial)
        shutil.copytree(whole, folder)
        index = WhooshIndex(folder)
        before = answers(index) if trial % 2 else right
        harm(random.choice(files_of(folder)), random)

        after = answers(index)
        said += [page == true or page.partial for page, true in zip(after, right, strict=True)]
        mend(index)

        mended.append((before, answers(index), index.damaged) == (right, right, set()))
        index.close()
        shutil.rmtree(folder)

    assert (said, mended) == ([True] * len(said), [True] * TRIALS)


def test_a_flipped_bit_is_found_by_its_checksum_alone(index: WhooshIndex) -> None:
    segment = max((index.folder / OURS.hex).glob("*.seg"), key=lambda path: path.stat().st_size)
    known = ledger.read(index.folder).commits[OURS].sums

    sound = sums.agree(segment.parent, known)
    flip(segment, Random(2))

    assert (sound, sums.agree(segment.parent, known)) == (True, False)


def test_checksums_are_read_once_for_each_commit(index: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    agree, asked = sums.agree, list[str]()

    def counted(folder: Path, known: sums.Sums) -> bool:
        asked.append(folder.name)
        return agree(folder, known)

    monkeypatch.setattr(sums, "agree", counted)

    answers(index)
    first = sorted(asked)
    answers(index)
    again = sorted(asked)
    index.close()
    answers(index)

    assert (first, again, sorted(asked)) == (
        [OURS.hex, THEIRS.hex],
        [OURS.hex, THEIRS.hex],
        sorted([OURS.hex, THEIRS.hex] * 2),
    )


def test_an_audience_deleted_while_it_is_open_takes_no_part_for_the_whole(index: WhooshIndex) -> None:
    right = answers(index)
    shutil.rmtree(index.folder / OURS.hex)

    index.apply([put(entry("late", "plan", group="late"))], watermark=99)

    assert (index.damaged, {page.partial for page in answers(index)}) == ({OURS}, {True})
    mend(index)
    assert answers(index) == right


def test_a_folder_deleted_while_it_is_open_is_made_anew(index: WhooshIndex) -> None:
    right = answers(index)
    shutil.rmtree(index.folder)

    gone = {(page.total, page.partial) for page in answers(index)}
    mend(index)

    assert (gone, answers(index)) == ({(0, True)}, right)


def test_a_commit_that_the_ledger_does_not_know_is_told_as_partial_and_restored(index: WhooshIndex) -> None:
    right, kept = answers(index), (index.folder / ledger.NAME).read_bytes()
    index.apply([put(entry("late", "plan", group="late"))], watermark=99)
    (index.folder / ledger.NAME).write_bytes(kept)  # as if the writer had been killed before it

    assert (answers(index)[0].partial, index.damaged) == (True, set())
    index.apply([put(entry("later", "plan", group="later"))], watermark=99)
    assert index.damaged == {OURS}
    mend(index)
    assert answers(index) == right


def test_clearing_leaves_nothing_of_audiences_that_no_ledger_names(index: WhooshIndex) -> None:
    (index.folder / ledger.NAME).unlink()

    index.clear()

    assert files_of(index.folder) == [index.folder / ledger.NAME]
