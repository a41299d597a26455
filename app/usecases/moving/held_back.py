"""Nothing is granted while a material is missing that was promised for it."""

from app.storage.case import promises
from app.usecases.moving.moved import Moved
from engine.errors import Conflict

REFUSAL = "REFUSAL_DECISION"
AGAINST = frozenset({"refused"})


def hold_back(moved: Moved) -> None:
    """Keep people from granting what waits for a promised material; a case without pays nothing.

    To refuse, and what happens because time passes, is not kept back.

    :raises Conflict: a material the item insists on was promised and is still missing.

    Source: features L22; facts, section 2.2 (容缺受理: decided only when complete).
    """
    case = moved.case
    if not case.promised or moved.passed is not None or moved.silence is not None:
        return
    if not _grants(moved):
        return
    missing = promises.open_of_case(moved.work.session, case.id)
    names = [one.name for one in missing if one.blocks]
    if names:
        message = "Promised, and still missing: %(materials)s. Nothing is granted before it comes."
        raise Conflict("promise.open", message, materials="、".join(names))


def _grants(moved: Moved) -> bool:
    change = moved.change
    decides = any(one.kind == "decided" for one in change.milestones)
    refuses = any(one.kind == REFUSAL for one in change.papers) or change.outcome in AGAINST
    return decides and not refuses
