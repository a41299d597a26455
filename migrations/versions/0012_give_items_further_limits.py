"""give items further limits

An item names the periods of its cases beside the two limits: issue and delivery, a reply, a payment.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Items of before have only what is usual."""
    with op.batch_alter_table("item") as table:
        table.add_column(sa.Column("periods", JSON, nullable=True))
    op.execute("UPDATE item SET periods = '[]'")
    with op.batch_alter_table("item") as table:
        table.alter_column("periods", existing_type=JSON, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("item") as table:
        table.drop_column("periods")
