"""Panels to publication."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from wccflow.base.models import Instant
from wccflow.evidence.numbering import number_earlier

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add what panels, calibration, publication and improvement need."""
    op.create_table(
        "calibration_fit",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("say", sa.Text(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_calibration_fit_by_id_person")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_calibration_fit_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_fit")),
    )
    with op.batch_alter_table("calibration_fit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calibration_fit_cycle_id"), ["cycle_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calibration_fit_state"), ["state"], unique=False)

    op.create_table(
        "pool_member",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("said_at", Instant(), nullable=True),
        sa.Column("left_at", Instant(), nullable=True),
        sa.Column("undo", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_pool_member_changed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_pool_member_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["home_id"], ["organisation.id"], name=op.f("fk_pool_member_home_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_pool_member_overseer_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pool_member_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_member")),
        sa.UniqueConstraint(
            "cycle_id", "overseer_id", "person_id", name=op.f("uq_pool_member_cycle_id_overseer_id_person_id")
        ),
    )
    with op.batch_alter_table("pool_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pool_member_overseer_id"), ["overseer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pool_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "publication_embargo",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("begins_at", Instant(), nullable=False),
        sa.Column("lifts_at", Instant(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_publication_embargo_by_id_person")),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_publication_embargo_cycle_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_publication_embargo_ended_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_embargo")),
    )
    with op.batch_alter_table("publication_embargo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_embargo_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "release",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_release_by_id_person")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_release_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("cycle_id", "number", name=op.f("uq_release_cycle_id_number")),
    )
    op.create_table(
        "room_calendar",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_room_calendar_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_room_calendar_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_room_calendar_overseer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_calendar")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_room_calendar_secret_hash")),
    )
    op.create_table(
        "timetable",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("adopted_at", Instant(), nullable=True),
        sa.Column("adopted_by_id", sa.Uuid(), nullable=True),
        sa.Column("sends_at", Instant(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("dropped_at", Instant(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adopted_by_id"], ["person.id"], name=op.f("fk_timetable_adopted_by_id_person")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_timetable_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_timetable_made_by_id_person")),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_timetable_overseer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable")),
    )
    with op.batch_alter_table("timetable", schema=None) as batch_op:
        batch_op.create_index("ix_timetable_place", ["cycle_id", "overseer_id", "number"], unique=True)
        batch_op.create_index(batch_op.f("ix_timetable_sends_at"), ["sends_at"], unique=False)

    op.create_table(
        "timetable_rules",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("rooms", sa.Text(), nullable=False),
        sa.Column("per_week", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("days_off", sa.Text(), nullable=False),
        sa.Column("most_each", sa.Integer(), nullable=True),
        sa.Column("kin", sa.String(length=20), nullable=False),
        sa.Column("neighbours", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_timetable_rules_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_timetable_rules_overseer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable_rules")),
        sa.UniqueConstraint("cycle_id", "overseer_id", name=op.f("uq_timetable_rules_cycle_id_overseer_id")),
    )
    op.create_table(
        "case_away",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_away_case_id_case_file")),
        sa.PrimaryKeyConstraint("case_id", "day", name=op.f("pk_case_away")),
    )
    op.create_table(
        "case_wish",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_wish_case_id_case_file")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_wish_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "case_id", name=op.f("pk_case_wish")),
    )
    with op.batch_alter_table("case_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_wish_case_id"), ["case_id"], unique=False)

    op.create_table(
        "common_case",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("dossier", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_common_case_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_common_case_case_id_case_file")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_common_case_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_case")),
        sa.UniqueConstraint("cycle_id", "number", name=op.f("uq_common_case_cycle_id_number")),
    )
    op.create_table(
        "conflict_dismissal",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=160), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_conflict_dismissal_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_conflict_dismissal_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_conflict_dismissal_ended_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conflict_dismissal_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_dismissal")),
    )
    with op.batch_alter_table("conflict_dismissal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_dismissal_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_dismissal_person_id"), ["person_id"], unique=False)

    op.create_table(
        "corrected_result",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_corrected_result_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrected_result")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_corrected_result_case_id_number")),
    )
    with op.batch_alter_table("corrected_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrected_result_sha256"), ["sha256"], unique=False)

    op.create_table(
        "final_page_opening",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_final_page_opening_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_final_page_opening_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_final_page_opening")),
    )
    with op.batch_alter_table("final_page_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_final_page_opening_case_id"), ["case_id"], unique=False)

    op.create_table(
        "improvement_offer",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_improvement_offer_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_improvement_offer_ended_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["person.id"], name=op.f("fk_improvement_offer_given_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_offer")),
    )
    with op.batch_alter_table("improvement_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_offer_case_id"), ["case_id"], unique=False)

    op.create_table(
        "improvement_target",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_improvement_target_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_improvement_target_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["person.id"], name=op.f("fk_improvement_target_set_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_target")),
        sa.UniqueConstraint("case_id", "item", name=op.f("uq_improvement_target_case_id_item")),
    )
    with op.batch_alter_table("improvement_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_target_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_target_case_id"), ["case_id"], unique=False)

    op.create_table(
        "pool_day",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["pool_member.id"], name=op.f("fk_pool_day_member_id_pool_member")
        ),
        sa.PrimaryKeyConstraint("member_id", "day", name=op.f("pk_pool_day")),
    )
    op.create_table(
        "pool_seat",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["pool_member.id"], name=op.f("fk_pool_seat_member_id_pool_member")
        ),
        sa.PrimaryKeyConstraint("member_id", "seat", name=op.f("pk_pool_seat")),
    )
    op.create_table(
        "public_response",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_public_response_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_public_response_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_public_response_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_response")),
    )
    with op.batch_alter_table("public_response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_response_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_public_response_case_id"), ["case_id"], unique=False)

    op.create_table(
        "release_file",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_release_file_release_id_release")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_file")),
        sa.UniqueConstraint("release_id", name=op.f("uq_release_file_release_id")),
    )
    op.create_table(
        "result_correction",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=120), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_at", Instant(), nullable=True),
        sa.Column("dropped_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_result_correction_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_result_correction_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name=op.f("fk_result_correction_signed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_correction")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_result_correction_case_id_number")),
    )
    op.create_table(
        "result_withdrawal",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_result_withdrawal_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_result_withdrawal_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name=op.f("fk_result_withdrawal_signed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_withdrawal")),
    )
    with op.batch_alter_table("result_withdrawal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_withdrawal_case_id"), ["case_id"], unique=False)

    op.create_table(
        "common_sheet",
        sa.Column("common_case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("overseer_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("handed_in_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["common_case_id"], ["common_case.id"], name=op.f("fk_common_sheet_common_case_id_common_case")
        ),
        sa.ForeignKeyConstraint(
            ["overseer_id"], ["organisation.id"], name=op.f("fk_common_sheet_overseer_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_common_sheet_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_sheet")),
        sa.UniqueConstraint(
            "common_case_id", "person_id", name=op.f("uq_common_sheet_common_case_id_person_id")
        ),
    )
    op.create_table(
        "sentence_consent",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sentence_consent_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_sentence_consent_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_sentence_consent_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence_consent")),
    )
    with op.batch_alter_table("sentence_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sentence_consent_case_id"), ["case_id"], unique=False)

    op.create_table(
        "common_rating",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["common_sheet.id"], name=op.f("fk_common_rating_sheet_id_common_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_rating")),
        sa.UniqueConstraint("sheet_id", "item", name=op.f("uq_common_rating_sheet_id_item")),
    )
    op.create_table(
        "comparison",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("beside", sa.JSON(), nullable=False),
        sa.Column("adjustment_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adjustment_id"], ["adjustment.id"], name=op.f("fk_comparison_adjustment_id_adjustment")
        ),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_comparison_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_comparison_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_comparison_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
    )
    with op.batch_alter_table("comparison", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comparison_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comparison_case_id"), ["case_id"], unique=False)

    op.create_table(
        "made_copy",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("readers", sa.String(length=80), nullable=False),
        sa.Column("comes_back_to", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at_the_end", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_made_copy_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_made_copy_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_made_copy_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_made_copy")),
    )
    with op.batch_alter_table("made_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_made_copy_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_made_copy_case_id"), ["case_id"], unique=False)

    op.create_table(
        "promise_answer",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["improvement_action.id"],
            name=op.f("fk_promise_answer_action_id_improvement_action"),
        ),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_promise_answer_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_promise_answer_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_promise_answer_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_promise_answer_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_answer")),
        sa.UniqueConstraint(
            "case_id", "action_id", "number", name=op.f("uq_promise_answer_case_id_action_id_number")
        ),
    )
    with op.batch_alter_table("promise_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_answer_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_answer_case_id"), ["case_id"], unique=False)

    op.create_table(
        "panel_day_point",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_day_point_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_day_point")),
    )
    with op.batch_alter_table("panel_day_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_day_point_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "panel_feedback",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("given_at", Instant(), nullable=True),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_panel_feedback_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_panel_feedback_by_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_feedback_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_feedback")),
    )
    with op.batch_alter_table("panel_feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_feedback_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_panel_feedback_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "panel_item_fixed",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_item_fixed_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_item_fixed")),
        sa.UniqueConstraint("panel_id", "item", name=op.f("uq_panel_item_fixed_panel_id_item")),
    )
    op.create_table(
        "panel_item_lead",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("second_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name=op.f("fk_panel_item_lead_lead_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_item_lead_panel_id_panel")),
        sa.ForeignKeyConstraint(
            ["second_id"], ["person.id"], name=op.f("fk_panel_item_lead_second_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_item_lead")),
        sa.UniqueConstraint("panel_id", "item", name=op.f("uq_panel_item_lead_panel_id_item")),
    )
    op.create_table(
        "panel_item_turn",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["person.id"], name=op.f("fk_panel_item_turn_begun_by_id_person")
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_item_turn_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_item_turn")),
    )
    with op.batch_alter_table("panel_item_turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_item_turn_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "panel_note",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_note_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_note_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_note")),
    )
    with op.batch_alter_table("panel_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_note_panel_id"), ["panel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_panel_note_person_id"), ["person_id"], unique=False)

    op.create_table(
        "panel_question",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("claimed_by_id", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["person.id"], name=op.f("fk_panel_question_claimed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_question_panel_id_panel")),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["hearing_question.id"],
            name=op.f("fk_panel_question_question_id_hearing_question"),
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_panel_question")),
    )
    with op.batch_alter_table("panel_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_question_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "panel_shown_passage",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_panel_shown_passage_by_id_person")),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name=op.f("fk_panel_shown_passage_panel_id_panel")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_panel_shown_passage_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_shown_passage")),
    )
    with op.batch_alter_table("panel_shown_passage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_shown_passage_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "report_change",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_report_change_by_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_report_change_panel_id_panel")),
        sa.ForeignKeyConstraint(
            ["point_id"], ["factual_point.id"], name=op.f("fk_report_change_point_id_factual_point")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_change")),
    )
    with op.batch_alter_table("report_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_change_panel_id"), ["panel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_change_point_id"), ["point_id"], unique=False)

    op.create_table(
        "report_signature",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("lapsed_at", Instant(), nullable=True),
        sa.Column("lapsed_why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_report_signature_by_id_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_report_signature_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_signature")),
    )
    with op.batch_alter_table("report_signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_signature_panel_id"), ["panel_id"], unique=False)

    with op.batch_alter_table("calibration_reply", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_private", sa.Boolean(), server_default=sa.text("(false)"), nullable=False)
        )

    with op.batch_alter_table("conflict_declaration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(length=160), server_default="", nullable=False))
        batch_op.alter_column("declared_by_id", existing_type=sa.CHAR(length=32), nullable=True)

    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shared_number", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_document_version_document_id_shared_number"), ["document_id", "shared_number"]
        )

    with op.batch_alter_table("factual_point", schema=None) as batch_op:
        batch_op.add_column(sa.Column("anchor", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("version_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("passage", sa.String(length=24), server_default="", nullable=False))
        batch_op.add_column(sa.Column("quote", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("follows_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", Instant(), nullable=True))
        batch_op.add_column(sa.Column("wording", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("carried_at", Instant(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_factual_point_follows_id_factual_point"), "factual_point", ["follows_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_factual_point_version_id_document_version"),
            "document_version",
            ["version_id"],
            ["id"],
        )

    with op.batch_alter_table("improvement_action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("item", sa.String(length=80), server_default="", nullable=False))

    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hearing_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_panel_hearing_id_hearing"), "hearing", ["hearing_id"], ["id"]
        )

    with op.batch_alter_table("pending_comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sent_as_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_pending_comment_sent_as_id"), ["sent_as_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_pending_comment_sent_as_id_comment"), "comment", ["sent_as_id"], ["id"]
        )

    with op.batch_alter_table("returned_copy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("total", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("wanted", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("refused", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("sent_review", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back_at", Instant(), nullable=True))
    number_earlier(op.get_bind())


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("sent_review", schema=None) as batch_op:
        batch_op.drop_column("taken_back_at")

    with op.batch_alter_table("returned_copy", schema=None) as batch_op:
        batch_op.drop_column("refused")
        batch_op.drop_column("wanted")
        batch_op.drop_column("total")
        batch_op.drop_column("done")

    with op.batch_alter_table("pending_comment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_pending_comment_sent_as_id_comment"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_pending_comment_sent_as_id"))
        batch_op.drop_column("sent_as_id")

    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_panel_hearing_id_hearing"), type_="foreignkey")
        batch_op.drop_column("hearing_id")

    with op.batch_alter_table("improvement_action", schema=None) as batch_op:
        batch_op.drop_column("item")

    with op.batch_alter_table("factual_point", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_factual_point_version_id_document_version"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_factual_point_follows_id_factual_point"), type_="foreignkey")
        batch_op.drop_column("carried_at")
        batch_op.drop_column("wording")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("follows_id")
        batch_op.drop_column("quote")
        batch_op.drop_column("passage")
        batch_op.drop_column("version_id")
        batch_op.drop_column("anchor")

    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_document_version_document_id_shared_number"), type_="unique")
        batch_op.drop_column("shared_number")

    with op.batch_alter_table("conflict_declaration", schema=None) as batch_op:
        batch_op.alter_column("declared_by_id", existing_type=sa.CHAR(length=32), nullable=False)
        batch_op.drop_column("reason")

    with op.batch_alter_table("calibration_reply", schema=None) as batch_op:
        batch_op.drop_column("is_private")

    with op.batch_alter_table("report_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_signature_panel_id"))

    op.drop_table("report_signature")
    with op.batch_alter_table("report_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_change_point_id"))
        batch_op.drop_index(batch_op.f("ix_report_change_panel_id"))

    op.drop_table("report_change")
    with op.batch_alter_table("panel_shown_passage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_shown_passage_panel_id"))

    op.drop_table("panel_shown_passage")
    with op.batch_alter_table("panel_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_question_panel_id"))

    op.drop_table("panel_question")
    with op.batch_alter_table("panel_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_note_person_id"))
        batch_op.drop_index(batch_op.f("ix_panel_note_panel_id"))

    op.drop_table("panel_note")
    with op.batch_alter_table("panel_item_turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_item_turn_panel_id"))

    op.drop_table("panel_item_turn")
    op.drop_table("panel_item_lead")
    op.drop_table("panel_item_fixed")
    with op.batch_alter_table("panel_feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_feedback_panel_id"))
        batch_op.drop_index(batch_op.f("ix_panel_feedback_audience_id"))

    op.drop_table("panel_feedback")
    with op.batch_alter_table("panel_day_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_day_point_panel_id"))

    op.drop_table("panel_day_point")
    with op.batch_alter_table("promise_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_answer_case_id"))
        batch_op.drop_index(batch_op.f("ix_promise_answer_audience_id"))

    op.drop_table("promise_answer")
    with op.batch_alter_table("made_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_made_copy_case_id"))
        batch_op.drop_index(batch_op.f("ix_made_copy_by_id"))

    op.drop_table("made_copy")
    with op.batch_alter_table("comparison", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comparison_case_id"))
        batch_op.drop_index(batch_op.f("ix_comparison_audience_id"))

    op.drop_table("comparison")
    op.drop_table("common_rating")
    with op.batch_alter_table("sentence_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sentence_consent_case_id"))

    op.drop_table("sentence_consent")
    op.drop_table("common_sheet")
    with op.batch_alter_table("result_withdrawal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_withdrawal_case_id"))

    op.drop_table("result_withdrawal")
    op.drop_table("result_correction")
    op.drop_table("release_file")
    with op.batch_alter_table("public_response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_public_response_case_id"))
        batch_op.drop_index(batch_op.f("ix_public_response_audience_id"))

    op.drop_table("public_response")
    op.drop_table("pool_seat")
    op.drop_table("pool_day")
    with op.batch_alter_table("improvement_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_target_case_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_target_audience_id"))

    op.drop_table("improvement_target")
    with op.batch_alter_table("improvement_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_offer_case_id"))

    op.drop_table("improvement_offer")
    with op.batch_alter_table("final_page_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_final_page_opening_case_id"))

    op.drop_table("final_page_opening")
    with op.batch_alter_table("corrected_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corrected_result_sha256"))

    op.drop_table("corrected_result")
    with op.batch_alter_table("conflict_dismissal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_dismissal_person_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_dismissal_case_id"))

    op.drop_table("conflict_dismissal")
    op.drop_table("common_case")
    with op.batch_alter_table("case_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_wish_case_id"))

    op.drop_table("case_wish")
    op.drop_table("case_away")
    op.drop_table("timetable_rules")
    with op.batch_alter_table("timetable", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timetable_sends_at"))
        batch_op.drop_index("ix_timetable_place")

    op.drop_table("timetable")
    op.drop_table("room_calendar")
    op.drop_table("release")
    with op.batch_alter_table("publication_embargo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_embargo_cycle_id"))

    op.drop_table("publication_embargo")
    with op.batch_alter_table("pool_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pool_member_person_id"))
        batch_op.drop_index(batch_op.f("ix_pool_member_overseer_id"))

    op.drop_table("pool_member")
    with op.batch_alter_table("calibration_fit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calibration_fit_state"))
        batch_op.drop_index(batch_op.f("ix_calibration_fit_cycle_id"))

    op.drop_table("calibration_fit")
