"""put tasks off

Until when a holder has put a task off; what was returned or delegated is found at once.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

RETURNED = sa.text("closed_at IS NULL AND returned_from IS NOT NULL")
DELEGATED = sa.text("closed_at IS NULL AND delegator_id IS NOT NULL")


def upgrade() -> None:
    op.add_column("task", sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
    columns = ["group", "due_at", "id"]
    op.create_index(
        "ix_task_returned", "task", columns, sqlite_where=RETURNED, postgresql_where=RETURNED
    )
    columns = ["delegator_id", "due_at", "id"]
    op.create_index(
        "ix_task_delegated", "task", columns, sqlite_where=DELEGATED, postgresql_where=DELEGATED
    )


def downgrade() -> None:
    op.drop_index("ix_task_delegated", "task")
    op.drop_index("ix_task_returned", "task")
    op.drop_column("task", "snoozed_until")
