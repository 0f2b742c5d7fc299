"""Counting the statements that a question costs."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from wccflow.base.work import Database


def statements(database: Database, ask: Callable[[], Any]) -> int:
    """How many statements the question sends, inside one reading."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    with database.reading():
        event.listen(database.engine, "before_cursor_execute", note)
        try:
            ask()
        finally:
            event.remove(database.engine, "before_cursor_execute", note)
    return len(sent)
