"""let timers follow the task beside them

A timer drawn on the border of a task counts by the calendar of the department asked there, and
stands with the task's branch. Those that run already stay as they are.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")


def upgrade() -> None:
    op.add_column("deadline", sa.Column("beside", ID))


def downgrade() -> None:
    op.drop_column("deadline", "beside")
