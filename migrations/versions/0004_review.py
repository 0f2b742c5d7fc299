"""Review."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from wccflow.base.models import Instant

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add what review needs: what becomes of threads, who follows them, what waits to be sent."""
    op.create_table(
        "theme",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audience.id"], name=op.f("fk_theme_audience_id_audience")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_theme_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["digest"], ["definition_text.digest"], name=op.f("fk_theme_digest_definition_text")
        ),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_theme_opened_by_id_person")),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_theme_overseer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint(
            "cycle_id", "overseer_id", "title", name=op.f("uq_theme_cycle_id_overseer_id_title")
        ),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_theme_overseer_id"), ["overseer_id"], unique=False)

    op.create_table(
        "read_all",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_read_all_case_id_case_file")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_read_all_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_read_all")),
    )
    op.create_table(
        "sent_review",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_sent_review_case_id_case_file")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sent_review_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_review")),
    )
    with op.batch_alter_table("sent_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_review_case_id"), ["case_id"], unique=False)

    op.create_table(
        "returned_copy",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_returned_copy_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_returned_copy_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_returned_copy_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_copy")),
    )
    with op.batch_alter_table("returned_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_returned_copy_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_returned_copy_case_id"), ["case_id"], unique=False)

    op.create_table(
        "gathering",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_gathering_by_id_person")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_gathering_ended_by_id_person")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_gathering_theme_id_theme")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_gathering_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering")),
    )
    with op.batch_alter_table("gathering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gathering_theme_id"), ["theme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gathering_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "hearing",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("begins_at", Instant(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("minutes_each", sa.Integer(), nullable=True),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_hearing_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_hearing_case_id_case_file")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_hearing_closed_by_id_person")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_hearing_opened_by_id_person")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_hearing_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
    )
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_case_id"), ["case_id"], unique=False)

    op.create_table(
        "lifted_conclusion",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_lifted_conclusion_by_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_lifted_conclusion_panel_id_panel")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_lifted_conclusion_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifted_conclusion")),
    )
    with op.batch_alter_table("lifted_conclusion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lifted_conclusion_panel_id"), ["panel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lifted_conclusion_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "pending_comment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("readers_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("slot", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_pending_comment_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pending_comment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_pending_comment_thread_id_thread")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_pending_comment_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_comment")),
    )
    with op.batch_alter_table("pending_comment", schema=None) as batch_op:
        batch_op.create_index("ix_pending_person_case", ["person_id", "case_id"], unique=False)

    op.create_table(
        "thread_label",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("only_for_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_thread_label_by_id_person")),
        sa.ForeignKeyConstraint(
            ["only_for_id"], ["person.id"], name=op.f("fk_thread_label_only_for_id_person")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_thread_label_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_label")),
    )
    with op.batch_alter_table("thread_label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thread_label_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_label_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_label_only_for_id"), ["only_for_id"], unique=False)
        batch_op.create_index("ix_thread_label_thread_key", ["thread_id", "key"], unique=False)

    op.create_table(
        "thread_tally",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("last_ordinal", sa.Integer(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_thread_tally_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_thread_tally_thread_id_thread")),
        sa.PrimaryKeyConstraint("thread_id", "audience_id", name=op.f("pk_thread_tally")),
    )
    op.create_table(
        "thread_wish",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.String(length=12), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_thread_wish_person_id_person")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_thread_wish_thread_id_thread")),
        sa.PrimaryKeyConstraint("person_id", "thread_id", name=op.f("pk_thread_wish")),
    )
    with op.batch_alter_table("thread_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thread_wish_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "undoable",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["person.id"], name=op.f("fk_undoable_assignee_id_person")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_undoable_by_id_person")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_undoable_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undoable")),
    )
    with op.batch_alter_table("undoable", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_undoable_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_undoable_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_undoable_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "hearing_question",
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=True),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", Instant(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_hearing_question_asked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_hearing_question_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["thread.id"], name=op.f("fk_hearing_question_enquiry_id_thread")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_question_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["hearing_question.id"], name=op.f("fk_hearing_question_into_id_hearing_question")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_hearing_question_taken_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_question")),
        sa.UniqueConstraint("hearing_id", "number", name=op.f("uq_hearing_question_hearing_id_number")),
    )
    with op.batch_alter_table("hearing_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_question_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "mention",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_mention_comment_id_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mention_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mention_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mention_person_id"), ["person_id"], unique=False)

    op.create_table(
        "returned_remark",
        sa.Column("copy_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("above", sa.Integer(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("written_at", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=True),
        sa.Column("place_quote", sa.Text(), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=40), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_returned_remark_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["returned_copy.id"], name=op.f("fk_returned_remark_copy_id_returned_copy")
        ),
        sa.PrimaryKeyConstraint("copy_id", "ordinal", name=op.f("pk_returned_remark")),
    )
    with op.batch_alter_table("returned_remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_returned_remark_digest"), ["digest"], unique=False)

    op.create_table(
        "verification",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("passage", sa.String(length=24), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_verification_by_id_person")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_verification_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_verification_ended_by_id_person")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_verification_thread_id_thread")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_verification_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verification_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "hearing_answer",
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_hearing_answer_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_hearing_answer_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_hearing_answer_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["person.id"], name=op.f("fk_hearing_answer_given_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_answer_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["hearing_question.id"],
            name=op.f("fk_hearing_answer_question_id_hearing_question"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_hearing_answer_recorded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_answer")),
    )
    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_answer_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_answer_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_answer_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_answer_hearing_id"), ["hearing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_answer_question_id"), ["question_id"], unique=False)

    op.create_table(
        "hearing_support",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hearing_support_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["hearing_question.id"],
            name=op.f("fk_hearing_support_question_id_hearing_question"),
        ),
        sa.PrimaryKeyConstraint("question_id", "person_id", name=op.f("pk_hearing_support")),
    )
    op.create_table(
        "answer_citation",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("rating_id", sa.Uuid(), nullable=True),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["hearing_answer.id"], name=op.f("fk_answer_citation_answer_id_hearing_answer")
        ),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_answer_citation_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_answer_citation_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_answer_citation_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["rating_id"], ["rating.id"], name=op.f("fk_answer_citation_rating_id_rating")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_answer_citation_withdrawn_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_citation")),
    )
    with op.batch_alter_table("answer_citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_citation_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_citation_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index("ix_answer_citation_case_item", ["case_id", "item"], unique=False)

    op.create_table(
        "hearing_note",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["hearing_answer.id"], name=op.f("fk_hearing_note_answer_id_hearing_answer")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_hearing_note_by_id_person")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_hearing_note_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_note")),
    )
    with op.batch_alter_table("hearing_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_note_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_note_comment_id"), ["comment_id"], unique=False)

    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("ended_by_undo", sa.Boolean(), server_default=sa.text("(false)"), nullable=False)
        )

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("review_id", sa.Uuid(), nullable=True))
        batch_op.create_index("ix_comment_author_thread", ["author_id", "thread_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_review_id"), ["review_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_comment_review_id_sent_review"), "sent_review", ["review_id"], ["id"]
        )

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("together", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("who", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(sa.Column("theme_id", sa.Uuid(), nullable=True))
        batch_op.alter_column("case_id", existing_type=sa.CHAR(length=32), nullable=True)
        batch_op.create_index(batch_op.f("ix_thread_theme_id"), ["theme_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_thread_theme_id_theme"), "theme", ["theme_id"], ["id"])


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_thread_theme_id_theme"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_thread_theme_id"))
        batch_op.alter_column("case_id", existing_type=sa.CHAR(length=32), nullable=False)
        batch_op.drop_column("theme_id")

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_column("who")
        batch_op.drop_column("together")

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_comment_review_id_sent_review"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_comment_review_id"))
        batch_op.drop_index("ix_comment_author_thread")
        batch_op.drop_column("review_id")

    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.drop_column("ended_by_undo")

    with op.batch_alter_table("hearing_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_note_comment_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_note_answer_id"))

    op.drop_table("hearing_note")
    with op.batch_alter_table("answer_citation", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_citation_case_item")
        batch_op.drop_index(batch_op.f("ix_answer_citation_audience_id"))
        batch_op.drop_index(batch_op.f("ix_answer_citation_answer_id"))

    op.drop_table("answer_citation")
    op.drop_table("hearing_support")
    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_answer_question_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_answer_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_answer_comment_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_answer_case_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_answer_audience_id"))

    op.drop_table("hearing_answer")
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verification_thread_id"))

    op.drop_table("verification")
    with op.batch_alter_table("returned_remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_returned_remark_digest"))

    op.drop_table("returned_remark")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mention_person_id"))
        batch_op.drop_index(batch_op.f("ix_mention_comment_id"))

    op.drop_table("mention")
    with op.batch_alter_table("hearing_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_question_comment_id"))

    op.drop_table("hearing_question")
    with op.batch_alter_table("undoable", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_undoable_thread_id"))
        batch_op.drop_index(batch_op.f("ix_undoable_event_id"))
        batch_op.drop_index(batch_op.f("ix_undoable_batch_id"))

    op.drop_table("undoable")
    with op.batch_alter_table("thread_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_wish_thread_id"))

    op.drop_table("thread_wish")
    op.drop_table("thread_tally")
    with op.batch_alter_table("thread_label", schema=None) as batch_op:
        batch_op.drop_index("ix_thread_label_thread_key")
        batch_op.drop_index(batch_op.f("ix_thread_label_only_for_id"))
        batch_op.drop_index(batch_op.f("ix_thread_label_key"))
        batch_op.drop_index(batch_op.f("ix_thread_label_by_id"))

    op.drop_table("thread_label")
    with op.batch_alter_table("pending_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_pending_person_case")

    op.drop_table("pending_comment")
    with op.batch_alter_table("lifted_conclusion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lifted_conclusion_thread_id"))
        batch_op.drop_index(batch_op.f("ix_lifted_conclusion_panel_id"))

    op.drop_table("lifted_conclusion")
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_case_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_audience_id"))

    op.drop_table("hearing")
    with op.batch_alter_table("gathering", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gathering_thread_id"))
        batch_op.drop_index(batch_op.f("ix_gathering_theme_id"))

    op.drop_table("gathering")
    with op.batch_alter_table("returned_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_returned_copy_case_id"))
        batch_op.drop_index(batch_op.f("ix_returned_copy_by_id"))

    op.drop_table("returned_copy")
    with op.batch_alter_table("sent_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sent_review_case_id"))

    op.drop_table("sent_review")
    op.drop_table("read_all")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_overseer_id"))
        batch_op.drop_index(batch_op.f("ix_theme_audience_id"))

    op.drop_table("theme")
