"""make long exports

Lists asked for as a file, with where their pieces lie; notices that belong to no case.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text("state IN ('open', 'running')")


def upgrade() -> None:
    _of_no_case(True)
    op.create_table(
        "export",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("filter", JSON, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("take_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("error", JSON, nullable=True),
        sa.Column("held_by", sa.Integer(), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("place", JSON, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], op.f("fk_export_person_id_person")),
        sa.ForeignKeyConstraint(["held_by"], ["incident.id"], op.f("fk_export_held_by_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    op.create_index(
        "ix_export_due", "export", ["take_at", "id"],
        sqlite_where=WAITING, postgresql_where=WAITING,
    )
    for columns in (["person_id", "asked_at"], ["held_by"], ["expires_at"]):
        op.create_index(op.f(f"ix_export_{'_'.join(columns)}"), "export", columns)
    op.create_table(
        "export_piece",
        sa.Column("export_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"], ["export.id"], op.f("fk_export_piece_export_id_export")
        ),
        sa.PrimaryKeyConstraint("export_id", "seq", name=op.f("pk_export_piece")),
    )
    op.create_index(op.f("ix_export_piece_digest"), "export_piece", ["digest"])


def downgrade() -> None:
    op.drop_table("export_piece")
    op.drop_table("export")
    op.execute("DELETE FROM notice_reading WHERE notice_id IN"
               " (SELECT id FROM notice WHERE case_id IS NULL)")
    op.execute("DELETE FROM notice WHERE case_id IS NULL")
    _of_no_case(False)


def _of_no_case(allowed: bool) -> None:
    with op.batch_alter_table("notice") as table:
        table.alter_column("case_id", existing_type=sa.Integer(), nullable=allowed)
        table.alter_column("case_number", existing_type=sa.String(), nullable=allowed)
