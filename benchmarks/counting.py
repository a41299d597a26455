"""Counts what is said to the database; no clock is read, so no noise reaches the figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event


@dataclass
class Said:
    """What was said meanwhile, by every engine of this process.

    :param statements: text and parameters in order, without ``BEGIN`` and ``COMMIT``.
    """

    statements: list[tuple[str, Any]] = field(default_factory=list)
    commits: int = 0
    rollbacks: int = 0

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(text for text, _ in self.statements)


@contextmanager
def counted() -> Iterator[Said]:
    """Count as long as the block lasts."""
    said = Said()

    def executed(_: Connection, __: Any, text: str, parameters: Any, *___: Any) -> None:
        if not text.startswith("BEGIN"):
            said.statements.append((text, parameters))

    def committed(_: Connection) -> None:
        said.commits += 1

    def rolled_back(_: Connection) -> None:
        said.rollbacks += 1

    hooks = (
        ("before_cursor_execute", executed),
        ("commit", committed),
        ("rollback", rolled_back),
    )
    for name, hook in hooks:
        event.listen(Engine, name, hook)
    try:
        yield said
    finally:
        for name, hook in hooks:
            event.remove(Engine, name, hook)
