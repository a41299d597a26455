"""let the lead decide what goes upward

An opinion may say that a matter must go upward. What the joint step does then is data of the item,
and the question to the lead keeps it.

Revision ID: 0049
Revises: 0048
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item", sa.Column("go_upward", sa.String()))
    op.add_column("question", sa.Column("upward", sa.String()))


def downgrade() -> None:
    with op.batch_alter_table("question") as batch:
        batch.drop_column("upward")
    with op.batch_alter_table("item") as batch:
        batch.drop_column("go_upward")
