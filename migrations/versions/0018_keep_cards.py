"""keep cards

Cards of electronic supervision with what was done about them, and the office's own rules for them.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def text(name: str, nullable: bool = False) -> sa.Column[str]:
    """Return a column of words."""
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "card_rules",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rules", JSON, nullable=False),
        text("reason"),
        sa.Column("changed_at", MOMENT, nullable=False),
        text("changed_by"),
        text("changed_by_name"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_card_rules")),
    )
    op.create_table(
        "card",
        sa.Column("id", ID, nullable=False),
        text("breach"),
        sa.Column("case_id", sa.Integer(), nullable=False),
        text("case_number"),
        text("lead_department"),
        sa.Column("task_id", ID, nullable=True),
        text("step", True),
        text("step_name", True),
        sa.Column("limit_id", ID, nullable=True),
        text("limit_kind", True),
        sa.Column("limit_due_on", sa.Date(), nullable=True),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        *(text(name) for name in ("rule", "rule_name", "family", "level", "basis")),
        text("department", True),
        text("group"),
        sa.Column("person_id", sa.Integer(), nullable=True),
        text("person_name", True),
        sa.Column("receivers", JSON, nullable=False),
        sa.Column("fell_at", MOMENT, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        text("given_by"),
        sa.Column("term_on", sa.Date(), nullable=True),
        sa.Column("urge_days", sa.Integer(), nullable=False),
        text("state"),
        text("paper", True),
        sa.Column("appealed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_card_case_id_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_card_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("breach", name=op.f("uq_card_breach")),
    )
    for columns in (
        ["case_id"],
        ["given_at", "id"],
        ["person_id", "state"],
        ["group", "state"],
        ["department", "fell_at"],
    ):
        op.create_index(op.f(f"ix_card_{'_'.join(columns)}"), "card", columns)
    op.create_table(
        "card_deed",
        sa.Column("card_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        text("what"),
        sa.Column("at", MOMENT, nullable=False),
        *(text(name) for name in ("actor", "actor_name", "words")),
        text("paper", True),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_card_deed_card_id_card")),
        sa.PrimaryKeyConstraint("card_id", "seq", name=op.f("pk_card_deed")),
    )


def downgrade() -> None:
    for table in ("card_deed", "card", "card_rules"):
        op.drop_table(table)
