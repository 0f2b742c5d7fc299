"""People calendars and rehearsed cycles."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from wccflow.base.models import Instant

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add what people, calendars and frameworks of their own need."""
    op.create_table(
        "calendar_link",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_link_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_link_secret_hash")),
    )
    with op.batch_alter_table("calendar_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "handover",
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=True),
        sa.Column("takes_effect_at", Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("threads", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_handover_by_id_person")),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_handover_from_id_person")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_handover_to_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_to_id"), ["to_id"], unique=False)

    op.create_table(
        "inheritance",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_id"], ["organisation.id"], name=op.f("fk_inheritance_from_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_inheritance_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "from_id", name=op.f("pk_inheritance")),
    )
    with op.batch_alter_table("inheritance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inheritance_from_id"), ["from_id"], unique=False)

    op.create_table(
        "interest",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("declared_at", Instant(), nullable=False),
        sa.Column("declared_by_id", sa.Uuid(), nullable=False),
        sa.Column("dismissed_at", Instant(), nullable=True),
        sa.Column("dismissed_by_id", sa.Uuid(), nullable=True),
        sa.Column("dismissed_why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["person.id"], name=op.f("fk_interest_declared_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["dismissed_by_id"], ["person.id"], name=op.f("fk_interest_dismissed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_interest_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_interest_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
    )
    with op.batch_alter_table("interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interest_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interest_person_id"), ["person_id"], unique=False)

    op.create_table(
        "invitation_to_join",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("accepted_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_invitation_to_join_by_id_person")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_invitation_to_join_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_to_join")),
    )
    with op.batch_alter_table("invitation_to_join", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_to_join_person_id"), ["person_id"], unique=False)

    op.create_table(
        "mail_wishes",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("most_a_day", sa.Integer(), nullable=False),
        sa.Column("often", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_wishes_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mail_wishes")),
    )
    op.create_table(
        "organisation_name",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("taken_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_organisation_name_by_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_name_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_name")),
    )
    with op.batch_alter_table("organisation_name", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_name_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "rehearsal",
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("pace", sa.Double(), nullable=False),
        sa.Column("signatures", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("say", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"], ["audience.id"], name=op.f("fk_rehearsal_audience_id_audience")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rehearsal_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal")),
    )
    with op.batch_alter_table("rehearsal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rehearsal_audience_id"), ["audience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rehearsal_state"), ["state"], unique=False)

    op.create_table(
        "succession",
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_succession_by_id_person")),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["organisation.id"], name=op.f("fk_succession_predecessor_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisation.id"], name=op.f("fk_succession_successor_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint("predecessor_id", name=op.f("uq_succession_predecessor_id")),
    )
    with op.batch_alter_table("succession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_successor_id"), ["successor_id"], unique=False)

    op.create_table(
        "bulk_act",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("back", sa.Text(), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_bulk_act_by_id_person")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_bulk_act_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_act")),
    )
    with op.batch_alter_table("bulk_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_act_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "cycle_draft",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("workflow", sa.String(length=80), nullable=False),
        sa.Column("calendar", sa.String(length=80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("without", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("discarded_at", Instant(), nullable=True),
        sa.Column("cycle_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_cycle_draft_by_id_person")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_draft_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_draft")),
    )
    op.create_table(
        "published_summary",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_published_summary_by_id_person")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_published_summary_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_summary")),
        sa.UniqueConstraint("cycle_id", "number", name=op.f("uq_published_summary_cycle_id_number")),
    )
    op.create_table(
        "summary_part",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_summary_part_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_summary_part_written_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_part")),
        sa.UniqueConstraint("cycle_id", "key", name=op.f("uq_summary_part_cycle_id_key")),
    )
    op.create_table(
        "assignment",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["person.id"], name=op.f("fk_assignment_begun_by_id_person")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_assignment_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_assignment_ended_by_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "bulk_consequence",
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("say", sa.Text(), nullable=False),
        sa.Column("made_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["bulk_act.id"], name=op.f("fk_bulk_consequence_act_id_bulk_act")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_consequence")),
    )
    with op.batch_alter_table("bulk_consequence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_consequence_act_id"), ["act_id"], unique=False)

    op.create_table(
        "carrying",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("ending", sa.String(length=80), nullable=False),
        sa.Column("keeps_people", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("countersigned_by_id", sa.Uuid(), nullable=True),
        sa.Column("countersigned_role", sa.String(length=80), nullable=False),
        sa.Column("countersigned_at", Instant(), nullable=True),
        sa.Column("dropped_at", Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_carrying_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_carrying_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["countersigned_by_id"], ["person.id"], name=op.f("fk_carrying_countersigned_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["organisation.id"], name=op.f("fk_carrying_from_id_organisation")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["organisation.id"], name=op.f("fk_carrying_to_id_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrying")),
    )
    with op.batch_alter_table("carrying", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_carrying_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_carrying_from_id"), ["from_id"], unique=False)

    op.create_table(
        "extension",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("first_by_id", sa.Uuid(), nullable=True),
        sa.Column("first_role", sa.String(length=80), nullable=False),
        sa.Column("first_at", Instant(), nullable=True),
        sa.Column("second_by_id", sa.Uuid(), nullable=True),
        sa.Column("second_role", sa.String(length=80), nullable=False),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_why", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_extension_asked_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_extension_case_id_case_file")),
        sa.ForeignKeyConstraint(["first_by_id"], ["person.id"], name=op.f("fk_extension_first_by_id_person")),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["person.id"], name=op.f("fk_extension_second_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_extension_settled_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_case_id"), ["case_id"], unique=False)

    op.create_table(
        "framework_upload",
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_framework_upload_by_id_person")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["cycle_draft.id"], name=op.f("fk_framework_upload_draft_id_cycle_draft")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_upload")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_framework_upload_draft_id_number")),
    )
    with op.batch_alter_table("framework_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_framework_upload_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "paper_opening",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["panel_paper.id"], name=op.f("fk_paper_opening_paper_id_panel_paper")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_opening_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_opening")),
    )
    with op.batch_alter_table("paper_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_opening_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_opening_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_file_origin_id"), ["origin_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_case_file_origin_id_organisation"), "organisation", ["origin_id"], ["id"]
        )

    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=20), server_default="digest", nullable=False))
        batch_op.add_column(sa.Column("digest_on", sa.Date(), nullable=True))
        batch_op.create_index("ix_mail_digest", ["person_id", "digest_on"], unique=True)

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=20), server_default="stage", nullable=False))
        batch_op.add_column(sa.Column("topic", sa.String(length=160), server_default="", nullable=False))
        batch_op.add_column(sa.Column("outcome", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("case_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("capped_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_notice_topic"), ["topic"], unique=False)
        batch_op.create_index("ix_notice_waiting", ["outcome", "mail_id", "read_at"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_notice_case_id_case_file"), "case_file", ["case_id"], ["id"]
        )

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unverified", sa.Boolean(), nullable=True))

    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("why", sa.Text(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_role_grant_on_behalf_of_id"), ["on_behalf_of_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_role_grant_on_behalf_of_id_person"), "person", ["on_behalf_of_id"], ["id"]
        )

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", Instant(), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")

    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_role_grant_on_behalf_of_id_person"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_role_grant_on_behalf_of_id"))
        batch_op.drop_column("why")
        batch_op.drop_column("on_behalf_of_id")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("unverified")

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_notice_case_id_case_file"), type_="foreignkey")
        batch_op.drop_index("ix_notice_waiting")
        batch_op.drop_index(batch_op.f("ix_notice_topic"))
        batch_op.drop_column("capped_on")
        batch_op.drop_column("case_id")
        batch_op.drop_column("outcome")
        batch_op.drop_column("topic")
        batch_op.drop_column("kind")

    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index("ix_mail_digest")
        batch_op.drop_column("digest_on")
        batch_op.drop_column("kind")

    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_case_file_origin_id_organisation"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_case_file_origin_id"))
        batch_op.drop_column("origin_id")

    with op.batch_alter_table("paper_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_opening_person_id"))
        batch_op.drop_index(batch_op.f("ix_paper_opening_paper_id"))

    op.drop_table("paper_opening")
    with op.batch_alter_table("framework_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_framework_upload_draft_id"))

    op.drop_table("framework_upload")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_case_id"))

    op.drop_table("extension")
    with op.batch_alter_table("carrying", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_carrying_from_id"))
        batch_op.drop_index(batch_op.f("ix_carrying_case_id"))

    op.drop_table("carrying")
    with op.batch_alter_table("bulk_consequence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bulk_consequence_act_id"))

    op.drop_table("bulk_consequence")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_person_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_case_id"))

    op.drop_table("assignment")
    op.drop_table("summary_part")
    op.drop_table("published_summary")
    op.drop_table("cycle_draft")
    with op.batch_alter_table("bulk_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bulk_act_cycle_id"))

    op.drop_table("bulk_act")
    with op.batch_alter_table("succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_succession_successor_id"))

    op.drop_table("succession")
    with op.batch_alter_table("rehearsal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rehearsal_state"))
        batch_op.drop_index(batch_op.f("ix_rehearsal_audience_id"))

    op.drop_table("rehearsal")
    with op.batch_alter_table("organisation_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_name_organisation_id"))

    op.drop_table("organisation_name")
    op.drop_table("mail_wishes")
    with op.batch_alter_table("invitation_to_join", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_to_join_person_id"))

    op.drop_table("invitation_to_join")
    with op.batch_alter_table("interest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interest_person_id"))
        batch_op.drop_index(batch_op.f("ix_interest_organisation_id"))

    op.drop_table("interest")
    with op.batch_alter_table("inheritance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inheritance_from_id"))

    op.drop_table("inheritance")
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_to_id"))
        batch_op.drop_index(batch_op.f("ix_handover_from_id"))

    op.drop_table("handover")
    with op.batch_alter_table("calendar_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_link_person_id"))

    op.drop_table("calendar_link")
