"""find names

Cases are found by keys made of their names and numbers; items keep how their names are read.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_key",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "case_id", name=op.f("pk_search_key")),
        sqlite_with_rowid=False,
    )
    op.add_column("item", sa.Column("spelt", sa.String(), nullable=True))
    op.create_index(op.f("ix_case_item_code_id"), "case", ["item_code", "id"])
    op.drop_index(op.f("ix_case_item_code"), "case")
    op.drop_index(op.f("ix_case_applicant_name"), "case")


def downgrade() -> None:
    op.create_index(op.f("ix_case_applicant_name"), "case", ["applicant_name"])
    op.create_index(op.f("ix_case_item_code"), "case", ["item_code"])
    op.drop_index(op.f("ix_case_item_code_id"), "case")
    op.drop_column("item", "spelt")
    op.drop_table("search_key")
