"""keep pauses of announced dates

An announced moment remembers how many working days of pauses it counted on: later ones put it off.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deadline", sa.Column("kept_paused", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("deadline", "kept_paused")
