"""bind opinions to what they saw

Which version of a file another took the place of, and whether an opinion was confirmed for
newer ones. A version that replaced another before this is the next one of its name.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NEXT = """
UPDATE material SET replaces = (
    SELECT older.id FROM material AS older
    WHERE older.case_id = material.case_id AND older.code = material.code
      AND older.name = material.name AND older.replaced AND older.version < material.version
    ORDER BY older.version DESC LIMIT 1)
WHERE case_id IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("material", sa.Column("replaces", sa.String(), nullable=True))
    op.add_column("task", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("task", sa.Column("confirmed_by_name", sa.String(), nullable=True))
    op.execute(sa.text(NEXT))


def downgrade() -> None:
    op.drop_column("task", "confirmed_by_name")
    op.drop_column("task", "confirmed_at")
    op.drop_column("material", "replaces")
