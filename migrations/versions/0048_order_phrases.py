"""order phrases

Phrases stand where their owner puts them; those of administrators may be for everybody.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    everybody = sa.Column("everybody", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("phrase", everybody)
    op.add_column("phrase", sa.Column("place", sa.Integer(), nullable=True))
    with op.batch_alter_table("phrase") as table:
        table.alter_column("everybody", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("phrase") as table:
        table.drop_column("place")
        table.drop_column("everybody")
