"""say all of a pause

Its planned end, its branch, who approved it, its evidence and its paper.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
NEW = (
    ("planned_to_on", sa.Date()),
    ("task_id", ID),
    ("scope", ID),
    ("department", sa.String()),
    ("state", sa.String()),
    ("element", sa.String()),
    ("evidence", sa.String()),
    ("approved_by", sa.String()),
    ("paper", sa.String()),
    ("ended_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """A pause written before knows no planned end: it is planned to end when it began."""
    with op.batch_alter_table("pause") as table:
        for name, kind in NEW:
            table.add_column(sa.Column(name, kind, nullable=True))
    op.execute("UPDATE pause SET planned_to_on = from_on")
    with op.batch_alter_table("pause") as table:
        table.alter_column("planned_to_on", existing_type=sa.Date(), nullable=False)
    op.add_column("extension", sa.Column("paper", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("extension", "paper")
    with op.batch_alter_table("pause") as table:
        for name, _ in reversed(NEW):
            table.drop_column(name)
