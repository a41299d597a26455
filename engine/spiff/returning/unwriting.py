"""Takes back what steps have written: every name is as if they had not been done.

Source: decision 176.
"""

from engine.spiff.ledger import take_out, take_out_first, unentered
from engine.spiff.returning.plan import Plan
from engine.spiff.scope import page, pages


def unwrite(plan: Plan) -> None:
    """Take back what was written in all that a plan takes back."""
    part, numbers = plan.level.part, plan.taken_back()
    names, ledger = page(part.task_tree)
    firsts = []
    for one in plan.undone.passes.values():
        spec = part.spec.task_specs.get(one.step)
        own = numbers.intersection({one.number, *one.older})
        if spec is not None and spec.answer and own and unentered(ledger, spec.answer, own):
            firsts.append(spec.answer)
    for kept, writes in pages(plan.task.workflow.top_workflow):
        take_out(writes, kept, numbers)
    for name in firsts:
        take_out_first(ledger, names, name)
