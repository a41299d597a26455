"""keep files of remarks

A file may come with a remark: whoever reads the remark opens it, and it counts as no material.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    remark = sa.ForeignKey("remark.id", name=op.f("fk_material_remark_id_remark"))
    column = sa.Column("remark_id", sa.Integer(), remark)
    op.add_column("material", column, inline_references=True)


def downgrade() -> None:
    # Without the remark that says who reads them, everybody who sees the case would.
    op.execute("DELETE FROM material WHERE remark_id IS NOT NULL")
    with op.batch_alter_table("material") as batch:
        batch.drop_column("remark_id")
