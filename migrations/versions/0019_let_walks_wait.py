"""let walks wait

Running cases follow a change only once everybody who began before it is done.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = ("calendar_move", "limit_change")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("waits_for", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "waits_for")
