"""return tasks

A task may be returned to an earlier step: what was answered there counts no more.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")


def upgrade() -> None:
    op.add_column("task", sa.Column("taken_back_at", sa.DateTime(timezone=True)))
    op.add_column("task", sa.Column("returned_from", ID))
    op.add_column("case", sa.Column("returns", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("case", "returns")
    op.drop_column("task", "returned_from")
    op.drop_column("task", "taken_back_at")
