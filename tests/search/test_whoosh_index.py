"""What the Whoosh index keeps beyond the contract: damage, crashes, room for open files."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from tests.search.factories import OURS, THEIRS, ask, entry, put, scope
from tests.search.test_grammar import ABUSE
from wccflow.base.errors import Refused
from wccflow.search import shelf
from wccflow.search.opened import Opened
from wccflow.search.port import Page, Put
from wccflow.search.whoosh_index import WhooshIndex

ROOT = Path(__file__).resolve().parents[2]
OUR_PUT = put(*[entry(f"ours-{at}", f"plan number {at}", slot="jsna") for at in range(5)])
THEIR_PUT = put(entry("theirs", "plan of others", audience=THEIRS))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[WhooshIndex]:
    """An index in which two audiences have a plan each."""
    made = WhooshIndex(tmp_path / "index")
    made.apply([OUR_PUT, THEIR_PUT], watermark=5)
    yield made
    made.close()


def plans(index: WhooshIndex, *audiences: UUID) -> Page:
    """What is found of plans."""
    return index.search(ask("plan"), scope(*audiences), kind="passages", limit=10, facets=("slot",))


def files_of(index: WhooshIndex, audience: UUID) -> list[Path]:
    """The files of an audience's index."""
    return sorted(path for path in (index.folder / audience.hex).iterdir() if path.stat().st_size)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def blank(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [truncate, blank, empty, Path.unlink])
@pytest.mark.parametrize("suffix", [".toc", ".seg"])
def test_a_damaged_audience_is_reported_and_the_others_are_searched(
    index: WhooshIndex, harm: object, suffix: str
) -> None:
    for path in files_of(index, OURS):
        if path.suffix == suffix:
            index.close()
            harm(path)  # type: ignore[operator]  # one of the functions above

    page = plans(index, OURS, THEIRS)

    assert ([hit.key for hit in page.hits], page.total, page.partial) == (["theirs"], 1, True)
    assert index.damaged == {OURS}
    assert plans(index, THEIRS).partial is False
    assert WhooshIndex(index.folder).damaged == {OURS}


def test_a_lost_folder_is_damage(index: WhooshIndex) -> None:
    index.close()
    shelf.drop(index.folder / OURS.hex)

    assert plans(index, OURS).partial is True
    assert index.damaged == {OURS}


def test_a_lost_commit_is_damage(index: WhooshIndex, tmp_path: Path) -> None:
    index.close()
    before = {path.name: path.read_bytes() for path in files_of(index, OURS)}
    index.apply([put(entry("new", "plan", group="later"))], watermark=6)
    index.close()
    shelf.drop(index.folder / OURS.hex)
    (index.folder / OURS.hex).mkdir()
    for name, content in before.items():
        (index.folder / OURS.hex / name).write_bytes(content)

    assert (plans(index, OURS).partial, index.damaged) == (True, {OURS})


def test_a_damaged_audience_takes_no_changes_until_it_is_restored(index: WhooshIndex) -> None:
    whole = plans(index, OURS)
    index.close()
    for path in files_of(index, OURS):
        truncate(path)

    index.apply([put(entry("late", "plan", group="late"))], watermark=6)

    assert (index.damaged, index.watermark(), index.contents(OURS)) == ({OURS}, 6, {})
    index.restore(OURS, [OUR_PUT])
    assert (plans(index, OURS), index.damaged) == (whole, set())


def test_another_process_sees_the_restored_index(index: WhooshIndex) -> None:
    reading = WhooshIndex(index.folder)
    whole = plans(reading, OURS)
    for path in files_of(index, OURS):
        path.unlink()
    index.close()
    assert plans(index, OURS).partial is True

    index.restore(OURS, [OUR_PUT, put(entry("more", "plan", group="more"))])

    assert (plans(reading, OURS).total, whole.total) == (6, 5)
    reading.close()


def test_without_its_ledger_the_index_counts_as_not_yet_built(index: WhooshIndex) -> None:
    (index.folder / "ledger.json").write_text("{")

    assert (index.watermark(), plans(index, OURS)) == (0, Page(facets={"slot": []}, partial=True))
    index.apply([put(entry("only", "plan", group="other"))], watermark=1)
    assert index.contents(OURS).keys() == {"other"}


def test_trouble_of_the_machine_is_raised_and_over_when_it_is_over(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:

        def no_room(*_: object, **__: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        full.setattr("whoosh.writing.SegmentWriter.commit", no_room)
        with pytest.raises(OSError, match="No space left"):
            index.apply([put(entry("new", "plan", group="new"))], watermark=6)

    assert (index.watermark(), index.damaged, plans(index, OURS).total) == (5, set(), 5)
    index.apply([put(entry("new", "plan", group="new"))], watermark=6)
    assert plans(index, OURS).total == 6


KILLED = """
import sys
from pathlib import Path
from tests.search.factories import OURS, entry, put
from wccflow.search.whoosh_index import WhooshIndex
index = WhooshIndex(Path(sys.argv[1]))
for turn in range(1, 1_000):
    group = f"group-{turn % 7}"
    entries = [entry(f"{group}-{at}", f"plan turn{turn}", group=group) for at in range(40)]
    index.apply([put(*entries)], watermark=turn)
    for audience in index.damaged:  # killed after a commit of which the ledger did not learn
        index.restore(audience, [put(*entries)])
    print(turn, flush=True)
"""


def test_a_killed_writer_leaves_whole_groups_and_is_taken_up_again(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "index")
    for turns in (3, 5, 8, 13):
        acknowledged = killed_after(turns, index.folder)

        assert index.watermark() >= acknowledged
        groups = index.contents(OURS)
        assert {len(keys) for keys in groups.values()} == {40}
        assert (plans(index, OURS).total, index.damaged) == (40 * len(groups), set())
    index.close()


def killed_after(turns: int, folder: Path) -> int:
    """Kill a writing process once it has told of so many turns; gives the last that it told."""
    command = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= turns:
                process.kill()
                break
    return turns


def test_open_segments_stay_within_their_limit(tmp_path: Path) -> None:
    audiences = [UUID(int=number) for number in range(1, 9)]
    index = WhooshIndex(tmp_path, most_segments=3)
    index.apply([put(entry("a", "plan", audience=audience)) for audience in audiences], watermark=1)

    totals = [plans(index, *audiences).total for _ in range(2)]

    assert (totals, index.pool.segments) == ([8, 8], 3)
    index.close()


def test_no_index_outside_the_scope_is_opened(index: WhooshIndex) -> None:
    index.close()

    plans(index, OURS)

    assert list(index.pool._open) == [OURS]


def test_many_commits_leave_few_segments_and_nothing_removed(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    for turn in range(40):
        group = f"group-{turn % 10}"
        index.apply(
            [put(*[entry(f"{turn}-{at}", "plan", group=group) for at in range(20)])], watermark=turn + 1
        )

    assert plans(index, OURS).total == 200
    assert index.pool.segments <= 5
    index.close()


def test_scores_do_not_depend_on_how_the_commits_were_cut(tmp_path: Path) -> None:
    texts = ["plan money", "plan", "annual plan for a plan", "money", "budget plan"]
    puts = [put(entry(f"{at}", texts[at % 5], group=f"g{at}", heading=texts[at % 3])) for at in range(30)]
    once, often = WhooshIndex(tmp_path / "once"), WhooshIndex(tmp_path / "often")
    once.apply(puts, watermark=1)
    for each in [*puts[5:20], *puts]:
        often.apply([each], watermark=1)

    for query in ("plan", "plan OR money", '"annual plan" OR budget', "pla* -money"):
        asked = {"kind": "passages", "limit": 30}
        assert often.search(ask(query), scope(OURS), **asked) == once.search(ask(query), scope(OURS), **asked)
    once.close()
    often.close()


def test_a_prefix_finds_every_word_that_begins_so_however_many_there_are(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    rare = [entry(f"rare-{at:03}", f"commission{at:03}") for at in range(60)]
    common = [entry(f"common-{at}", "commissioners commission001 commission002") for at in range(5)]
    index.apply([put(*rare, *common)], watermark=1)

    page = index.search(ask("commission*"), scope(OURS), kind="passages", limit=5)

    assert page.total == 65
    assert {hit.key for hit in page.hits} == {f"common-{at}" for at in range(5)}  # they say it thrice
    assert index.search(ask("commissioner*"), scope(OURS), kind="passages", limit=5).total == 5
    index.close()


def test_a_heading_weighs_more_than_the_text_and_a_short_text_more_than_a_long_one(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.apply(
        [
            put(
                entry("long", "plan and many other words", heading="Money"),
                entry("text", "plan here", heading="Money"),
                entry("heading", "money here", heading="Plan"),
                entry("without", "money", heading="Money"),
            )
        ],
        watermark=1,
    )

    assert [hit.key for hit in plans(index, OURS).hits] == ["heading", "text", "long"]
    index.close()


def test_readers_and_a_writer_at_once_see_whole_groups(index: WhooshIndex) -> None:
    def read(_: int) -> set[int]:
        reading = WhooshIndex(index.folder)
        totals = {plans(reading, OURS, THEIRS).total for _ in range(40)} | {plans(index, OURS).total + 1}
        reading.close()
        return totals

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read, number) for number in range(3)]
        for turn in range(15):
            index.apply([OUR_PUT], watermark=6 + turn)

    assert set().union(*(reader.result() for reader in readers)) == {6}
    assert index.damaged == set()


def test_abuse_is_answered_from_the_index_too(index: WhooshIndex) -> None:
    answered = 0
    for text in ABUSE:
        try:
            page = index.search(ask(text), scope(OURS), kind="passages", limit=10)
        except Refused:
            continue
        answered += 1
        assert page.partial is False

    assert answered > 5
    assert index.damaged == set()


def test_an_empty_put_leaves_an_audience_that_holds_nothing(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)

    index.apply([Put(OURS, "version", ())], watermark=1)

    assert (plans(index, OURS), index.contents(OURS)) == (Page(facets={"slot": []}), {})
    index.close()


def test_what_is_there_just_so_is_not_written_again(index: WhooshIndex) -> None:
    files, commits = files_of(index, OURS), index.lender.ledger().commits

    index.apply([OUR_PUT], watermark=6)

    assert (files_of(index, OURS), index.lender.ledger().commits) == (files, commits)
    assert (index.watermark(), plans(index, OURS).total) == (6, 5)


def test_of_several_groups_only_the_changed_is_written(index: WhooshIndex) -> None:
    other = put(entry("more", "plan for more", group="more"))
    changed = put(entry("more", "a plan for less", group="more"))
    index.apply([other], watermark=6)

    index.apply([OUR_PUT, changed], watermark=7)

    sizes = [leaf.segment.size for leaf in Opened(index.folder / OURS.hex).leaves]
    assert (plans(index, OURS).total, sorted(sizes)) == (6, [1, 5])
