"""know the departments of a case once

The row of a case names them; the table that named them a second time is gone (decision 41).

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAMED = {
    "sqlite": 'SELECT DISTINCT one.value, c.id FROM "case" c, json_each(c.departments) one',
    "postgresql": (
        'SELECT DISTINCT one, c.id FROM "case" c, jsonb_array_elements_text(c.departments) one'
    ),
}


def upgrade() -> None:
    op.drop_table("case_department")


def downgrade() -> None:
    """Name the departments in a table of their own again."""
    op.create_table(
        "case_department",
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_department_case_id_case"),
        sa.ForeignKeyConstraint(
            ["department"], ["department.code"], name="fk_case_department_department_department"
        ),
        sa.PrimaryKeyConstraint("department", "case_id", name="pk_case_department"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO case_department (department, case_id) {NAMED[_dialect()]}")


def _dialect() -> str:
    return op.get_bind().dialect.name
