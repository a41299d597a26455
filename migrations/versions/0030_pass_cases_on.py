"""pass cases on

Copies of cases, to be read, and who has read them.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

STANDING = sa.text("revoked_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], op.f("fk_copy_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy")),
    )
    op.create_index(
        "ix_copy_standing",
        "copy",
        ["receiver", "id"],
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index(op.f("ix_copy_case_id"), "copy", ["case_id"])
    op.create_table(
        "copy_reading",
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], op.f("fk_copy_reading_copy_id_copy")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], op.f("fk_copy_reading_person_id_person")
        ),
        sa.PrimaryKeyConstraint("copy_id", "person_id", name=op.f("pk_copy_reading")),
    )


def downgrade() -> None:
    op.drop_table("copy_reading")
    op.drop_table("copy")
