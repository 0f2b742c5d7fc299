"""The search index kept in files by Whoosh: one index for each audience, so that none knows of another."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.search import damage, ledger, shelf, spelling, sums
from wccflow.search.allowance import MOST_POSTINGS, Allowance
from wccflow.search.answers import Answer, Question, answer, contents, page
from wccflow.search.ledger import Commit, Ledger
from wccflow.search.opened import Opened
from wccflow.search.pool import MOST_SEGMENTS, Pool
from wccflow.search.port import Audiences, Change, Kind, Nothing, Page, Put, Scope
from wccflow.search.postings import Damaged
from wccflow.search.storage import locked
from wccflow.search.tree import Tree
from wccflow.search.words import words

LOCK_WAIT_SECONDS = 60.0
MOST_ASKED = 64  # audiences: the words that so many have in common are the words of all

Given = TypeVar("Given")


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
        self._read: tuple[tuple[int, int], Ledger] | None = None

    @property
    def damaged(self) -> set[UUID]:
        """The audiences that must be restored before they are searched again, whoever found it out."""
        return damage.damaged(self.folder)

    def apply(self, changes: Sequence[Change], *, watermark: int) -> None:
        """Make the changes, one commit for each audience, then note how far the log has been read."""
        wanted: dict[UUID, dict[str, list[dict[str, Any]]]] = {}
        for change in changes:
            wanted.setdefault(change.audience, {})[change.group] = _documents(change)
        with self._writing() as kept:
            for audience, groups in wanted.items():
                self._change(kept, audience, groups)
                if len(wanted) > 1:  # so that no commit waits for the others before it is vouched for
                    ledger.write(self.folder, kept)
            kept.watermark = watermark
            ledger.write(self.folder, kept)

    def restore(self, audience: UUID, puts: Iterable[Put]) -> None:
        """Replace all that the audience holds, and count it whole again."""
        with self._writing() as kept:
            if audience in self.damaged or not self._is_whole(audience, kept.commits.get(audience)):
                kept.commits.pop(audience, None)
            documents = (each for put in puts for each in _documents(put))
            kept.commits[audience] = self._commit(kept, audience, shelf.replace_all, documents)
            ledger.write(self.folder, kept)
            damage.unmark(self.folder, audience)

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
                return page([], question, partial=False)
            case Audiences(ids):
                return self._page(question, ids)

    def beginning(self, prefix: str, scope: Scope, *, most: int) -> list[str]:
        """The commonest words within the scope that begin so."""
        return _commonest(self._counted(scope, lambda opened: opened.beginning(prefix)), most)

    def alike(self, word: str, scope: Scope, *, most: int) -> list[str]:
        """The words within the scope that are spelt nearly so, nearest and then commonest first."""
        slips: dict[str, int] = {}

        def near(opened: Opened) -> dict[str, int]:
            found = spelling.alike(word, opened.lexicon())
            slips.update(found)
            return opened.having(found)

        common = self._counted(scope, near)
        return sorted(common, key=lambda each: (slips[each], -common[each], each))[:most]

    def telling(self, text: str, scope: Scope, *, most: int) -> list[str]:
        """The words of a text that are rarest within the scope, and so tell most of what it is about."""
        said, total = set(words(text)), Counter[str]()

        def count(opened: Opened) -> dict[str, int]:
            total["entries"] += opened.reader.doc_count()
            return opened.having(said)

        return spelling.telling(text, self._counted(scope, count), total["entries"], most)

    def watermark(self) -> int:
        """The number of the last event of the log that the index has taken in; 0 for none."""
        return self._ledger().watermark

    def contents(self, audience: UUID) -> Mapping[str, Mapping[str, str]]:
        """The audience's groups, and in each the digest of every entry by key; empty when damaged."""
        return {} if audience in self.damaged else self._asked(audience, contents) or {}

    def audiences(self) -> set[UUID]:
        """The audiences for which something was ever put."""
        return set(self._ledger().commits)

    def clear(self) -> None:
        """Forget everything, the watermark and the marks of damage too."""
        with self._writing() as kept:
            ledger.write(self.folder, Ledger())
            for audience in self.damaged | kept.commits.keys() | shelf.there(self.folder):
                self._drop(audience)
                damage.unmark(self.folder, audience)

    def close(self) -> None:
        """Let go of open files; they are opened again at need."""
        self.pool.close()

    def _counted(self, scope: Scope, ask: Callable[[Opened], dict[str, int]]) -> Counter[str]:
        """Words with how many entries have them, added over the scope; of a very wide one its first part."""
        ids = scope.ids if isinstance(scope, Audiences) else frozenset[UUID]()
        found: Counter[str] = Counter()
        known = self._ledger().commits.keys()
        for audience in sorted((ids & known) - self.damaged)[:MOST_ASKED]:
            found.update(self._asked(audience, ask) or {})
        return found

    def _page(self, question: Question, ids: frozenset[UUID]) -> Page:
        allowance = Allowance(self.most_postings)

        def ask(audience: UUID) -> Answer | None:
            return self._asked(audience, lambda opened: answer(opened, audience, question, allowance))

        answers = [given for audience in sorted(ids - self.damaged) if (given := ask(audience)) is not None]
        # No watermark means that the index is still being built; a mark, that one audience's is.
        partial = self.watermark() == 0 or not self.damaged.isdisjoint(ids)
        return page(answers, question, partial=partial)

    def _asked(self, audience: UUID, ask: Callable[[Opened], Given]) -> Given | None:
        """The answer of one audience's index; None when it has none, or its files turn out damaged."""
        commit = self._ledger().commits.get(audience)
        if commit is None:
            return None
        try:
            with self.pool.lent(audience, commit) as opened:
                return ask(opened)
        except Refused:
            raise
        except Exception as trouble:
            if damage.of_the_machine(trouble):
                raise
            if self._ledger().commits.get(audience) != commit:
                return self._asked(audience, ask)  # It was replaced while it was being read.
            self._damage(audience, trouble)
            return None

    def _change(self, kept: Ledger, audience: UUID, groups: dict[str, list[dict[str, Any]]]) -> None:
        """Change one audience. A damaged one waits for its restoration: a part would pass for the whole."""
        if audience in self.damaged:
            return
        try:
            if not self._is_whole(audience, kept.commits.get(audience)):
                raise Damaged("the files are not those of the last commit")
            kept.commits[audience] = self._commit(kept, audience, shelf.replace_groups, groups)
        except Exception as trouble:
            if damage.of_the_machine(trouble):
                raise
            self._damage(audience, trouble)

    def _is_whole(self, audience: UUID, commit: Commit | None) -> bool:
        """Whether the files are those of the last commit, all, none later; what is not there yet is."""
        folder = self.folder / audience.hex
        return commit is None or (
            shelf.generation(folder) == commit.generation and sums.agree(folder, commit.sums)
        )

    def _commit(
        self, kept: Ledger, audience: UUID, write: Callable[[Path, Given], int], what: Given
    ) -> Commit:
        before, folder = kept.commits.get(audience), self.folder / audience.hex
        if before is None:
            # Files that the ledger does not know are of a lost or older index: nothing vouches for them.
            self._drop(audience)
            return Commit.first(write(folder, what), folder)
        return before.followed(write(folder, what), folder)

    @contextmanager
    def _writing(self) -> Iterator[Ledger]:
        """The ledger, for one writer at a time."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # it may have been deleted meanwhile
        lock = locked(self.folder, LOCK_WAIT_SECONDS)
        try:
            yield ledger.read(self.folder)
        finally:
            lock.release()

    def _damage(self, audience: UUID, trouble: Exception) -> None:
        self.pool.forget(audience)
        damage.mark(self.folder, audience, trouble)

    def _drop(self, audience: UUID) -> None:
        self.pool.forget(audience)
        shelf.drop(self.folder / audience.hex)

    def _ledger(self) -> Ledger:
        stamp = ledger.stamp(self.folder)
        if self._read is None or self._read[0] != stamp:
            self._read = (stamp, ledger.read(self.folder))
        return self._read[1]


def _documents(change: Change) -> list[dict[str, Any]]:
    return [shelf.document(entry) for entry in change.entries] if isinstance(change, Put) else []


def _commonest(counted: Counter[str], most: int) -> list[str]:
    return sorted(counted, key=lambda word: (-counted[word], word))[:most]
