"""watch the clock

Whoever lets time pass says so, and limits that wait for a person's word are found at once.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("boot", sa.String(), nullable=False),
        sa.Column("counted", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("name", "host", "pid", name=op.f("pk_heartbeat")),
    )
    op.create_index(op.f("ix_heartbeat_at"), "heartbeat", ["at"])
    held = sa.text("held_by IS NOT NULL")
    op.create_index(
        "ix_deadline_held", "deadline", ["held_by"], sqlite_where=held, postgresql_where=held
    )


def downgrade() -> None:
    op.drop_index("ix_deadline_held", "deadline")
    op.drop_table("heartbeat")
