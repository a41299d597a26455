"""see urges

Who has seen that a task was urged, and when.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("urge") as urge:
        urge.add_column(sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
        urge.add_column(sa.Column("read_by_id", sa.Integer(), nullable=True))
        urge.create_foreign_key(
            op.f("fk_urge_read_by_id_person"), "person", ["read_by_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("urge") as urge:
        urge.drop_constraint(op.f("fk_urge_read_by_id_person"), type_="foreignkey")
        urge.drop_column("read_by_id")
        urge.drop_column("read_at")
