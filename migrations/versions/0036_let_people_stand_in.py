"""let people stand in

Who does whose tasks while somebody is away; and for whom a task was answered.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("items", JSON, nullable=True),
        sa.Column("departments", JSON, nullable=True),
        sa.Column("arranged_by", sa.String(), nullable=False),
        sa.Column("arranged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], op.f("fk_substitution_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["person.id"], op.f("fk_substitution_substitute_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    op.create_index(op.f("ix_substitution_person_id"), "substitution", ["person_id"])
    op.create_index(op.f("ix_substitution_substitute_id"), "substitution", ["substitute_id"])
    person = sa.ForeignKey("person.id", name=op.f("fk_task_closed_for_id_person"))
    op.add_column("task", sa.Column("closed_for_id", sa.Integer(), person), inline_references=True)


def downgrade() -> None:
    with op.batch_alter_table("task") as batch:
        batch.drop_column("closed_for_id")
    op.drop_table("substitution")
