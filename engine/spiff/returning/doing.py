"""Carries a return out: withdraws tokens, takes answers back, and puts tokens where they belong."""

from SpiffWorkflow.util.task import TaskState

from engine.spiff.errands import Errand, Spared
from engine.spiff.game.part import Part
from engine.spiff.returning.merging import joined
from engine.spiff.returning.plan import Plan
from engine.spiff.returning.telling import tell
from engine.spiff.scope import Token
from engine.spiff.specs import writes
from engine.spiff.specs.events.borders import BorderOpening, borders
from engine.spiff.specs.nodes import withdraw
from engine.spiff.trail import Reopened, Trail, trail_of


def go_back(plan: Plan) -> None:
    """Do what a plan says, or let its task wait until it is due."""
    if plan.due:
        carry_out(plan)
    else:
        park(plan.task, plan.task.workflow.top_workflow.next_pass())
        plan.task.internal_data["wish"] = [list(plan.asked.to), plan.asked.then]


def carry_out(plan: Plan, reopened: Reopened | None = None) -> None:
    """Do what a plan says.

    :param reopened: which instances of the step are asked again.
    """
    number = plan.task.workflow.top_workflow.next_pass()
    tell(plan, plan.asked.to if reopened else ())
    errands = plan.errands(_leave(plan, number))
    part, partner = plan.level.part, plan.partner
    before = writes.known(part)
    if plan.straight:
        park(plan.task, number)
        plan.task.internal_data["outward"] = plan.outward
    else:
        writes.take_back(part, plan.undone.passes.values(), plan.taken_back())
        for token in plan.gone:
            discard(token)
        for (_, flow), (step, passes) in plan.undone.waiting.items():
            _wait_again(part, step, flow, Trail.of(passes, errands))
    if partner is not None:
        partner.trail = trail_of(partner).coming_for(joined(partner, errands, plan.lost))
        writes.take_back_lost(part, before)
        return
    back = number if plan.straight else None
    for opened in plan.undone.opened:
        step, passes = plan.undone.passes[opened].step, plan.undone.opening(opened)
        _open_again(part, step, Trail.of(passes, errands, back, reopened))


def _open_again(part: Part, step: str, trail: Trail) -> None:
    """Put a token to a step, with its border and what it waits for before it begins."""
    specs = part.spec.task_specs
    names = (f"{step} [gate]", BorderOpening.name_for(step), step)
    entry = next(specs[name] for name in names if name in specs)
    token = part.task_tree._add_child(entry, TaskState.FUTURE)
    token.trail = trail
    entry._update(token)


def _wait_again(part: Part, step: str, flow: str, trail: Trail) -> None:
    """Put a token back to where it waited for others."""
    token = part.task_tree._add_child(part.spec.task_specs[step], TaskState.FUTURE)
    token.internal_data["flow"], token.trail = flow, trail
    token._set_state(TaskState.WAITING)


def park(task: Token, number: int) -> None:
    """Let a task wait, asked of nobody, until somebody else is done."""
    if "index" not in task.internal_data:
        withdraw(borders(task))
    for name in ("open", "first", "wish"):
        task.internal_data.pop(name, None)
    task.internal_data["parked"] = number
    task._set_state(TaskState.WAITING)


def discard(token: Token) -> None:
    """Withdraw a token with everything that hangs on it."""
    withdraw(() if "index" in token.internal_data else borders(token))
    withdraw([token])


def _leave(plan: Plan, number: int) -> Errand:
    """Note that an instance is away while the others go on."""
    level = plan.level
    if not level.shared or plan.asked.siblings == "cancel":
        return ()
    assert level.instance is not None
    away = level.token.internal_data.setdefault("away", {})
    away[str(number)] = level.instance.internal_data["index"]
    return (Spared(number, level.token.task_spec.name),)
