"""find only what is held or done

Two indexes of tasks pass over those that nobody holds, or nobody has closed: each is looked for by
the person.

Revision ID: 0052
Revises: 0051
"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

OPEN = sa.text("closed_at IS NULL")
HELD = sa.text("closed_at IS NULL AND assignee_id IS NOT NULL")
CLOSED = sa.text("closed_by_id IS NOT NULL")
MINE, DONE = ["assignee_id", "due_at", "id"], ["closed_by_id", "closed_at", "id"]


def upgrade() -> None:
    op.drop_index("ix_task_mine", "task")
    op.drop_index("ix_task_done", "task")
    op.create_index("ix_task_mine", "task", MINE, sqlite_where=HELD, postgresql_where=HELD)
    op.create_index("ix_task_done", "task", DONE, sqlite_where=CLOSED, postgresql_where=CLOSED)


def downgrade() -> None:
    op.drop_index("ix_task_done", "task")
    op.drop_index("ix_task_mine", "task")
    op.create_index("ix_task_mine", "task", MINE, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_task_done", "task", DONE)
