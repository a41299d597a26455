"""keep what was not answered

A task whose silence or absence counted is told with who was asked, and what came late.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
OWED = sa.text("supplied_at IS NULL AND owed_until IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "silence",
        sa.Column("task_id", ID, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("holder_name", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("missed_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("heir_id", ID, nullable=True),
        sa.Column("owed_on", sa.Date(), nullable=True),
        sa.Column("owed_until", MOMENT, nullable=True),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("supplied_at", MOMENT, nullable=True),
        sa.Column("supplied_by", sa.String(), nullable=True),
        sa.Column("supplied_by_name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_silence_case_id_case"),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name="fk_silence_holder_id_person"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_silence_task_id_task"),
        sa.PrimaryKeyConstraint("task_id", name="pk_silence"),
    )
    op.create_index("ix_silence_case_id", "silence", ["case_id"])
    op.create_index(
        "ix_silence_owed", "silence", ["group", "owed_until"],
        sqlite_where=OWED, postgresql_where=OWED,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("silence")
