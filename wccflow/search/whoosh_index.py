"""The search index kept in files by Whoosh: one index for each audience, so that none knows of another."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from wccflow.search import damage, ledger, shelf, spelling, sums
from wccflow.search.allowance import MOST_POSTINGS, Allowance
from wccflow.search.answers import Question, page
from wccflow.search.builders import Builders, batches, builders
from wccflow.search.flat import Damaged
from wccflow.search.ledger import Commit, Ledger
from wccflow.search.lending import Lender, Lent
from wccflow.search.opened import Opened
from wccflow.search.pool import MOST_SEGMENTS, Pool
from wccflow.search.port import Audiences, Change, Entry, Kind, Nothing, Page, Put, Scope
from wccflow.search.storage import locked
from wccflow.search.together import Together
from wccflow.search.tree import Tree
from wccflow.search.words import words

LOCK_WAIT_SECONDS = 60.0
MOST_ASKED = 64  # audiences: the words that so many have in common are the words of all


class WhooshIndex:
    """A SearchIndex in a folder. One process at a time changes it; any number search it meanwhile.

    Scores of different audiences are compared as they are: each is BM25F within its own audience, so
    that a word rare in one case weighs more there, and nobody's order tells of what another has.
    """

    def __init__(
        self, folder: Path, *, most_segments: int = MOST_SEGMENTS, most_postings: int = MOST_POSTINGS
    ) -> None:
        self.folder = folder
        self.most_postings = most_postings
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.pool = Pool(folder, most_segments=most_segments)
        self.lender = Lender(folder, self.pool)

    @property
    def damaged(self) -> set[UUID]:
        """The audiences that must be restored before they are searched again, whoever found it out."""
        return set(self.lender.damaged())

    def apply(self, changes: Sequence[Change], *, watermark: int) -> None:
        """Make the changes, one commit for each audience, then note how far the log has been read."""
        wanted: dict[UUID, dict[str, tuple[Entry, ...]]] = {}
        for change in changes:
            wanted.setdefault(change.audience, {})[change.group] = _entries(change)
        with self._writing() as kept:
            for audience, groups in wanted.items():
                self._change(kept, audience, groups)
                if len(wanted) > 1:  # so that no commit waits for the others before it is vouched for
                    ledger.write(self.folder, kept)
            kept.watermark = watermark
            ledger.write(self.folder, kept)

    def restore(self, audience: UUID, puts: Iterable[Put]) -> None:
        """Replace all that the audience holds, and count it whole again."""
        self._restore([(audience, puts)], Builders())

    def restore_all(self, whole: Iterable[tuple[UUID, Iterable[Put]]]) -> None:
        """Restore many audiences, as many side by side as there are cores."""
        with builders() as made:
            for batch in batches(whole):
                self._restore(batch, made)

    def search(
        self,
        tree: Tree,
        scope: Scope,
        *,
        kind: Kind,
        limit: int,
        offset: int = 0,
        facets: tuple[str, ...] = (),
        newest: bool = False,
    ) -> Page:
        """The best entries of a kind within the scope. No index outside the scope is opened.

        Raises Refused when it would read more postings than one search may.
        """
        question = Question(tree, kind, limit, offset, facets, newest)
        match scope:
            case Nothing():
                return page(Together([]), question, Allowance(), partial=False)
            case Audiences(ids):
                return self._page(question, ids)

    def beginning(self, prefix: str, scope: Scope, *, most: int) -> list[str]:
        """The commonest words within the scope that begin so."""
        return _commonest(self._counted(scope, lambda opened: opened.beginning(prefix)), most)

    def alike(self, word: str, scope: Scope, *, most: int) -> list[str]:
        """The words within the scope that are spelt nearly so, nearest and then commonest first."""
        slips = spelling.slips(word)
        known = set[str]()

        def gather(opened: Opened) -> Mapping[str, int]:
            known.update(opened.as_long(len(word) - slips, len(word) + slips) if slips else ())
            return {}

        self._counted(scope, gather)
        near = spelling.alike(word, known)
        common = self._counted(scope, lambda opened: opened.having(near))
        return sorted(common, key=lambda each: (near[each], -common[each], each))[:most]

    def telling(self, text: str, scope: Scope, *, most: int) -> list[str]:
        """The words of a text that are rarest within the scope, and so tell most of what it is about."""
        said, total = set(words(text)), Counter[str]()

        def count(opened: Opened) -> dict[str, int]:
            total["entries"] += opened.entries
            return opened.having(said)

        return spelling.telling(text, self._counted(scope, count), total["entries"], most)

    def watermark(self) -> int:
        """The number of the last event of the log that the index has taken in; 0 for none."""
        return self.lender.ledger().watermark

    def contents(self, audience: UUID) -> Mapping[str, Mapping[str, str]]:
        """The audience's groups, and in each the digest of every entry by key; empty when damaged."""
        return self.lender.asked([audience], lambda opened: opened[0][1].contents() if opened else {})

    def audiences(self) -> set[UUID]:
        """The audiences for which something was ever put."""
        return set(self.lender.ledger().commits)

    def clear(self) -> None:
        """Forget everything, the watermark and the marks of damage too."""
        with self._writing() as kept:
            ledger.write(self.folder, Ledger())
            for audience in self.damaged | kept.commits.keys() | shelf.there(self.folder):
                self._drop(audience)
                damage.unmark(self.folder, audience)

    def warm(self) -> None:
        """Open the indexes, as many as are kept open, and read the files of all of them once."""
        for _ in self.lender.opened(self.lender.ledger().commits.keys()):
            pass

    def close(self) -> None:
        """Let go of open files; they are opened again at need."""
        self.pool.close()

    def _counted(self, scope: Scope, ask: Callable[[Opened], Mapping[str, int]]) -> Counter[str]:
        """Words with how many entries have them, added over the scope; of a very wide one its first part."""

        def count(opened: Lent) -> Counter[str]:
            found = Counter[str]()
            for _, each in opened:
                found.update(ask(each))
            return found

        ids = scope.ids if isinstance(scope, Audiences) else frozenset[UUID]()
        return self.lender.asked(sorted(ids & self.lender.ledger().commits.keys())[:MOST_ASKED], count)

    def _page(self, question: Question, ids: frozenset[UUID]) -> Page:
        def ask(opened: Lent) -> Page:
            # No watermark means that the index is still being built; a mark, that one audience's is.
            partial = self.watermark() == 0 or not self.lender.damaged().isdisjoint(ids)
            partial = partial or not all(each.vouched for _, each in opened)
            within, allowance = self.pool.together(opened), Allowance(self.most_postings)
            return page(within, question, allowance, partial=partial)

        return self.lender.asked(ids, ask)

    def _restore(self, wanted: Sequence[tuple[UUID, Iterable[Put]]], builders: Builders) -> None:
        with self._writing() as kept:
            for audience, _ in wanted:
                if audience in self.damaged or not self._is_whole(audience, kept.commits.get(audience)):
                    kept.commits.pop(audience, None)
                self._make_way(kept, audience)
            written = builders.write([(self.folder / audience.hex, puts) for audience, puts in wanted])
            for (audience, _), number in zip(wanted, written, strict=True):
                kept.commits[audience] = self._committed(kept, audience, number)
            ledger.write(self.folder, kept)
            for audience, _ in wanted:
                damage.unmark(self.folder, audience)

    def _change(self, kept: Ledger, audience: UUID, groups: dict[str, tuple[Entry, ...]]) -> None:
        """Change one audience. A damaged one waits for its restoration: a part would pass for the whole."""
        if audience in self.damaged:
            return
        try:
            if not self._is_whole(audience, kept.commits.get(audience)):
                raise Damaged("the files are not those of the last commit")
            self._make_way(kept, audience)
            number = shelf.replace_groups(self.folder / audience.hex, groups)
            kept.commits[audience] = self._committed(kept, audience, number)
        except Exception as trouble:
            if damage.of_the_machine(trouble):
                raise
            self.lender.mark(audience, trouble)

    def _is_whole(self, audience: UUID, commit: Commit | None) -> bool:
        """Whether the files are those of the last commit, all, none later; what is not there yet is."""
        folder = self.folder / audience.hex
        return commit is None or (
            shelf.generation(folder) == commit.generation and sums.agree(folder, commit.sums)
        )

    def _make_way(self, kept: Ledger, audience: UUID) -> None:
        """Files that the ledger does not know are of a lost or older index: nothing vouches for them."""
        if audience not in kept.commits:
            self._drop(audience)

    def _committed(self, kept: Ledger, audience: UUID, generation: int) -> Commit:
        before, folder = kept.commits.get(audience), self.folder / audience.hex
        return before.followed(generation, folder) if before else Commit.first(generation, folder)

    @contextmanager
    def _writing(self) -> Iterator[Ledger]:
        """The ledger, for one writer at a time."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # it may have been deleted meanwhile
        lock = locked(self.folder, LOCK_WAIT_SECONDS)
        try:
            yield ledger.read(self.folder)
        finally:
            lock.release()

    def _drop(self, audience: UUID) -> None:
        self.pool.forget(audience)
        shelf.drop(self.folder / audience.hex)


def _entries(change: Change) -> tuple[Entry, ...]:
    return change.entries if isinstance(change, Put) else ()


def _commonest(counted: Counter[str], most: int) -> list[str]:
    return sorted(counted, key=lambda word: (-counted[word], word))[:most]
