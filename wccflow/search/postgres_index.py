"""The search index kept in PostgreSQL, beside the data: the same port, for where that is the store."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from wccflow.base.errors import Refused
from wccflow.search import postgres_schema as schema
from wccflow.search import spelling
from wccflow.search.allowance import TOO_MUCH
from wccflow.search.port import Audiences, Change, Entry, Hit, Kind, Page, Put, Scope
from wccflow.search.postgres_query import Asked, asked
from wccflow.search.postgres_schema import SCHEMA
from wccflow.search.tree import Tree
from wccflow.search.words import values, words

_LOCK = text("SELECT pg_advisory_xact_lock(7203411)")  # one writer at a time, as with files
_FOUND = f"FROM {SCHEMA}.entry WHERE kind = :kind AND audience = ANY (:scope) AND ({{condition}})"
_COUNTED = f"SELECT count(*) {_FOUND}"
_RANKED = f"""
    SELECT key, audience, fields, {{score}} AS score {_FOUND}
    ORDER BY {{newest}} score DESC, key COLLATE "C", audience LIMIT :limit OFFSET :offset
"""
_FACET = f"""
    SELECT value, count(*) AS times
    FROM (SELECT number, fields ->> :name AS stored {_FOUND}) AS found,
        regexp_split_to_table(found.stored, E'\\n') AS value
    GROUP BY value ORDER BY times DESC, value COLLATE "C"
"""
_WORDS = f"SELECT word, sum(entries) AS entries FROM {SCHEMA}.word WHERE audience = ANY (:scope) AND"
_BEGINNING = f"{_WORDS} starts_with(word, :prefix) GROUP BY word ORDER BY entries DESC, word LIMIT :most"
_AS_LONG = f"{_WORDS} length(word) BETWEEN :least AND :most GROUP BY word"
_HAVING = f"{_WORDS} word = ANY (:words) GROUP BY word"
_ENTRIES = f"SELECT count(*) FROM {SCHEMA}.entry WHERE audience = ANY (:scope)"

SEARCH_MILLISECONDS = 5_000  # that one statement of a search may take
_NOT_MADE = {"42P01", "3F000", "42883"}  # a table, the schema or the function of nearness is gone
_TOO_LONG = "57014"

Given = TypeVar("Given")
Said = ParamSpec("Said")
_Method = Callable[Concatenate["PostgresIndex", Said], Given]


def _reading_on(method: "_Method[Said, Given]") -> "_Method[Said, Given]":
    """A method that makes the tables anew where they were dropped, and refuses what takes too long."""

    @wraps(method)
    def read(self: "PostgresIndex", /, *args: Said.args, **kwargs: Said.kwargs) -> Given:
        try:
            return method(self, *args, **kwargs)
        except DBAPIError as fault:
            state = getattr(fault.orig, "sqlstate", None)
            if state == _TOO_LONG:
                raise Refused(TOO_MUCH) from fault
            if state not in _NOT_MADE:
                raise
            self.forget_made()
            return method(self, *args, **kwargs)

    return read


class PostgresIndex:
    """A SearchIndex in the database itself: never damaged apart from it, and committed as one."""

    def __init__(self, engine: Engine, *, search_milliseconds: int = SEARCH_MILLISECONDS) -> None:
        self.engine = engine
        self.search_milliseconds = search_milliseconds
        self._made = False

    @property
    def damaged(self) -> set[UUID]:
        """None: the database answers for its own files."""
        return set()

    def apply(self, changes: Sequence[Change], *, watermark: int) -> None:
        """Make the changes in order and note how far the log has been read, in one transaction."""
        wanted: dict[UUID, dict[str, tuple[Entry, ...]]] = {}
        for change in changes:
            entries = change.entries if isinstance(change, Put) else ()
            wanted.setdefault(change.audience, {})[change.group] = entries
        with self._writing() as connection:
            for audience, groups in wanted.items():
                put = [entry for entries in groups.values() for entry in entries]
                schema.replace(connection, audience, list(groups), put)
            connection.execute(text(f"UPDATE {SCHEMA}.state SET watermark = :read"), {"read": watermark})

    def restore(self, audience: UUID, puts: Iterable[Put]) -> None:
        """Replace all that the audience holds."""
        with self._writing() as connection:
            held = connection.scalars(
                text(f'SELECT DISTINCT "group" FROM {SCHEMA}.entry WHERE audience = :audience'),
                {"audience": audience},
            ).all()
            schema.replace(connection, audience, held, [])
            for put in puts:
                schema.replace(connection, audience, [put.group], put.entries)

    def restore_all(self, whole: Iterable[tuple[UUID, Iterable[Put]]]) -> None:
        """Restore one audience after the other: the server has its cores for those who ask."""
        for audience, puts in whole:
            self.restore(audience, puts)

    @_reading_on
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
        """The best entries of a kind within the scope; nothing outside it is read."""
        query, ids = asked(tree), _ids(scope)
        if not ids:
            return Page(facets={name: [] for name in facets})
        said = {**query.values, "kind": kind, "scope": ids}
        with self._searching() as connection:
            total = connection.scalar(text(_COUNTED.format(condition=query.condition)), said) or 0
            return Page(
                hits=tuple(_hits(connection, query, said, newest, limit, offset)) if limit > 0 else (),
                total=total,
                facets={name: _facet(connection, query, said, name) for name in facets},
                partial=_watermark(connection) == 0,
            )

    @_reading_on
    def beginning(self, prefix: str, scope: Scope, *, most: int) -> list[str]:
        """The commonest words within the scope that begin so."""
        said = {"prefix": prefix, "most": most, "scope": _ids(scope)}
        with self._searching() as connection:
            return list(connection.scalars(text(_BEGINNING), said))

    @_reading_on
    def alike(self, word: str, scope: Scope, *, most: int) -> list[str]:
        """The words within the scope that are spelt nearly so, nearest and then commonest first."""
        slips = spelling.slips(word)
        said = {"least": len(word) - slips, "most": len(word) + slips, "scope": _ids(scope)}
        with self._searching() as connection:
            common = {row.word: row.entries for row in connection.execute(text(_AS_LONG), said)}
        found = spelling.alike(word, common)
        return sorted(found, key=lambda each: (found[each], -common[each], each))[:most]

    @_reading_on
    def telling(self, text_: str, scope: Scope, *, most: int) -> list[str]:
        """The words of a text that are rarest within the scope, and so tell most of what it is about."""
        said = {"words": sorted(set(words(text_))), "scope": _ids(scope)}
        with self._searching() as connection:
            having = {row.word: row.entries for row in connection.execute(text(_HAVING), said)}
            total = connection.scalar(text(_ENTRIES), said) or 0
        return spelling.telling(text_, having, total, most)

    @_reading_on
    def watermark(self) -> int:
        """The number of the last event of the log that the index has taken in; 0 for none."""
        with self._reading() as connection:
            return _watermark(connection)

    @_reading_on
    def contents(self, audience: UUID) -> Mapping[str, Mapping[str, str]]:
        """The audience's groups, and in each the digest of every entry by key."""
        query = text(f'SELECT "group", key, digest FROM {SCHEMA}.entry WHERE audience = :audience')
        found: dict[str, dict[str, str]] = {}
        with self._reading() as connection:
            for row in connection.execute(query, {"audience": audience}):
                found.setdefault(row.group, {})[row.key] = row.digest
        return found

    @_reading_on
    def audiences(self) -> set[UUID]:
        """The audiences for which something was ever put."""
        with self._reading() as connection:
            return set(connection.scalars(text(f"SELECT id FROM {SCHEMA}.audience")))

    def clear(self) -> None:
        """Forget everything, the watermark too."""
        with self._writing() as connection:
            schema.empty(connection)

    def forget_made(self) -> None:
        """Look again whether the tables are there before they are next read."""
        self._made = False

    @_reading_on
    def warm(self) -> None:
        """Make the tables where they are not, and open a connection."""
        with self._reading():
            pass

    def close(self) -> None:
        """Let go of open connections; they are opened again at need."""
        self.engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction for one writer at a time, in which the tables are there."""
        with self.engine.begin() as connection:
            connection.execute(_LOCK)
            if not schema.is_made(connection):
                schema.make(connection)
            self._made = True
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the index from beginning to end."""
        if not self._made:
            with self._writing():
                pass  # It makes the tables where they are not.
        with self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            yield connection

    @contextmanager
    def _searching(self) -> Iterator[Connection]:
        """The same for what a person asks: no statement of it may take too long."""
        with self._reading() as connection:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {self.search_milliseconds:d}")
            yield connection


def _ids(scope: Scope) -> list[UUID]:
    return sorted(scope.ids) if isinstance(scope, Audiences) else []


def _watermark(connection: Connection) -> int:
    return int(connection.scalar(text(f"SELECT watermark FROM {SCHEMA}.state")) or 0)


def _hits(
    connection: Connection, query: Asked, said: Mapping[str, Any], newest: bool, limit: int, offset: int
) -> Iterator[Hit]:
    first = 'day COLLATE "C" DESC,' if newest else ""
    ranked = _RANKED.format(score=query.score, condition=query.condition, newest=first)
    for row in connection.execute(text(ranked), {**said, "limit": limit, "offset": offset}):
        yield Hit(row.key, row.audience, float(row.score), row.fields)


def _facet(connection: Connection, query: Asked, said: Mapping[str, Any], name: str) -> list[tuple[str, int]]:
    rows = connection.execute(text(_FACET.format(condition=query.condition)), {**said, "name": name})
    return [(row.value, row.times) for row in rows if values(row.value)]
