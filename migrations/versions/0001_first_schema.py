"""The first schema."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from wccflow.base.models import Instant
from wccflow.base.schema import seal, unseal


revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "audience",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience")),
    )
    op.create_table(
        "cursor",
        sa.Column("reader", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reader", name=op.f("pk_cursor")),
    )
    op.create_table(
        "definition_text",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("workflow", sa.String(length=80), nullable=False),
        sa.Column("edition", sa.String(length=80), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_definition_text")),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("audience_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_event_hash")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
        sa.UniqueConstraint("prev_hash", name=op.f("uq_event_prev_hash")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_by_id"), ["by_id"], unique=False)
        batch_op.create_index("ix_event_case_kind", ["case_id", "kind"], unique=False)
        batch_op.create_index("ix_event_kind_seq", ["kind", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "job_run",
        sa.Column("job", sa.String(length=80), nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job", "due", name=op.f("pk_job_run")),
    )
    op.create_table(
        "organisation",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisation.id"], name=op.f("fk_organisation_successor_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sent_form",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sent_form")),
    )
    with op.batch_alter_table("sent_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_form_at"), ["at"], unique=False)

    op.create_table(
        "alias",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_alias_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_alias")),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "audience_member",
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_audience_member_audience_id_audience")
        ),
        sa.PrimaryKeyConstraint("audience_id", "token", name=op.f("pk_audience_member")),
    )
    with op.batch_alter_table("audience_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audience_member_token"), ["token"], unique=False)

    op.create_table(
        "browser_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_browser_session_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_browser_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_browser_session_token_hash")),
    )
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_browser_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cycle",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["definition_text.digest"], name=op.f("fk_cycle_digest_definition_text")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("key", name=op.f("uq_cycle_key")),
    )
    op.create_table(
        "data_pack",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_data_pack_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_pack")),
        sa.UniqueConstraint("sha256", name=op.f("uq_data_pack_sha256")),
    )
    op.create_table(
        "draft",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "place", name=op.f("pk_draft")),
    )
    op.create_table(
        "event_words",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_event_words_seq_event")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event_words")),
    )
    op.create_table(
        "mail",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "person_skill",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_skill_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "skill", name=op.f("pk_person_skill")),
    )
    op.create_table(
        "role_grant",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=True),
        sa.Column("begins_at", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("suspended_at", Instant(), nullable=True),
        sa.Column("suspended_why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "person_id",
            "role",
            "scope",
            "scope_id",
            "begins_at",
            name=op.f("uq_role_grant_person_id_role_scope_scope_id_begins_at"),
        ),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_role_grant_scope", ["scope", "scope_id"], unique=False)

    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_link_person_id_person")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_link")),
    )
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "case_file",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_case_file_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_case_file_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["digest"], ["definition_text.digest"], name=op.f("fk_case_file_digest_definition_text")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_file_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_case_file_overseer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint(
            "cycle_id", "organisation_id", name=op.f("uq_case_file_cycle_id_organisation_id")
        ),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_file_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_overseer_id"), ["overseer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_state"), ["state"], unique=False)

    op.create_table(
        "indicator_value",
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("area_level", sa.String(length=20), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("area_name", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("polarity", sa.String(length=20), nullable=False),
        sa.Column("suppression", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_indicator_value_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["data_pack.id"], name=op.f("fk_indicator_value_pack_id_data_pack")
        ),
        sa.PrimaryKeyConstraint("pack_id", "row", name=op.f("pk_indicator_value")),
    )
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.create_index("ix_indicator_value_indicator_period", ["indicator", "period"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_indicator_value_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "notice",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("only_you", sa.Boolean(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("mail_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_notice_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_notice_mail_id_mail")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "person_id", "event_id", "address", name=op.f("uq_notice_person_id_event_id_address")
        ),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_person_read", ["person_id", "read_at"], unique=False)

    op.create_table(
        "publication_approval",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_publication_approval_by_id_person")),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_publication_approval_cycle_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_publication_approval_ended_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_approval")),
    )
    with op.batch_alter_table("publication_approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_approval_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "window_change",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("countersigned_by_id", sa.Uuid(), nullable=True),
        sa.Column("countersigned_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_window_change_by_id_person")),
        sa.ForeignKeyConstraint(
            ["countersigned_by_id"], ["person.id"], name=op.f("fk_window_change_countersigned_by_id_person")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_window_change_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_window_change_overseer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window_change")),
    )
    with op.batch_alter_table("window_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_window_change_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "arrival",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_arrival_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_arrival_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
    )
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrival_case_id"), ["case_id"], unique=False)

    op.create_table(
        "board_pack",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_board_pack_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_board_pack_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_board_pack_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_pack")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_board_pack_case_id_number")),
    )
    with op.batch_alter_table("board_pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_pack_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "calibration_reply",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_calibration_reply_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_calibration_reply_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_calibration_reply_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_reply")),
    )
    with op.batch_alter_table("calibration_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calibration_reply_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calibration_reply_case_id"), ["case_id"], unique=False)

    op.create_table(
        "conflict_declaration",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("declared_at", Instant(), nullable=False),
        sa.Column("declared_by_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("outcome_why", sa.Text(), nullable=False),
        sa.Column("outcome_at", Instant(), nullable=True),
        sa.Column("outcome_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_conflict_declaration_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["person.id"], name=op.f("fk_conflict_declaration_declared_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_by_id"], ["person.id"], name=op.f("fk_conflict_declaration_outcome_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conflict_declaration_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_declaration")),
    )
    with op.batch_alter_table("conflict_declaration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_declaration_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_declaration_person_id"), ["person_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=80), nullable=False),
        sa.Column("frozen_at", Instant(), nullable=True),
        sa.Column("wanted_at", Instant(), nullable=True),
        sa.Column("wanted_why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_document_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("case_id", "slot", name=op.f("uq_document_case_id_slot")),
    )
    op.create_table(
        "factual_point",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=120), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("answer_why", sa.Text(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_factual_point_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_factual_point_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["person.id"], name=op.f("fk_factual_point_raised_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factual_point")),
    )
    with op.batch_alter_table("factual_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_factual_point_case_id"), ["case_id"], unique=False)

    op.create_table(
        "improvement_action",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("finished_by_id", sa.Uuid(), nullable=True),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_improvement_action_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_improvement_action_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["finished_by_id"], ["person.id"], name=op.f("fk_improvement_action_finished_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by_id"], ["person.id"], name=op.f("fk_improvement_action_planned_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_action")),
    )
    with op.batch_alter_table("improvement_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_action_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_action_case_id"), ["case_id"], unique=False)

    op.create_table(
        "moderation",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_moderation_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_moderation_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation")),
    )
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "outcome_aim",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("polarity", sa.String(length=20), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("trajectory", sa.JSON(), nullable=False),
        sa.Column("national_average", sa.Double(), nullable=True),
        sa.Column("upper_quartile", sa.Double(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_outcome_aim_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_outcome_aim_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_outcome_aim_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_aim")),
        sa.UniqueConstraint("case_id", "item", name=op.f("uq_outcome_aim_case_id_item")),
    )
    with op.batch_alter_table("outcome_aim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_aim_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "panel",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("frozen_at", Instant(), nullable=True),
        sa.Column("report_audience_id", sa.Uuid(), nullable=True),
        sa.Column("report_fixed_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_panel_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["report_audience_id"], ["audience.id"], name=op.f("fk_panel_report_audience_id_audience")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
        sa.UniqueConstraint("case_id", name=op.f("uq_panel_case_id")),
    )
    op.create_table(
        "partner_invitation",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_partner_invitation_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_partner_invitation_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_invitation")),
        sa.UniqueConstraint("case_id", "email", name=op.f("uq_partner_invitation_case_id_email")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_partner_invitation_secret_hash")),
    )
    op.create_table(
        "published_result",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_published_result_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_published_result_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_published_result_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_result")),
        sa.UniqueConstraint("case_id", name=op.f("uq_published_result_case_id")),
    )
    with op.batch_alter_table("published_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_result_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "rating",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("line", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_rating_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rating_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_rating_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["rating.id"], name=op.f("fk_rating_supersedes_id_rating")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint(
            "case_id",
            "item",
            "channel",
            "line",
            "number",
            name=op.f("uq_rating_case_id_item_channel_line_number"),
        ),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_rating_supersedes_id")),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index("ix_rating_case_channel", ["case_id", "channel"], unique=False)

    op.create_table(
        "rating_draft",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_rating_draft_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rating_draft_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_draft")),
        sa.UniqueConstraint(
            "case_id",
            "item",
            "channel",
            "person_id",
            name=op.f("uq_rating_draft_case_id_item_channel_person_id"),
        ),
    )
    op.create_table(
        "sealed_result",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sealed_result_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_sealed_result_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_result")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_sealed_result_case_id_number")),
    )
    op.create_table(
        "signature",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("spent_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_signature_case_id_case_file")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index("ix_signature_case_purpose", ["case_id", "purpose"], unique=False)

    op.create_table(
        "track_item",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("track", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_track_item_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_track_item")),
        sa.UniqueConstraint("case_id", "track", "item", name=op.f("uq_track_item_case_id_track_item")),
    )
    op.create_table(
        "adjustment",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Uuid(), nullable=False),
        sa.Column("after_id", sa.Uuid(), nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_at", Instant(), nullable=True),
        sa.Column("shown_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["after_id"], ["rating.id"], name=op.f("fk_adjustment_after_id_rating")),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_adjustment_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["before_id"], ["rating.id"], name=op.f("fk_adjustment_before_id_rating")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_adjustment_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_adjustment_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name=op.f("fk_adjustment_signed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
        sa.UniqueConstraint("case_id", "item", "number", name=op.f("uq_adjustment_case_id_item_number")),
    )
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rating_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_agreement_by_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_agreement_panel_id_panel")),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"], name=op.f("fk_agreement_rating_id_rating")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("panel_id", "item", "number", name=op.f("uq_agreement_panel_id_item_number")),
    )
    op.create_table(
        "document_version",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("filed_by_id", sa.Uuid(), nullable=False),
        sa.Column("filed_at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("passage_count", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_document_version_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_document_version_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_version_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["filed_by_id"], ["person.id"], name=op.f("fk_document_version_filed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_document_version_withdrawn_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_document_version_document_id_number")),
    )
    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_version_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_version_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_version_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_version_state"), ["state"], unique=False)

    op.create_table(
        "panel_paper",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_panel_paper_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_panel_paper_made_by_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_paper_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_paper")),
    )
    with op.batch_alter_table("panel_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_paper_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_panel_paper_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "panel_seat",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.String(length=80), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_at", Instant(), nullable=False),
        sa.Column("state_by_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_seat_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_seat_person_id_person")),
        sa.ForeignKeyConstraint(
            ["state_by_id"], ["person.id"], name=op.f("fk_panel_seat_state_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_seat")),
        sa.UniqueConstraint("panel_id", "person_id", name=op.f("uq_panel_seat_panel_id_person_id")),
    )
    with op.batch_alter_table("panel_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_seat_person_id"), ["person_id"], unique=False)

    op.create_table(
        "partner_reply",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_partner_reply_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_partner_reply_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["partner_invitation.id"],
            name=op.f("fk_partner_reply_invitation_id_partner_invitation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_reply")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_partner_reply_invitation_id")),
    )
    with op.batch_alter_table("partner_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_reply_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_reply_case_id"), ["case_id"], unique=False)

    op.create_table(
        "ratification",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("minute", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("set_aside_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_ratification_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_ratification_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_ratification_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["board_pack.id"], name=op.f("fk_ratification_pack_id_board_pack")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratification")),
    )
    with op.batch_alter_table("ratification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ratification_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ratification_case_id"), ["case_id"], unique=False)

    op.create_table(
        "report_part",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_report_part_panel_id_panel")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_report_part_written_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_part")),
        sa.UniqueConstraint("panel_id", "key", name=op.f("uq_report_part_panel_id_key")),
    )
    op.create_table(
        "reveal",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_reveal_by_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_reveal_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal")),
        sa.UniqueConstraint("panel_id", "item", name=op.f("uq_reveal_panel_id_item")),
    )
    op.create_table(
        "citation",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("rating_id", sa.Uuid(), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_citation_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_citation_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_citation_case_id_case_file")),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"], name=op.f("fk_citation_rating_id_rating")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_citation_version_id_document_version")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_citation_withdrawn_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index("ix_citation_case_item", ["case_id", "item"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_version_id"), ["version_id"], unique=False)

    op.create_table(
        "dissent",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_dissent_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dissent_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissent")),
    )
    with op.batch_alter_table("dissent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dissent_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "filling",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=True),
        sa.Column("last_page", sa.Integer(), nullable=True),
        sa.Column("filled_at", Instant(), nullable=False),
        sa.Column("filled_by_id", sa.Uuid(), nullable=False),
        sa.Column("board_approved_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_filling_document_id_document")
        ),
        sa.ForeignKeyConstraint(["filled_by_id"], ["person.id"], name=op.f("fk_filling_filled_by_id_person")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_filling_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filling")),
        sa.UniqueConstraint("document_id", "ordinal", name=op.f("uq_filling_document_id_ordinal")),
    )
    with op.batch_alter_table("filling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filling_version_id"), ["version_id"], unique=False)

    op.create_table(
        "passage",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_passage_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "ordinal", name=op.f("pk_passage")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_passage_version_id_key")),
    )
    op.create_table(
        "thread",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("passage", sa.String(length=24), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("slot", sa.String(length=80), nullable=True),
        sa.Column("item", sa.String(length=80), nullable=True),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["person.id"], name=op.f("fk_thread_assignee_id_person")),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_thread_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_thread_case_id_case_file")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_thread_opened_by_id_person")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_thread_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
    )
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thread_assignee_id"), ["assignee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_thread_version_passage", ["version_id", "passage"], unique=False)

    op.create_table(
        "citation_verification",
        sa.Column("citation_id", sa.Uuid(), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_citation_verification_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_citation_verification_by_id_person")),
        sa.ForeignKeyConstraint(
            ["citation_id"], ["citation.id"], name=op.f("fk_citation_verification_citation_id_citation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation_verification")),
    )
    with op.batch_alter_table("citation_verification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_citation_verification_audience_id"), ["audience_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_citation_verification_citation_id"), ["citation_id"], unique=False
        )

    op.create_table(
        "closure",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_closure_by_id_person")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_closure_ended_by_id_person")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_closure_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("edited_at", Instant(), nullable=True),
        sa.Column("deleted_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_comment_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_comment_author_id_person")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_comment_thread_id_thread")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("thread_id", "ordinal", name=op.f("uq_comment_thread_id_ordinal")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_audience_id"), ["audience_id"], unique=False)

    op.create_table(
        "read_mark",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_read_mark_person_id_person")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_read_mark_thread_id_thread")),
        sa.PrimaryKeyConstraint("person_id", "thread_id", name=op.f("pk_read_mark")),
    )
    with op.batch_alter_table("read_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_read_mark_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "comment_edit",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_edit_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_edit")),
    )
    with op.batch_alter_table("comment_edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_edit_comment_id"), ["comment_id"], unique=False)

    seal(op.get_bind())


def downgrade() -> None:
    """Take every table away again."""
    unseal(op.get_bind())
    with op.batch_alter_table("comment_edit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_edit_comment_id"))

    op.drop_table("comment_edit")
    with op.batch_alter_table("read_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_read_mark_thread_id"))

    op.drop_table("read_mark")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_audience_id"))

    op.drop_table("comment")
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closure_thread_id"))

    op.drop_table("closure")
    with op.batch_alter_table("citation_verification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_verification_citation_id"))
        batch_op.drop_index(batch_op.f("ix_citation_verification_audience_id"))

    op.drop_table("citation_verification")
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index("ix_thread_version_passage")
        batch_op.drop_index(batch_op.f("ix_thread_case_id"))
        batch_op.drop_index(batch_op.f("ix_thread_audience_id"))
        batch_op.drop_index(batch_op.f("ix_thread_assignee_id"))

    op.drop_table("thread")
    op.drop_table("passage")
    with op.batch_alter_table("filling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filling_version_id"))

    op.drop_table("filling")
    with op.batch_alter_table("dissent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dissent_agreement_id"))

    op.drop_table("dissent")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_version_id"))
        batch_op.drop_index("ix_citation_case_item")
        batch_op.drop_index(batch_op.f("ix_citation_audience_id"))

    op.drop_table("citation")
    op.drop_table("reveal")
    op.drop_table("report_part")
    with op.batch_alter_table("ratification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ratification_case_id"))
        batch_op.drop_index(batch_op.f("ix_ratification_audience_id"))

    op.drop_table("ratification")
    with op.batch_alter_table("partner_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_reply_case_id"))
        batch_op.drop_index(batch_op.f("ix_partner_reply_audience_id"))

    op.drop_table("partner_reply")
    with op.batch_alter_table("panel_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_seat_person_id"))

    op.drop_table("panel_seat")
    with op.batch_alter_table("panel_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_paper_panel_id"))
        batch_op.drop_index(batch_op.f("ix_panel_paper_audience_id"))

    op.drop_table("panel_paper")
    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_version_state"))
        batch_op.drop_index(batch_op.f("ix_document_version_sha256"))
        batch_op.drop_index(batch_op.f("ix_document_version_case_id"))
        batch_op.drop_index(batch_op.f("ix_document_version_audience_id"))

    op.drop_table("document_version")
    op.drop_table("agreement")
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjustment_audience_id"))

    op.drop_table("adjustment")
    op.drop_table("track_item")
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index("ix_signature_case_purpose")

    op.drop_table("signature")
    op.drop_table("sealed_result")
    op.drop_table("rating_draft")
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_index("ix_rating_case_channel")
        batch_op.drop_index(batch_op.f("ix_rating_audience_id"))

    op.drop_table("rating")
    with op.batch_alter_table("published_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_result_cycle_id"))

    op.drop_table("published_result")
    op.drop_table("partner_invitation")
    op.drop_table("panel")
    with op.batch_alter_table("outcome_aim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_aim_audience_id"))

    op.drop_table("outcome_aim")
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_case_id"))

    op.drop_table("moderation")
    with op.batch_alter_table("improvement_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_action_case_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_action_audience_id"))

    op.drop_table("improvement_action")
    with op.batch_alter_table("factual_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_factual_point_case_id"))

    op.drop_table("factual_point")
    op.drop_table("document")
    with op.batch_alter_table("conflict_declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_declaration_person_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_declaration_case_id"))

    op.drop_table("conflict_declaration")
    with op.batch_alter_table("calibration_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calibration_reply_case_id"))
        batch_op.drop_index(batch_op.f("ix_calibration_reply_audience_id"))

    op.drop_table("calibration_reply")
    with op.batch_alter_table("board_pack", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_pack_audience_id"))

    op.drop_table("board_pack")
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrival_case_id"))

    op.drop_table("arrival")
    with op.batch_alter_table("window_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_window_change_cycle_id"))

    op.drop_table("window_change")
    with op.batch_alter_table("publication_approval", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_approval_cycle_id"))

    op.drop_table("publication_approval")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_person_read")

    op.drop_table("notice")
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_value_organisation_id"))
        batch_op.drop_index("ix_indicator_value_indicator_period")

    op.drop_table("indicator_value")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_file_state"))
        batch_op.drop_index(batch_op.f("ix_case_file_overseer_id"))
        batch_op.drop_index(batch_op.f("ix_case_file_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_case_file_audience_id"))

    op.drop_table("case_file")
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_link_person_id"))

    op.drop_table("sign_in_link")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index("ix_role_grant_scope")
        batch_op.drop_index(batch_op.f("ix_role_grant_person_id"))

    op.drop_table("role_grant")
    op.drop_table("person_skill")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_sent_at"))
        batch_op.drop_index(batch_op.f("ix_mail_person_id"))

    op.drop_table("mail")
    op.drop_table("event_words")
    op.drop_table("draft")
    op.drop_table("data_pack")
    op.drop_table("cycle")
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_browser_session_person_id"))

    op.drop_table("browser_session")
    with op.batch_alter_table("audience_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audience_member_token"))

    op.drop_table("audience_member")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_organisation_id"))

    op.drop_table("alias")
    with op.batch_alter_table("sent_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sent_form_at"))

    op.drop_table("sent_form")
    op.drop_table("person")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_parent_id"))

    op.drop_table("organisation")
    op.drop_table("job_run")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_subject_id"))
        batch_op.drop_index("ix_event_kind_seq")
        batch_op.drop_index("ix_event_case_kind")
        batch_op.drop_index(batch_op.f("ix_event_by_id"))
        batch_op.drop_index(batch_op.f("ix_event_audience_id"))

    op.drop_table("event")
    op.drop_table("definition_text")
    op.drop_table("cursor")
    op.drop_table("audience")
