"""find appeals

Cards whose appeal waits for supervision are counted on every page of those who decide.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

APPEALED = sa.text("state = 'appealed'")


def upgrade() -> None:
    op.create_index(
        "ix_card_appealed",
        "card",
        ["appealed_at"],
        sqlite_where=APPEALED,
        postgresql_where=APPEALED,
    )


def downgrade() -> None:
    op.drop_index("ix_card_appealed", "card")
