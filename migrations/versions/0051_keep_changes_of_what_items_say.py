"""keep changes of what items say

Administrators change rights to materials, urges and the way upward of an item: who, when, why.

Revision ID: 0051
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "item_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_code", sa.String(), sa.ForeignKey("item.code"), nullable=False, index=True),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("item_change")
