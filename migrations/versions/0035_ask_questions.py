"""ask questions

What whoever holds a task asks others, and what they answered; how many wait, on the case.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
OPEN = sa.text("closed_at IS NULL")
POINTS = {"case_id": "case", "task_id": "task", "asker_id": "person", "pause_id": "pause"}


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("task_id", ID, nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=True),
        sa.Column("asker_name", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pause_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("closing", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_by_name", sa.String(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], op.f(f"fk_question_{name}_{table}"))
            for name, table in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_case_id_id"), "question", ["case_id", "id"])
    op.create_index("ix_question_asker", "question", ["asker_id", "id"])
    op.create_index(
        "ix_question_open",
        "question",
        ["department", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.add_column("case", sa.Column("questions", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("case", "questions")
    op.drop_table("question")
