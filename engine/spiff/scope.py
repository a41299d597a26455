"""What expressions can see: variables live in scopes, never in tokens.

The run has one scope, and so has each process it calls, which sees nothing of the caller's; each
instance of a multi-instance has its own inside it. An answer is written to the nearest scope, so
nothing is copied from token to token and nothing is merged where branches meet.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.errors import Broken, Told
from engine.feel import Expression, kind
from engine.spiff.ledger import Ledger, enter

Names = dict[str, Any]
Token = Any
"""A ``SpiffWorkflow.task.Task``: one step of one run."""

GIVEN = frozenset({"application", "item"})
"""Names everybody sees as they are; nothing else can have them."""
WRITES, FILLINGS = "writes", "fillings"
"""Under which a token keeps the ledger of a scope, and that of its data objects."""


def home(token: Token) -> Names:
    """Return the nearest scope, where the answers of a token's step are written."""
    return page(token)[0]


def page(token: Token) -> tuple[Names, Ledger]:
    """Return the nearest scope, and what is noted of the writes to it."""
    names, keeper = _desk(token)
    return names, keeper.internal_data.setdefault(WRITES, {})


def leave(token: Token, name: str, value: Any) -> None:
    """Write what a step leaves to its nearest scope; note it, to be taken back.

    It is noted with the step, and with everything around it that shares the scope. The first
    write under a step's own name needs no note.
    """
    names, keeper = _desk(token)
    makers, around = [number_of(token)], token
    while around is not keeper:
        if "index" in around.internal_data:
            makers.append(number_of(around.parent))
        part = around.workflow
        around = keeper if part.task_tree is keeper else part.carrier
        if around is not keeper or "locals" in around.internal_data:
            makers.append(number_of(around))
    if name in names or len(makers) > 1 or name != token.task_spec.answer:
        enter(keeper.internal_data.setdefault(WRITES, {}), names, name, makers)
    names[name] = value


def _desk(token: Token) -> tuple[Names, Token]:
    """Return the nearest scope, and the token that keeps the ledger of it."""
    while "locals" not in token.internal_data:
        part = token.workflow
        if part.carrier is None or part.encloses:
            return part.data, part.task_tree
        token = part.carrier
    return token.internal_data["locals"], token


def number_of(token: Token) -> int:
    """Return the number of the pass a token will have come through when its step is done."""
    kept = token.internal_data
    if "number" not in kept:
        kept["number"] = token.workflow.top_workflow.next_pass()
    number: int = kept["number"]
    return number


def pages(run: Any) -> Iterator[tuple[Names, Ledger]]:
    """Yield the scopes of a run in which writes are noted, each with what is noted."""
    for token in run.tokens():
        kept = token.internal_data
        if WRITES in kept:
            yield kept.get("locals", token.workflow.data), kept[WRITES]
        if FILLINGS in kept:
            yield kept["objects"], kept[FILLINGS]


def visible(token: Token) -> Names:
    """Return all names a token's expressions see; the application and the item always win."""
    seen: Names = {}
    for names, _ in _layers(token):
        seen = {**names, **seen}
    run = token.workflow.top_workflow
    seen["application"], seen["item"] = run.application, run.item
    return seen


def value(expression: Expression, token: Token, extra: Mapping[str, Any] | None = None) -> Any:
    """Return what an expression says at a token.

    :raises Broken: the expressions of this move do too much work.
    """
    names = visible(token)
    if extra:
        names.update(extra)
    run = token.workflow.top_workflow
    found = expression.evaluate(names, run.at, run.budget.work)
    run.budget.refuse_toil(token.task_spec.bpmn_id)
    return found


def truth(expression: Expression, token: Token, extra: Mapping[str, Any] | None = None) -> bool:
    """Return whether a condition holds.

    :raises Broken: it is neither true nor false.

    Source: decision 16.
    """
    return _decided(value(expression, token, extra), expression, token, extra)


def holds_yet(expression: Expression, token: Token) -> bool:
    """Return whether a condition that is waited for holds; null is not yet.

    :raises Broken: it is something else than true, false or null.
    """
    found = value(expression, token)
    return found is not None and _decided(found, expression, token)


def _decided(
    found: Any, expression: Expression, token: Token, extra: Mapping[str, Any] | None = None
) -> bool:
    if isinstance(found, bool):
        return found
    raise Broken(
        "condition.undecided",
        "The condition “%(text)s” at “%(step)s” is neither true nor false: %(why)s",
        step=token.task_spec.bpmn_id,
        text=expression.source,
        why=why(expression, token, extra),
    )


def why(expression: Expression, token: Token, extra: Mapping[str, Any] | None = None) -> Told:
    """Return why an expression does not give what is needed at a token."""
    names = visible(token) | dict(extra or {})
    found, notes = expression.diagnose(names, token.workflow.top_workflow.at)
    if notes:
        return notes[0].told
    return Told("it is null") if found is None else Told("it is a %(kind)s", {"kind": kind(found)})


def keep(token: Token, name: str, value: Any) -> None:
    """Keep a value in a data object, and let those look again that may wait for it.

    Not in the token's own part: there they look when the token has gone on.
    """
    makers, around = [], token
    while True:
        makers.append(number_of(around))
        if "index" in around.internal_data:
            makers.append(number_of(around.parent))
        part = around.workflow
        if name in part.spec.objects:
            break
        around = part.carrier
    names, holder, where = _objects(part)
    enter(holder.setdefault(where, {}), names, name, makers)
    names[name] = value
    for other in token.workflow.top_workflow.parts:
        if other is not token.workflow:
            other.update_waiting_tasks()


def kept_in(token: Token, name: str) -> Names:
    """Return where the scope that declares a data object keeps it."""
    part = token.workflow
    while name not in part.spec.objects:
        part = part.carrier.workflow
    return _objects(part)[0]


def _objects(part: Any) -> tuple[Names, dict[str, Any], str]:
    """Return where a part keeps its data objects, and who keeps their ledger, under which name."""
    if part.carrier is None or part.encloses:
        return part.data, part.task_tree.internal_data, WRITES
    kept = part.carrier.internal_data
    return kept.setdefault("objects", {}), kept, FILLINGS


def instance_of(token: Token) -> Token | None:
    """Return the multi-instance instance a token lies in (itself, if it is one)."""
    while token is not None:
        if "locals" in token.internal_data:
            return token
        token = token.workflow.carrier
    return None


def _layers(token: Token) -> Iterator[tuple[Names, bool]]:
    """Yield what a token sees, from the inside out, and whether answers are kept there."""
    part = token.workflow
    while True:
        kept = token.internal_data
        if "objects" in kept:
            yield kept["objects"], False
        if "locals" in kept:
            yield kept["locals"], True
        if "index" in kept:
            yield {"loopCounter": kept["index"] + 1}, False
        if part.carrier is None or part.encloses:
            yield part.data, True
            return
        token = part.carrier
        part = token.workflow
