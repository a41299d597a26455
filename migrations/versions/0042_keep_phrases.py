"""keep phrases

People keep phrases they write again and again, and share them with a department.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phrase",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("department", sa.String(), sa.ForeignKey("department.code")),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("person_id", "text"),
    )
    op.create_index("ix_phrase_department", "phrase", ["department"])


def downgrade() -> None:
    op.drop_table("phrase")
