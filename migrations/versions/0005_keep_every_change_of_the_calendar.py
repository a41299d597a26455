"""keep every change of the calendar

The calendar of a version is what all its changes say together. What was known so far becomes
one notice; its version keeps its number.

Revision ID: 0005
Revises: 0004
"""

import json
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)
CHANGE = (
    sa.column("version", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("content", JSON),
    sa.column("source", sa.String()),
    sa.column("told_at", sa.DateTime(timezone=True)),
    sa.column("told_by", sa.String()),
    sa.column("state", sa.String()),
    sa.column("reason", sa.String()),
)


def upgrade() -> None:
    op.create_table(
        "calendar_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("content", JSON, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("running", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["department"], ["department.code"], name=op.f("fk_calendar_change_department_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_change")),
        sa.UniqueConstraint("version", name=op.f("uq_calendar_change_version")),
    )
    op.create_table(
        "calendar_move",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("after_case", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["calendar_change.id"],
            name=op.f("fk_calendar_move_change_id_calendar_change"),
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_calendar_move")),
    )
    op.create_index("ix_calendar_move_ended_at", "calendar_move", ["ended_at"])
    _keep_what_is_known()
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")


def _keep_what_is_known() -> None:
    bind = op.get_bind()
    version = bind.scalar(sa.text("SELECT value FROM setting WHERE name = 'calendar_version'"))
    if version is None:
        return
    days = bind.execute(sa.text("SELECT day, kind, name, source FROM calendar_day ORDER BY day"))
    told = [[str(day), kind, name, source] for day, kind, name, source in days]
    years = bind.execute(sa.text("SELECT year FROM calendar_year ORDER BY year")).scalars().all()
    bind.execute(
        sa.insert(sa.table("calendar_change", *CHANGE)).values(
            version=int(version),
            kind="notice",
            content={"years": list(years), "days": told},
            source=told[-1][3] if told else "",
            told_at=datetime.now(UTC),
            told_by="",
            state="in_force",
            reason="",
        )
    )


def downgrade() -> None:
    """Go back to the one table there was; what is decided over the notices cannot be kept."""
    days = op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    years = op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    known, told = _what_is_told()
    op.bulk_insert(days, list(told.values()))
    op.bulk_insert(years, [{"year": year, "source": source} for year, source in known.items()])
    op.drop_index("ix_calendar_move_ended_at", "calendar_move")
    op.drop_table("calendar_move")
    op.drop_table("calendar_change")


def _what_is_told() -> tuple[dict[int, str], dict[str, dict[str, object]]]:
    query = sa.text(
        "SELECT kind, content FROM calendar_change WHERE version IS NOT NULL ORDER BY version"
    )
    rows = op.get_bind().execute(query).all()
    if any(kind != "notice" for kind, _ in rows):
        raise RuntimeError("the calendar has decisions: restore the backup made before")
    known: dict[int, str] = {}
    told: dict[str, dict[str, object]] = {}
    for _, content in rows:
        said = json.loads(content) if isinstance(content, str) else content
        told = {day: row for day, row in told.items() if int(day[:4]) not in said["years"]}
        for day, kind, name, source in said["days"]:
            told[day] = {
                "day": date.fromisoformat(day), "kind": kind, "name": name, "source": source
            }
        known |= {year: said["days"][-1][3] for year in said["years"]}
    return known, told
