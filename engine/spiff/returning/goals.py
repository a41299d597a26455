"""Where one can go back to from a task, and what each choice would do."""

from engine.change.returned import Goal, Preview, Return, Siblings, Then, Touched
from engine.errors import Conflict
from engine.spiff.game.part import Part
from engine.spiff.returning.levels import Level, levels
from engine.spiff.returning.plan import Plan
from engine.spiff.returning.refusing import planned
from engine.spiff.returning.turns import earlier_turn
from engine.spiff.scope import Token
from engine.spiff.waiting import asking
from engine.spiff.waiting.kinds import kind_of

Choice = tuple[Siblings, Then]
_ALONE: tuple[Choice, ...] = (("cancel", "again"), ("keep", "straight"))
_AMONG: tuple[Choice, ...] = (
    *(*_ALONE, ("keep", "again")),
    *(("wait", "again"), ("wait", "straight")),
)


def goals(task: Token) -> tuple[Goal, ...]:
    """Return the steps a task can be returned to, the last first, with what would come of it."""
    found = [_goal(task, level, step) for level in levels(task) for step in reversed(level.steps())]
    found += [_barred(level, step) for level in levels(task) for step in level.earlier()]
    return tuple({goal.place: goal for goal in reversed(found)}.values())[::-1]


def _barred(level: Level, step: str) -> Goal:
    """Return a step of which only turns are known that nobody can return to."""
    place, name = level.place(step), level.part.spec.task_specs[step].step.name
    return Goal(place, name, refused=earlier_turn(step).at(place))


def _goal(task: Token, level: Level, step: str) -> Goal:
    place, name = level.place(step), level.part.spec.task_specs[step].step.name
    why, previews = None, []
    for siblings, then in _AMONG:
        try:
            plan = planned(task, Return((place,), siblings, then))
        except Conflict as refusal:
            why = why or refusal.at(place)
        else:
            if (siblings, then) in _ALONE or _parts(plan):
                previews.append(_preview(plan))
    return Goal(place, name, tuple(previews), None if previews else why)


def _parts(plan: Plan) -> bool:
    """Whether there is anybody for whom a choice can be made, and to wait for where one waits."""
    among = bool(plan.others or plan.level.shared)
    return among and not (plan.asked.siblings == "wait" and plan.due)


def _preview(plan: Plan) -> Preview:
    gone = [plan.task] if plan.straight else plan.gone
    open_ = asking.held(plan.task.workflow.top_workflow)
    lost = [token for token in open_ if _lies_in(token, gone)]
    part = plan.level.part
    steps = {one.step: number for number, one in sorted(plan.undone.passes.items())}
    again = [step for step in sorted(steps, key=steps.__getitem__) if _does(part, step)]
    redone = plan.asked.to if plan.straight else tuple(map(plan.level.place, again))
    return Preview(
        plan.asked.siblings,
        plan.asked.then,
        kept=_touched([token for token in open_ if token not in lost]),
        cancelled=_touched(lost),
        redone=redone,
    )


def _does(part: Part, step: str) -> bool:
    spec = part.spec.task_specs.get(step)
    return spec is not None and spec.step.is_activity


def _lies_in(token: Token, gone: list[Token]) -> bool:
    """Whether a token is one of those that go, or lies inside of one."""
    return any(
        one in gone for level in levels(token) for one in (level.token, level.instance) if one
    )


def _touched(tokens: list[Token]) -> Touched:
    tasks = [one.internal_data["open"]["id"] for one in tokens if kind_of(one) == "task"]
    return Touched(tuple(dict.fromkeys(map(asking.place, tokens))), tuple(tasks))
