"""let items say when the clock urges

An item may say otherwise than the office when the clock urges whoever has a task.

Revision ID: 0050
Revises: 0049
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("item", sa.Column("urges", JSON))


def downgrade() -> None:
    with op.batch_alter_table("item") as batch:
        batch.drop_column("urges")
