"""Runs the migrations on the connection that the program hands over."""

from alembic import context

from wccflow import wiring as _all_tables  # noqa: F401 - every room's tables
from wccflow.base.models import Base

connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
