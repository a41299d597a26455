"""coordinate conflicts

Conflicts of opinions on their way up the ladder, and each step of it.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "coordination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("departments", JSON, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("rung_name", sa.String(), nullable=False),
        sa.Column("rung_name_en", sa.String(), nullable=False),
        sa.Column("deciders", JSON, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("begun_by_name", sa.String(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by_name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], op.f("fk_coordination_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination")),
    )
    op.create_index(op.f("ix_coordination_case_id"), "coordination", ["case_id"])
    op.create_index(
        "ix_coordination_open",
        "coordination",
        ["id"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "coordination_step",
        sa.Column("coordination_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("rung_name", sa.String(), nullable=False),
        sa.Column("rung_name_en", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coordination_id"],
            ["coordination.id"],
            op.f("fk_coordination_step_coordination_id_coordination"),
        ),
        sa.PrimaryKeyConstraint("coordination_id", "seq", name=op.f("pk_coordination_step")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("coordination_step")
    op.drop_table("coordination")
