"""Sweeping the store: files that no row names, left by uploads that were refused or broke off."""

import time
from datetime import timedelta

from sqlalchemy import String, select

from wccflow.base.files import FileStore
from wccflow.base.models import Base
from wccflow.base.work import Database, session

OLD_ENOUGH = timedelta(days=1)  # a file is kept before its row is, and the row may take its time
NAME_LENGTH = 64


def sweep(database: Database, files: FileStore, *, age: timedelta = OLD_ENOUGH) -> list[str]:
    """Remove what nobody names and nobody has brought again lately; gives the names of what went."""
    before = time.time() - age.total_seconds()
    files.forget_broken_off(before)
    old = files.unchanged_since(before)
    if not old:
        return []
    with database.writing():  # while nobody else can write a row that names one of them
        named = names_in_rows()
        return [name for name in old if name not in named and files.remove(name, before)]


def names_in_rows() -> set[str]:
    """Every name of a file that any row of any room holds."""
    columns = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and column.type.length == NAME_LENGTH
    ]
    return {name for column in columns for name in session().scalars(select(column).distinct()) if name}
