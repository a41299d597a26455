"""hand tasks on

Roles that assign; who delegated a task, and to whom.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

COLUMNS = ("delegator_id", "delegate_id")


def upgrade() -> None:
    """Who leads a department in the shipped offices may say who does its tasks."""
    with op.batch_alter_table("role") as table:
        table.add_column(
            sa.Column("assigns", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("role") as table:
        table.alter_column("assigns", existing_type=sa.Boolean(), server_default=None)
    op.execute(
        "UPDATE role SET assigns = true"
        " WHERE code IN ('approver', 'deputy', 'chief', 'centre_coordinator')"
    )
    for name in COLUMNS:
        known = sa.ForeignKey("person.id", name=op.f(f"fk_task_{name}_person"))
        op.add_column("task", sa.Column(name, sa.Integer(), known), inline_references=True)


def downgrade() -> None:
    with op.batch_alter_table("task") as table:
        for name in COLUMNS:
            table.drop_column(name)
    with op.batch_alter_table("role") as table:
        table.drop_column("assigns")
