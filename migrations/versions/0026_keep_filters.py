"""keep filters

People keep filters of their inbox under a name, and share them with a department.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("filter", JSON, nullable=False),
        sa.Column("usual", sa.Boolean(), nullable=False),
        sa.Column("department", sa.String(), sa.ForeignKey("department.code")),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("person_id", "name"),
    )
    op.create_index("ix_saved_filter_department", "saved_filter", ["department"])


def downgrade() -> None:
    op.drop_table("saved_filter")
