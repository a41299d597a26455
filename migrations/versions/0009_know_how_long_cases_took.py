"""know how long cases took

What forecasts of an item's cases rest on; counted again once a day.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pace",
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("steps", sa.LargeBinary(), nullable=False),
        sa.Column("accuracy", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["item_code"], ["item.code"], name="fk_pace_item_code_item"),
        sa.PrimaryKeyConstraint("item_code", name="pk_pace"),
    )


def downgrade() -> None:
    op.drop_table("pace")
