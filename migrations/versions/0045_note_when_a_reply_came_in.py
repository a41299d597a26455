"""note when a reply came in

Whoever records what an authority above replies says on which day it came in.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("came_on", sa.Date()))


def downgrade() -> None:
    with op.batch_alter_table("question") as batch:
        batch.drop_column("came_on")
