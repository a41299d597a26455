"""When nobody returns to a step, though the case has come through it."""

from engine.change.returned import Return
from engine.errors import Conflict, Invalid
from engine.spiff.returning.plan import Plan
from engine.spiff.returning.resting import wishes_among, wishes_beside
from engine.spiff.returning.turns import earlier_turn, untold
from engine.spiff.scope import Token
from engine.spiff.trail import trail_of


def planned(task: Token, asked: Return) -> Plan:
    """Return what a return does, if it can be.

    :raises Invalid: ``return.straight_keeps`` or ``return.straight_one``.
    :raises Conflict: ``return.not_passed``, ``return.earlier_turn``, ``return.final``,
        ``return.by_event``, ``return.pending``, ``return.no_shortcut`` or
        ``return.other_version``.
    """
    _refuse_nonsense(asked)
    plan = Plan(task, asked)
    for refuse in (_final, _untold, _pending, _no_shortcut, _other_version):
        refuse(plan)
    return plan


def _final(plan: Plan) -> None:
    sealed = any(one.sealed for one in plan.undone.passes.values())
    if sealed or any("sealed" in one.internal_data for one in plan.gone):
        message = "Behind “%(step)s” something final has happened: nobody returns to it."
        raise Conflict("return.final", message, step=", ".join(plan.asked.to))


def _untold(plan: Plan) -> None:
    keeps = plan.asked.siblings != "cancel"
    if untold(plan.undone, plan.numbers, plan.others if keeps else ()):
        raise earlier_turn(", ".join(plan.asked.to))
    if keeps and not plan.straight and (event := _event(plan)) is not None:
        message = (
            "This task came of “%(event)s” beside another step, which does not happen again: "
            "come straight back, or withdraw the others."
        )
        raise Conflict("return.by_event", message, event=event)


def _event(plan: Plan) -> str | None:
    """Return an event beside which its step went on, if the token has come by one since."""
    specs = plan.level.part.spec.task_specs
    steps = (one.step for one in plan.undone.passes.values())
    return next(
        (one for one in steps if one in specs and specs[one].hangs and not specs[one].interrupting),
        None,
    )


def _pending(plan: Plan) -> None:
    if _crosses(plan):
        message = "Another return is under way: it has to come to its end first."
        raise Conflict("return.pending", message)


def _crosses(plan: Plan) -> bool:
    """Whether a return that others wait for would lose what it goes back to."""
    own = trail_of(plan.level.token)
    if own.back is not None and not plan.straight:
        return True
    if plan.asked.siblings == "wait" and wishes_beside(plan.task, plan.level):
        return True
    errands = {each for one in plan.others for each in trail_of(one).errands}
    if plan.asked.siblings != "cancel" and (
        wishes_among(plan.others) or not errands.issubset(own.errands)
    ):
        return True
    return bool(plan.crossing()) and plan.partner is None


def _no_shortcut(plan: Plan) -> None:
    specs = plan.level.part.spec.task_specs
    meant = specs[plan.undone.passes[plan.numbers[0]].step]
    if plan.straight and plan.undone.waiting and any(e.interrupting for e in meant.border):
        message = "“%(step)s” may be left by an event on its border: nobody comes straight back."
        raise Conflict("return.no_shortcut", message, step=meant.step.id)


def _other_version(plan: Plan) -> None:
    specs = plan.level.part.spec.task_specs
    for (_, flow), (step, _) in plan.undone.waiting.items():
        if step not in specs or flow not in specs[step].entering:
            message = "“%(step)s” has changed since the case has come through it."
            raise Conflict("return.other_version", message, step=step)


def _refuse_nonsense(asked: Return) -> None:
    if asked.then == "straight" and asked.siblings == "cancel":
        message = "Who comes straight back takes nothing from others: keep them, or wait."
        raise Invalid("return.straight_keeps", message)
    if asked.then == "straight" and len(asked.to) > 1:
        message = "One comes straight back from one step, not from several."
        raise Invalid("return.straight_one", message)
