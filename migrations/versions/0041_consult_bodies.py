"""consult bodies

The name of a body without an account that is asked, how often it was sent a link, until when.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

ADDED = {"body": sa.String(), "links": sa.Integer(), "link_until": sa.DateTime(timezone=True)}


def upgrade() -> None:
    for name, kind in ADDED.items():
        op.add_column("question", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("question") as table:
        for name in ADDED:
            table.drop_column(name)
