"""Any moves of a run: on, and back in every way there is."""

from engine.change import Return
from engine.errors import Conflict


def sent_back(run, choice, drops=True):
    """Return some task in some way, or ask somebody again, or no more, if any can be."""
    loaded = run.loaded
    told = [
        ("return_to", task.id, Return((goal.place,), how.siblings, how.then))
        for task in loaded.open_tasks()
        for goal in loaded.returns(task.id)
        for how in goal.previews
    ]
    told += [("reopen", *one) for one in answered(loaded)]
    several = [one for one in loaded.several() if one.asked] if drops else []
    told += [("drop_instance", one.step, one.asked[0]) for one in several]
    if not told:
        return False
    try:
        run.move(*told[choice % len(told)])
    except Conflict:
        return False
    return True


def answered(run):
    """Yield the activities of which some can be asked again, with one who has answered."""
    for step in run.process.steps:
        try:
            asked = run.instances(step)
        except Conflict:
            continue
        yield from ((step, [one.index]) for one in asked if one.state == "done")


def go_on(run, choice, answers):
    """Make some move."""
    loaded = run.loaded
    moves = [("complete", one.id, answers) for one in loaded.open_tasks()]
    moves += [("finish_job", one.id, answers) for one in loaded.jobs()]
    moves += [("pass_timer", one.id) for one in loaded.timers()]
    run.move(*moves[choice % len(moves)])
