"""What the schema needs beyond its tables: the log refuses every change and deletion by itself."""

from sqlalchemy import DDL, Connection, event

from wccflow.base.models import Event

SQLITE = (
    "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event "
    "BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END",
    "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event "
    "BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END",
)

POSTGRESQL = (
    "CREATE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is never changed'; END $$",
    "CREATE TRIGGER event_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
    "FOR EACH STATEMENT EXECUTE FUNCTION event_is_final()",
)


def seal(connection: Connection) -> None:
    """Make the log append-only in this database."""
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        connection.exec_driver_sql(statement)


def unseal(connection: Connection) -> None:
    """Take the seal away again, before the table itself goes."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP TRIGGER event_is_final ON event")
        connection.exec_driver_sql("DROP FUNCTION event_is_final()")
        return
    connection.exec_driver_sql("DROP TRIGGER event_is_never_changed")
    connection.exec_driver_sql("DROP TRIGGER event_is_never_deleted")


for _dialect, _statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
    for _statement in _statements:
        event.listen(
            Event.__table__,
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call] # SQLAlchemy has no types here
        )
