"""warn of every limit

Every limit knows when it is about to end, when whoever is asked is reminded, who that is, and
when it last moved. An item says how early.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OF_LIMITS = (
    ("warn_at", MOMENT),
    ("remind_at", MOMENT),
    ("asked", sa.String()),
    ("moved_at", MOMENT),
)
OF_ITEMS = (
    ("step_warning_days", sa.Integer()),
    ("warning_percent", sa.Integer()),
    ("reminder_days", sa.Integer()),
)
OF_CASE = "kind IN ('promised', 'statutory')"
FILLED = (
    """UPDATE deadline SET warn_at = (SELECT t.yellow_at FROM task t WHERE t.id = deadline.task_id)
       WHERE kind = 'step'""",
    """UPDATE deadline SET warn_at = (SELECT c.yellow_at FROM "case" c WHERE c.id = case_id)
       WHERE kind = 'promised'""",
    """UPDATE deadline SET asked = (SELECT coalesce(t.department, t.role) FROM task t
       WHERE t.id = deadline.task_id) WHERE task_id IS NOT NULL""",
    f"""UPDATE deadline SET asked = (SELECT c.lead_department FROM "case" c WHERE c.id = case_id)
       WHERE {OF_CASE}""",
    "UPDATE deadline SET remind_at = warn_at WHERE warn_at > CURRENT_TIMESTAMP",
    "UPDATE deadline SET asked = NULL WHERE state NOT IN ('running', 'paused')",
    "UPDATE item SET step_warning_days = 1, reminder_days = 1",
)


def upgrade() -> None:
    """Limits that run are about to end when their case or task said so until now."""
    with op.batch_alter_table("item") as table:
        for name, kind in OF_ITEMS:
            table.add_column(sa.Column(name, kind, nullable=True))
    for name, kind in OF_LIMITS:
        op.add_column("deadline", sa.Column(name, kind, nullable=True))
    for said in FILLED:
        op.execute(said)
    with op.batch_alter_table("item") as table:
        table.alter_column("step_warning_days", existing_type=sa.Integer(), nullable=False)
    _index("remind", ("remind_at", "id"), "state = 'running' AND remind_at IS NOT NULL")
    _index("asked", ("asked", "state", "due_at", "id"), "asked IS NOT NULL")


def downgrade() -> None:
    op.drop_index("ix_deadline_asked", "deadline")
    op.drop_index("ix_deadline_remind", "deadline")
    for name, _ in reversed(OF_LIMITS):
        op.drop_column("deadline", name)
    with op.batch_alter_table("item") as table:
        for name, _ in reversed(OF_ITEMS):
            table.drop_column(name)


def _index(name: str, columns: tuple[str, ...], where: str) -> None:
    op.create_index(
        f"ix_deadline_{name}",
        "deadline",
        list(columns),
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
