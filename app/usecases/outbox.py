"""What a unit of work leaves to be posted after its commit."""

from dataclasses import dataclass, field


@dataclass
class Outbox:
    """What the post looks at once the work is stored.

    :param messages: ids of messages thrown.
    :param listeners: inner ids of cases that wait for something new.
    """

    messages: set[str] = field(default_factory=set)
    listeners: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.messages or self.listeners)

    def add(self, other: "Outbox") -> None:
        """Take over what another one holds."""
        self.messages |= other.messages
        self.listeners |= other.listeners
