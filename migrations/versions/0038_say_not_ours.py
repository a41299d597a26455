"""say not ours

Whether a question says that a task is another department's, and which one was asked instead.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    elsewhere = sa.Column("elsewhere", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("question", elsewhere)
    op.add_column("question", sa.Column("passed_to", sa.String(), nullable=True))
    with op.batch_alter_table("question") as table:
        table.alter_column("elsewhere", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("question") as table:
        table.drop_column("passed_to")
        table.drop_column("elsewhere")
