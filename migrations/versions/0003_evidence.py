"""Evidence that keeps its place."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add what documents need: what stands beside passages, and how anchors follow to the next version."""
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


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("remark")
    op.drop_table("picture")
