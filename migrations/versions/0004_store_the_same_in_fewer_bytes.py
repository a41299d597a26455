"""store the same in fewer bytes

Ids become 16 bytes, digests 32; documents and history are ready to be packed (decision 56). What
was written is not written anew: no hash of a history changes.

Revision ID: 0004
Revises: 0003
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PLAIN = b"\0"
"""A document begins with how it is written: this one as it always was."""

KEPT = {"case": {"sqlite_autoincrement": True}}
"""What cannot be read from an SQLite table and is said again whenever one is made anew."""

CLUSTERED = {"sqlite_with_rowid": False}
ROWS = {"sqlite_with_rowid": True}
ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")

IDS = {"task": ("id", "scope"), "deadline": ("id", "task_id")}
HASHES = {
    "case": ("code_hash", "process_digest", "history_head"),
    "history": ("hash",),
    "paper": ("digest",),
    "process_version": ("digest",),
}
DOCUMENTS = {
    "case": ("item", "applicant", "answers"),
    "application": ("answers",),
    "task": ("settings", "draft", "answers"),
    "paper": ("content",),
    "history": ("text",),
}


@dataclass(frozen=True)
class Rewriting:
    """How columns are written from now on.

    :param using: the words for PostgreSQL; ``convert`` does the same for SQLite.
    """

    columns: dict[str, tuple[str, ...]]
    kind: Any
    using: str
    convert: Callable[[Any], Any]


SMALLER = (
    Rewriting(IDS, ID, "%s::uuid", lambda text: UUID(text).bytes),
    Rewriting(HASHES, sa.LargeBinary(), "decode(%s, 'hex')", bytes.fromhex),
    Rewriting(
        DOCUMENTS,
        sa.LargeBinary(),
        "decode('00', 'hex') || convert_to(%s::text, 'UTF8')",
        lambda text: PLAIN + text.encode(),
    ),
)


def upgrade() -> None:
    with op.batch_alter_table("deadline") as batch:
        batch.drop_constraint("fk_deadline_task_id_task", type_="foreignkey")
        batch.drop_index("ix_deadline_task_id")
        batch.drop_index("ix_deadline_held_by")
        batch.drop_index("ix_deadline_case_id_state")
        batch.drop_constraint("pk_deadline", type_="primary")
    for rewriting in SMALLER:
        _rewrite(rewriting)
    with op.batch_alter_table("deadline", table_kwargs=CLUSTERED) as batch:
        batch.create_primary_key("pk_deadline", ["case_id", "id"])
        batch.create_foreign_key("fk_deadline_task_id_task", "task", ["task_id"], ["id"])
    with op.batch_alter_table("paper", table_kwargs=CLUSTERED) as batch:
        batch.drop_constraint("pk_paper", type_="primary")
        batch.drop_constraint("uq_paper_number", type_="unique")
        batch.drop_index("ix_paper_case_id")
        batch.drop_column("id")
        batch.create_primary_key("pk_paper", ["case_id", "number"])
    with op.batch_alter_table("history", table_kwargs=CLUSTERED) as batch:
        batch.alter_column("text", new_column_name="told", existing_type=sa.LargeBinary())
        batch.drop_column("at")
        batch.drop_column("what")
    with op.batch_alter_table("case_department", None, "always", table_kwargs=CLUSTERED) as batch:
        batch.drop_index("ix_case_department_case_id")
    op.add_column("case", sa.Column("limits", sa.LargeBinary(), nullable=True))
    op.drop_index("ix_case_process_digest", "case")
    op.drop_index("ix_task_case_id_opened_at", "task")
    op.create_index("ix_task_case_id", "task", ["case_id"])
    op.drop_index("ix_notice_case_id", "notice")
    op.drop_index("ix_notice_person_id_id", "notice")
    _index_notices_of_people()
    op.execute("UPDATE \"case\" SET run_state = '' WHERE ended_at IS NOT NULL")


def _index_notices_of_people() -> None:
    theirs = sa.text("person_id IS NOT NULL")
    op.create_index(
        "ix_notice_person_id_id",
        "notice",
        ["person_id", "id"],
        sqlite_where=theirs,
        postgresql_where=theirs,
    )


def _rewrite(rewriting: Rewriting) -> None:
    for table, names in rewriting.columns.items():
        if op.get_bind().dialect.name == "sqlite":
            _convert(table, names, rewriting.convert)
        with op.batch_alter_table(table, table_kwargs=KEPT.get(table, {})) as batch:
            for name in names:
                using = rewriting.using % f'"{name}"'
                batch.alter_column(name, type_=rewriting.kind, postgresql_using=using)


def _convert(table: str, names: tuple[str, ...], convert: Callable[[Any], Any]) -> None:
    driver: Any = op.get_bind().connection.dbapi_connection
    driver.create_function("converted", 1, lambda old: None if old is None else convert(old))
    each = ", ".join(f'"{name}" = converted("{name}")' for name in names)
    op.execute(f'UPDATE "{table}" SET {each}')


def downgrade() -> None:
    """Go back where there is no case yet; what is packed cannot be read by the code before."""
    if op.get_bind().scalar(sa.text('SELECT count(*) FROM "case"')):
        raise RuntimeError("there are cases: restore the backup made before the migration")
    with op.batch_alter_table("deadline", table_kwargs=ROWS) as batch:
        batch.drop_constraint("fk_deadline_task_id_task", type_="foreignkey")
        batch.drop_constraint("pk_deadline", type_="primary")
    for rewriting in LARGER:
        _rewrite(rewriting)
    with op.batch_alter_table("deadline") as batch:
        batch.create_primary_key("pk_deadline", ["id"])
        batch.create_foreign_key("fk_deadline_task_id_task", "task", ["task_id"], ["id"])
        batch.create_index("ix_deadline_case_id_state", ["case_id", "state"])
        batch.create_index("ix_deadline_held_by", ["held_by"])
        batch.create_index("ix_deadline_task_id", ["task_id"])
    with op.batch_alter_table("paper", table_kwargs=ROWS) as batch:
        batch.drop_constraint("pk_paper", type_="primary")
        batch.create_index("ix_paper_case_id", ["case_id"])
        batch.add_column(sa.Column("id", sa.String(), nullable=False))
        batch.create_primary_key("pk_paper", ["id"])
        batch.create_unique_constraint("uq_paper_number", ["number"])
    with op.batch_alter_table("history", table_kwargs=ROWS) as batch:
        batch.alter_column("told", new_column_name="text", existing_type=sa.String())
        batch.add_column(sa.Column("at", sa.DateTime(timezone=True), nullable=False))
        batch.add_column(sa.Column("what", sa.String(), nullable=False))
    with op.batch_alter_table("case_department", None, "always", table_kwargs=ROWS) as batch:
        batch.create_index("ix_case_department_case_id", ["case_id"])
    op.create_index("ix_case_process_digest", "case", ["process_digest"])
    op.drop_column("case", "limits")
    op.drop_index("ix_task_case_id", "task")
    op.create_index("ix_task_case_id_opened_at", "task", ["case_id", "opened_at"])
    op.create_index("ix_notice_case_id", "notice", ["case_id"])
    op.drop_index("ix_notice_person_id_id", "notice")
    op.create_index("ix_notice_person_id_id", "notice", ["person_id", "id"])


JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True),
    "postgresql",
)
AS_TEXT = "convert_from(%s, 'UTF8')"
LARGER = (
    Rewriting(IDS, sa.String(), "%s::text", str),
    Rewriting(HASHES, sa.String(), "encode(%s, 'hex')", bytes.hex),
    Rewriting({"history": ("told",)}, sa.String(), AS_TEXT, str),
    Rewriting(
        {table: names for table, names in DOCUMENTS.items() if table != "history"},
        JSON,
        AS_TEXT + "::jsonb",
        str,
    ),
)
