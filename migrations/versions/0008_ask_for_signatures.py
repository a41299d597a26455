"""ask for signatures

An item says whether its decisions are signed by one, or examined by one and approved by another.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Items of before ask for one signature, as nobody checked for two."""
    with op.batch_alter_table("item") as table:
        table.add_column(sa.Column("signatures", sa.Integer(), nullable=True))
    op.execute("UPDATE item SET signatures = 1")
    with op.batch_alter_table("item") as table:
        table.alter_column("signatures", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("item") as table:
        table.drop_column("signatures")
