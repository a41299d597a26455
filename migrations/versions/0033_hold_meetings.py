"""hold meetings

Joint meetings and surveys of a case, and who is invited; how many there were on the case itself.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("begins_at", MOMENT, nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("people", JSON, nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("called_by", sa.String(), nullable=False),
        sa.Column("called_by_name", sa.String(), nullable=False),
        sa.Column("called_at", MOMENT, nullable=False),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.Column("attended_at", MOMENT, nullable=True),
        sa.Column("minutes", sa.String(), nullable=True),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by_name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], op.f("fk_meeting_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_case_id"), "meeting", ["case_id"])
    op.create_index(op.f("ix_meeting_begins_at_id"), "meeting", ["begins_at", "id"])
    op.create_table(
        "invitation",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("reply_reason", sa.String(), nullable=True),
        sa.Column("replied_by_name", sa.String(), nullable=True),
        sa.Column("replied_at", MOMENT, nullable=True),
        sa.Column("attendance", sa.String(), nullable=True),
        sa.Column("came", sa.String(), nullable=True),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], op.f("fk_invitation_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["department"], ["department.code"], op.f("fk_invitation_department_department")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "department", name=op.f("pk_invitation")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_invitation_department_meeting_id"), "invitation", ["department", "meeting_id"]
    )
    op.add_column("case", sa.Column("gatherings", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("case", "gatherings")
    op.drop_table("invitation")
    op.drop_table("meeting")
