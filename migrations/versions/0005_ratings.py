"""Ratings."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from wccflow.base.models import Instant

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add what ratings need: board dates, items given to colleagues, partner surveys, data packs in full."""
    op.create_table(
        "pack_arrival",
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("rows_seen", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_pack_arrival_by_id_person")),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["data_pack.id"], name=op.f("fk_pack_arrival_pack_id_data_pack")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_arrival")),
    )
    with op.batch_alter_table("pack_arrival", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_arrival_stage"), ["stage"], unique=False)

    op.create_table(
        "pack_withdrawal",
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_pack_withdrawal_by_id_person")),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["data_pack.id"], name=op.f("fk_pack_withdrawal_pack_id_data_pack")
        ),
        sa.PrimaryKeyConstraint("pack_id", name=op.f("pk_pack_withdrawal")),
    )
    op.create_table(
        "board_meeting",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_board_meeting_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_board_meeting_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_board_meeting_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_meeting")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_board_meeting_meeting_id_number")),
    )
    with op.batch_alter_table("board_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_meeting_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_board_meeting_case_id"), ["case_id"], unique=False)

    op.create_table(
        "item_giving",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_item_giving_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_item_giving_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_item_giving_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_item_giving_ended_by_id_person")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_item_giving_to_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_giving")),
    )
    with op.batch_alter_table("item_giving", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_giving_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_giving_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_item_giving_case_item", ["case_id", "item"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_giving_to_id"), ["to_id"], unique=False)

    op.create_table(
        "outcome_reason",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_outcome_reason_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_outcome_reason_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_outcome_reason_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_reason")),
        sa.UniqueConstraint("case_id", "item", name=op.f("uq_outcome_reason_case_id_item")),
    )
    with op.batch_alter_table("outcome_reason", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_reason_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "partner_group",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_partner_group_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_partner_group_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_group")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_partner_group_case_id_number")),
    )
    with op.batch_alter_table("partner_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_group_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "partner_outcome",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_partner_outcome_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_partner_outcome_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_partner_outcome")),
    )
    op.create_table(
        "partner_survey",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("replies", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_partner_survey_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_partner_survey_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_partner_survey_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_survey")),
        sa.UniqueConstraint(
            "case_id", "source", "number", name=op.f("uq_partner_survey_case_id_source_number")
        ),
    )
    with op.batch_alter_table("partner_survey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_survey_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "sheet_copy",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("taken_in_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sheet_copy_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_sheet_copy_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_copy")),
    )
    with op.batch_alter_table("sheet_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_copy_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sheet_copy_case_id"), ["case_id"], unique=False)

    op.create_table(
        "triangulation_reply",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_triangulation_reply_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_triangulation_reply_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_triangulation_reply_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triangulation_reply")),
        sa.UniqueConstraint(
            "case_id", "item", "number", name=op.f("uq_triangulation_reply_case_id_item_number")
        ),
    )
    with op.batch_alter_table("triangulation_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_triangulation_reply_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "partner_browser",
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["partner_invitation.id"],
            name=op.f("fk_partner_browser_invitation_id_partner_invitation"),
        ),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_partner_browser")),
    )
    op.create_table(
        "partner_draft",
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["partner_invitation.id"],
            name=op.f("fk_partner_draft_invitation_id_partner_invitation"),
        ),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_partner_draft")),
    )
    op.create_table(
        "partner_handover",
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("from_email", sa.String(length=254), nullable=False),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("to_email", sa.String(length=254), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["partner_invitation.id"],
            name=op.f("fk_partner_handover_invitation_id_partner_invitation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_handover")),
    )
    with op.batch_alter_table("partner_handover", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partner_handover_invitation_id"), ["invitation_id"], unique=False
        )

    op.create_table(
        "partner_link",
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["partner_invitation.id"],
            name=op.f("fk_partner_link_invitation_id_partner_invitation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_partner_link_secret_hash")),
    )
    with op.batch_alter_table("partner_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_link_invitation_id"), ["invitation_id"], unique=False)

    with op.batch_alter_table("board_pack", schema=None) as batch_op:
        batch_op.add_column(sa.Column("citations", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("aims", sa.JSON(), nullable=True))

    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clause", sa.String(length=16), server_default="", nullable=False))

    with op.batch_alter_table("data_pack", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("published_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("licence", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("url", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.add_column(sa.Column("items", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.add_column(sa.Column("area_type", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("area", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("is_revised", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("was", sa.Double(), nullable=True))

    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("to_name", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("to_email", sa.String(length=254), server_default="", nullable=False))
        batch_op.alter_column("person_id", existing_type=sa.CHAR(length=32), nullable=True)

    with op.batch_alter_table("partner_invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("declined_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("declined_why", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("no_more_mail_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("reminders", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("mail_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("conflict", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("settled", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("settled_why", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("settled_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("settled_at", Instant(), nullable=True))
        batch_op.create_index(batch_op.f("ix_partner_invitation_email"), ["email"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_partner_invitation_settled_by_id_person"), "person", ["settled_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_partner_invitation_mail_id_mail"), "mail", ["mail_id"], ["id"]
        )

    with op.batch_alter_table("partner_reply", schema=None) as batch_op:
        batch_op.add_column(sa.Column("receipt", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("group_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_partner_reply_group_id"), ["group_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_partner_reply_group_id_partner_group"), "partner_group", ["group_id"], ["id"]
        )

    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clauses", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("no_passage", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("rating_draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clauses", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("no_passage", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("from_rating_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_rating_draft_from_rating_id_rating"), "rating", ["from_rating_id"], ["id"]
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("rating_draft", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rating_draft_from_rating_id_rating"), type_="foreignkey")
        batch_op.drop_column("from_rating_id")
        batch_op.drop_column("no_passage")
        batch_op.drop_column("clauses")

    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_column("no_passage")
        batch_op.drop_column("clauses")

    with op.batch_alter_table("partner_reply", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_partner_reply_group_id_partner_group"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_partner_reply_group_id"))
        batch_op.drop_column("group_id")
        batch_op.drop_column("receipt")

    with op.batch_alter_table("partner_invitation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_partner_invitation_mail_id_mail"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_partner_invitation_settled_by_id_person"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_partner_invitation_email"))
        batch_op.drop_column("settled_at")
        batch_op.drop_column("settled_by_id")
        batch_op.drop_column("settled_why")
        batch_op.drop_column("settled")
        batch_op.drop_column("conflict")
        batch_op.drop_column("mail_id")
        batch_op.drop_column("reminders")
        batch_op.drop_column("reminded_at")
        batch_op.drop_column("no_more_mail_at")
        batch_op.drop_column("declined_why")
        batch_op.drop_column("declined_at")
        batch_op.drop_column("organisation")

    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.alter_column("person_id", existing_type=sa.CHAR(length=32), nullable=False)
        batch_op.drop_column("to_email")
        batch_op.drop_column("to_name")

    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.drop_column("was")
        batch_op.drop_column("is_revised")
        batch_op.drop_column("area")
        batch_op.drop_column("area_type")

    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.drop_column("items")

    with op.batch_alter_table("data_pack", schema=None) as batch_op:
        batch_op.drop_column("url")
        batch_op.drop_column("licence")
        batch_op.drop_column("published_on")
        batch_op.drop_column("file")

    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_column("clause")

    with op.batch_alter_table("board_pack", schema=None) as batch_op:
        batch_op.drop_column("aims")
        batch_op.drop_column("citations")

    with op.batch_alter_table("partner_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_link_invitation_id"))

    op.drop_table("partner_link")
    with op.batch_alter_table("partner_handover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_handover_invitation_id"))

    op.drop_table("partner_handover")
    op.drop_table("partner_draft")
    op.drop_table("partner_browser")
    with op.batch_alter_table("triangulation_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_triangulation_reply_audience_id"))

    op.drop_table("triangulation_reply")
    with op.batch_alter_table("sheet_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_copy_case_id"))
        batch_op.drop_index(batch_op.f("ix_sheet_copy_by_id"))

    op.drop_table("sheet_copy")
    with op.batch_alter_table("partner_survey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_survey_audience_id"))

    op.drop_table("partner_survey")
    op.drop_table("partner_outcome")
    with op.batch_alter_table("partner_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_group_audience_id"))

    op.drop_table("partner_group")
    with op.batch_alter_table("outcome_reason", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_reason_audience_id"))

    op.drop_table("outcome_reason")
    with op.batch_alter_table("item_giving", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_giving_to_id"))
        batch_op.drop_index("ix_item_giving_case_item")
        batch_op.drop_index(batch_op.f("ix_item_giving_batch_id"))
        batch_op.drop_index(batch_op.f("ix_item_giving_audience_id"))

    op.drop_table("item_giving")
    with op.batch_alter_table("board_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_meeting_case_id"))
        batch_op.drop_index(batch_op.f("ix_board_meeting_audience_id"))

    op.drop_table("board_meeting")
    op.drop_table("pack_withdrawal")
    with op.batch_alter_table("pack_arrival", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_arrival_stage"))

    op.drop_table("pack_arrival")
