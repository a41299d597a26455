"""send notices out

Letters, where people are reached, and which notices have theirs written; those of before stay in.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
WAITING = sa.text("state IN ('open', 'running')")
FRESH = sa.text("NOT handed_on")


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("email", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("wishes", JSON, nullable=True))
    with op.batch_alter_table("person") as table:
        table.alter_column("email", existing_type=sa.String(), server_default=None)
    with op.batch_alter_table("notice") as table:
        table.add_column(
            sa.Column("handed_on", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("notice") as table:
        table.alter_column("handed_on", existing_type=sa.Boolean(), server_default=None)
    op.create_index(
        "ix_notice_fresh", "notice", ["id"], sqlite_where=FRESH, postgresql_where=FRESH
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("take_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("error", JSON, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], op.f("fk_letter_notice_id_notice")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], op.f("fk_letter_person_id_person")),
        sa.ForeignKeyConstraint(["held_by"], ["incident.id"], op.f("fk_letter_held_by_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
    )
    op.create_index(
        "ix_letter_due", "letter", ["take_at", "id"],
        sqlite_where=WAITING, postgresql_where=WAITING,
    )
    op.create_index(op.f("ix_letter_state_id"), "letter", ["state", "id"])
    op.create_index(op.f("ix_letter_notice_id"), "letter", ["notice_id"])
    op.create_index(op.f("ix_letter_held_by"), "letter", ["held_by"])


def downgrade() -> None:
    op.drop_table("letter")
    op.drop_index("ix_notice_fresh", "notice")
    with op.batch_alter_table("notice") as table:
        table.drop_column("handed_on")
    with op.batch_alter_table("person") as table:
        table.drop_column("wishes")
        table.drop_column("email")
