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
        "saved_search",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("alert", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("seen_until", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_search_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_search_person_id_name")),
    )
    op.create_table(
        "reading_plan",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("left_minutes", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_reading_plan_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reading_plan_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_plan")),
    )
    with op.batch_alter_table("reading_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_plan_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sight_line",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_sight_line_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sight_line_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_sight_line_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_sight_line_withdrawn_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sight_line")),
    )
    with op.batch_alter_table("sight_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sight_line_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sight_line_case_id"), ["case_id"], unique=False)

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
        "sight_finding",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_sight_finding_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sight_finding_by_id_person")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["sight_line.id"], name=op.f("fk_sight_finding_line_id_sight_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sight_finding")),
    )
    with op.batch_alter_table("sight_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sight_finding_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index("ix_sight_finding_line_step", ["line_id", "step"], unique=False)

    op.create_table(
        "following",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("from_version_id", sa.Uuid(), nullable=False),
        sa.Column("from_passage", sa.String(length=24), nullable=False),
        sa.Column("from_quote", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("passage", sa.String(length=24), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("decided", sa.String(length=10), nullable=False),
        sa.Column("chosen", sa.String(length=24), nullable=True),
        sa.Column("chosen_quote", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_following_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_following_decided_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["from_version_id"],
            ["document_version.id"],
            name=op.f("fk_following_from_version_id_document_version"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_following_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_following")),
        sa.UniqueConstraint("subject_id", "version_id", name=op.f("uq_following_subject_id_version_id")),
    )
    with op.batch_alter_table("following", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_following_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_following_version_id"), ["version_id"], unique=False)

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
        "reading_entry",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=80), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("skipped_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_reading_entry_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["reading_plan.id"], name=op.f("fk_reading_entry_plan_id_reading_plan")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_reading_entry_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_entry")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_reading_entry_plan_id_number")),
    )
    with op.batch_alter_table("reading_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_entry_digest"), ["digest"], unique=False)

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
    op.create_table(
        "sight_passage",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_sight_passage_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sight_passage_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_sight_passage_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["sight_line.id"], name=op.f("fk_sight_passage_line_id_sight_line")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_sight_passage_version_id_document_version")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_sight_passage_withdrawn_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sight_passage")),
    )
    with op.batch_alter_table("sight_passage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sight_passage_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sight_passage_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_sight_passage_line_step", ["line_id", "step"], unique=False)
        batch_op.create_index(batch_op.f("ix_sight_passage_version_id"), ["version_id"], unique=False)

    op.create_table(
        "suggestion_label",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_suggestion_label_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_suggestion_label_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_suggestion_label_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_suggestion_label_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_label")),
    )
    with op.batch_alter_table("suggestion_label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_label_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index("ix_suggestion_label_case_item", ["case_id", "item"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_label_version_id"), ["version_id"], unique=False)

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

    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject", sa.String(length=120), nullable=True))
        batch_op.create_index(batch_op.f("ix_thread_subject"), ["subject"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_subject"))
        batch_op.drop_column("subject")

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

    with op.batch_alter_table("suggestion_label", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_label_version_id"))
        batch_op.drop_index("ix_suggestion_label_case_item")
        batch_op.drop_index(batch_op.f("ix_suggestion_label_audience_id"))

    op.drop_table("suggestion_label")
    with op.batch_alter_table("sight_passage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sight_passage_version_id"))
        batch_op.drop_index("ix_sight_passage_line_step")
        batch_op.drop_index(batch_op.f("ix_sight_passage_case_id"))
        batch_op.drop_index(batch_op.f("ix_sight_passage_audience_id"))

    op.drop_table("sight_passage")
    op.drop_table("remark")
    op.drop_table("reading_progress")
    with op.batch_alter_table("reading_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_entry_digest"))

    op.drop_table("reading_entry")
    op.drop_table("picture")
    with op.batch_alter_table("following", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_following_version_id"))
        batch_op.drop_index(batch_op.f("ix_following_case_id"))

    op.drop_table("following")
    with op.batch_alter_table("sight_finding", schema=None) as batch_op:
        batch_op.drop_index("ix_sight_finding_line_step")
        batch_op.drop_index(batch_op.f("ix_sight_finding_audience_id"))

    op.drop_table("sight_finding")
    op.drop_table("section_viewed")
    with op.batch_alter_table("sight_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sight_line_case_id"))
        batch_op.drop_index(batch_op.f("ix_sight_line_audience_id"))

    op.drop_table("sight_line")
    with op.batch_alter_table("reading_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_plan_person_id"))

    op.drop_table("reading_plan")
    op.drop_table("saved_search")
