"""How PostgreSQL keeps the search index: tables of its own, made by the index and thrown away with it."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from wccflow.search.layout import value_term
from wccflow.search.port import DAY, KEY, Entry
from wccflow.search.words import stem, values, words

SCHEMA = "wccflow_search"
# Raised whenever the way entries are kept changes: what an older version kept is then thrown away.
FORMAT = 1
LAST_PLACE = 16_383  # the last place of a word that a tsvector can tell; later words are found all the same
MOST_PLACES = 255  # as many places of one word as it keeps

_TABLES = f"""
DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;
CREATE SCHEMA {SCHEMA};
CREATE TABLE {SCHEMA}.entry (
    number bigserial PRIMARY KEY, audience uuid NOT NULL, "group" text NOT NULL, key text NOT NULL,
    kind text NOT NULL, day text NOT NULL, fields jsonb NOT NULL, digest text NOT NULL,
    terms text[] NOT NULL, stems tsvector NOT NULL, words tsvector NOT NULL,
    heading_stems tsvector NOT NULL, heading_words tsvector NOT NULL
);
CREATE INDEX entry_group ON {SCHEMA}.entry (audience, "group");
CREATE INDEX entry_kind ON {SCHEMA}.entry (audience, kind);
CREATE INDEX entry_terms ON {SCHEMA}.entry USING gin (terms);
CREATE INDEX entry_stems ON {SCHEMA}.entry USING gin (stems);
CREATE INDEX entry_words ON {SCHEMA}.entry USING gin (words);
CREATE INDEX entry_heading_stems ON {SCHEMA}.entry USING gin (heading_stems);
CREATE INDEX entry_heading_words ON {SCHEMA}.entry USING gin (heading_words);
CREATE TABLE {SCHEMA}.word (
    audience uuid NOT NULL, word text COLLATE "C" NOT NULL, entries bigint NOT NULL,
    PRIMARY KEY (audience, word)
);
CREATE TABLE {SCHEMA}.audience (id uuid PRIMARY KEY);
CREATE TABLE {SCHEMA}.state (watermark bigint NOT NULL, format integer NOT NULL);
INSERT INTO {SCHEMA}.state VALUES (0, {FORMAT});
CREATE FUNCTION {SCHEMA}.near(said tsvector, wanted text[], distance integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH place AS (
        SELECT lexeme, unnest(positions) AS at FROM unnest(said) WHERE lexeme = ANY (wanted)
    )
    SELECT EXISTS (
        SELECT 1 FROM place AS first
        WHERE (SELECT count(DISTINCT lexeme) FROM place WHERE at BETWEEN first.at AND first.at + distance)
            = (SELECT count(DISTINCT one) FROM unnest(wanted) AS one)
    )
$$;
"""

_PUT = text(
    f"""
    INSERT INTO {SCHEMA}.entry
        (audience, "group", key, kind, day, fields, digest, terms, stems, words, heading_stems, heading_words)
    VALUES
        (:audience, :group, :key, :kind, :day, CAST(:fields AS jsonb), :digest, CAST(:terms AS text[]),
         CAST(:stems AS tsvector), CAST(:words AS tsvector),
         CAST(:heading_stems AS tsvector), CAST(:heading_words AS tsvector))
    """
)
_COUNT = f"""
    INSERT INTO {SCHEMA}.word AS kept (audience, word, entries)
    SELECT audience, word, {{sign}} count(*) FROM {SCHEMA}.entry,
        unnest(tsvector_to_array(words) || tsvector_to_array(heading_words)) AS word
    WHERE audience = :audience AND "group" = ANY (:groups)
    GROUP BY audience, word ORDER BY word
    ON CONFLICT (audience, word) DO UPDATE SET entries = kept.entries + excluded.entries
"""
_COUNT_IN, _COUNT_OUT = text(_COUNT.format(sign="")), text(_COUNT.format(sign="-"))
_TAKE_OUT = text(f'DELETE FROM {SCHEMA}.entry WHERE audience = :audience AND "group" = ANY (:groups)')
_FORGET = text(f"DELETE FROM {SCHEMA}.word WHERE audience = :audience AND entries <= 0")

_THERE = " AND ".join(
    f"to_regclass('{SCHEMA}.{table}') IS NOT NULL" for table in ("entry", "word", "audience", "state")
)
_ALL_THERE = text(f"SELECT {_THERE} AND to_regproc('{SCHEMA}.near') IS NOT NULL")


def make(connection: Connection) -> None:
    """Make the tables anew, empty."""
    connection.exec_driver_sql(_TABLES)


def empty(connection: Connection) -> None:
    """Forget every entry, and how far the log has been read."""
    connection.exec_driver_sql(f"TRUNCATE {SCHEMA}.entry, {SCHEMA}.word, {SCHEMA}.audience")
    connection.exec_driver_sql(f"UPDATE {SCHEMA}.state SET watermark = 0")


def is_made(connection: Connection) -> bool:
    """Whether all the tables, and the function, are there and of this version."""
    if not connection.scalar(_ALL_THERE):
        return False
    return bool(connection.scalar(text(f"SELECT format FROM {SCHEMA}.state")) == FORMAT)


def replace(connection: Connection, audience: Any, groups: Sequence[str], entries: Sequence[Entry]) -> None:
    """Replace these groups of an audience by the entries, and count their words anew."""
    whole = {"audience": audience, "groups": list(groups)}
    connection.execute(
        text(f"INSERT INTO {SCHEMA}.audience VALUES (:audience) ON CONFLICT DO NOTHING"), whole
    )
    connection.execute(_COUNT_OUT, whole)
    connection.execute(_TAKE_OUT, whole)
    if entries:
        connection.execute(_PUT, [row(entry) for entry in entries])
    connection.execute(_COUNT_IN, whole)
    connection.execute(_FORGET, whole)


def row(entry: Entry) -> dict[str, Any]:
    """The entry as PostgreSQL takes it."""
    said, heading = words(entry.text), words(entry.heading or "")
    named = [(name, value) for name, stored in entry.fields.items() for value in values(stored)]
    return {
        "audience": entry.audience,
        "group": entry.group,
        "key": entry.key,
        "kind": entry.kind,
        "day": entry.fields.get(DAY, ""),
        "fields": _json(entry.fields),
        "digest": entry.digest,
        "terms": [value_term(KEY, entry.key), *(value_term(name, value) for name, value in named)],
        "stems": vector([stem(word) for word in said]),
        "words": vector(said),
        "heading_stems": vector([stem(word) for word in heading]),
        "heading_words": vector(heading),
    }


def vector(said: Sequence[str]) -> str:
    """Words with their places, as a tsvector is written."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(said, start=1):
        places.setdefault(word, []).append(min(at, LAST_PLACE))
    return " ".join(
        f"{quoted(word)}:{','.join(map(str, found[:MOST_PLACES]))}" for word, found in places.items()
    )


def quoted(word: str) -> str:
    """A word as it stands in a tsvector or a tsquery; words hold letters and digits alone."""
    return f"'{word}'"


def _json(fields: Any) -> str:
    return json.dumps(dict(fields))
