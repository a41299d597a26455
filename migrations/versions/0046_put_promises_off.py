"""put promises off

A promised material may follow later than promised, once: from which day, and why.

Revision ID: 0046
Revises: 0045
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("promise", sa.Column("put_off_from", sa.Date(), nullable=True))
    op.add_column("promise", sa.Column("put_off_reason", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("promise", "put_off_reason")
    op.drop_column("promise", "put_off_from")
