"""note stoppages

A carrier that lets nothing through is noted once, for all letters that wait for it.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "stoppage",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("take_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("error", JSON, nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_stoppage_incident_id_incident"
        ),
        sa.PrimaryKeyConstraint("channel", name="pk_stoppage"),
    )
    op.create_index("ix_stoppage_incident_id", "stoppage", ["incident_id"])


def downgrade() -> None:
    op.drop_index("ix_stoppage_incident_id", table_name="stoppage")
    op.drop_table("stoppage")
