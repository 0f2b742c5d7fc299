"""Evidence that keeps its place."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from wccflow.base.models import Instant

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add what documents need: what stands beside passages, and how anchors follow to the next version."""
    op.create_table(
        "section_viewed",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_section_viewed_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_section_viewed_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "document_id", "digest", name=op.f("pk_section_viewed")),
    )
    op.create_table(
        "picture",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("after", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_picture_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "ordinal", name=op.f("pk_picture")),
    )
    op.create_table(
        "reading_progress",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_reading_progress_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_reading_progress")),
    )
    op.create_table(
        "remark",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_remark_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "ordinal", name=op.f("pk_remark")),
    )
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fault", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("looked_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("pages", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("opening", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("period_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("period_until", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("outcome_kind", sa.String(length=30), server_default="", nullable=False)
        )

    with op.batch_alter_table("filling", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back_at", Instant(), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("filling", schema=None) as batch_op:
        batch_op.drop_column("taken_back_at")

    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.drop_column("outcome_kind")
        batch_op.drop_column("period_until")
        batch_op.drop_column("period_from")

    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.drop_column("opening")
        batch_op.drop_column("pages")
        batch_op.drop_column("looked_at")
        batch_op.drop_column("fault")

    op.drop_table("remark")
    op.drop_table("reading_progress")
    op.drop_table("picture")
    op.drop_table("section_viewed")
