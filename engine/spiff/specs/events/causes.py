"""What makes events happen, or what they make happen."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from engine.change import Carried, Message
from engine.errors import Broken
from engine.feel import Expression
from engine.feel.text import plain_number
from engine.spiff.mappings import Mapped, mapped
from engine.spiff.scope import Token, holds_yet, value, why
from engine.spiff.specs.events.timers import Limit


@dataclass(frozen=True)
class Call:
    """A message or a signal that is waited for.

    :param key: says which message is meant; ``None``: one without a key.
    """

    name: str
    kind: Carried = "message"
    key: Expression | None = None

    def arm(self, token: Token) -> None:
        """Begin to wait; which message is meant is settled now.

        :raises Broken: the key is neither text nor number.
        """
        token.internal_data["wait"] = key_of(self.key, token)


@dataclass(frozen=True)
class Telling:
    """A message or a signal that is thrown.

    :param key: says whom the message is for; ``None``: those who wait without a key.
    :param lives: how long it is kept for somebody who does not wait yet.
    :param payload: what it carries.
    """

    name: str
    kind: Carried = "message"
    key: Expression | None = None
    lives: str | None = None
    payload: Mapped = ()

    def throw(self, token: Token) -> None:
        """Tell it.

        :raises Broken: the key is neither text nor number.
        """
        key, payload = key_of(self.key, token), mapped(self.payload, token)
        told = Message(self.name, payload, key, self.kind, self.lives)
        token.workflow.top_workflow.tell(told)


@dataclass(frozen=True)
class Alarm:
    """An error or an escalation, caught by the nearest event around that wants it.

    :param code: ``None`` where it is caught stands for every code.
    """

    kind: Literal["error", "escalation"]
    code: str | None

    def throw(self, token: Token) -> None:
        """Throw it.

        :raises Broken: nobody catches an error.
        """
        token.workflow.top_workflow.alarm(token, self)


@dataclass(frozen=True)
class Condition:
    """Something that comes true; it has to be false before it can come true again."""

    expression: Expression

    def arm(self, token: Token) -> None:
        """Begin to wait: what is true already comes true at once."""
        token.internal_data["held"] = False

    def comes_true(self, token: Token) -> bool:
        """Look again; return whether it is true now and was not before.

        :raises Broken: it is something else than true, false or null.
        """
        kept = token.internal_data
        before, kept["held"] = kept["held"], holds_yet(self.expression, token)
        return kept["held"] and not before


@dataclass(frozen=True)
class Terminate:
    """The end of everything that still goes on in the same part."""


Caught = Limit | Call | Alarm | Condition
Thrown = Telling | Alarm | Terminate


def key_of(expression: Expression | None, token: Token) -> str | None:
    """Return the key of a message as text: the number 5 is the text “5”.

    :raises Broken: it is neither text nor number.
    """
    if expression is None:
        return None
    key = value(expression, token)
    if isinstance(key, str) and key:
        return key
    if isinstance(key, (int, float, Decimal)) and not isinstance(key, bool):
        return plain_number(Decimal(str(key)))
    message = "The key “%(text)s” at “%(step)s” is neither text nor number: %(why)s"
    told = {"step": token.task_spec.bpmn_id, "text": expression.source}
    raise Broken("message.no_key", message, **told, why=why(expression, token))
