"""keep changes of limits

Who changed the limits of an item, when and why; and how far its running cases have taken it over.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "limit_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_code", sa.String(), sa.ForeignKey("item.code"), nullable=False, index=True),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("running", sa.String(), nullable=False),
        sa.Column("corrects", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("after_case", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), index=True),
    )


def downgrade() -> None:
    op.drop_table("limit_change")
