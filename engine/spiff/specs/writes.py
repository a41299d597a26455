"""What steps have written, as it goes along with what a token has come through; decision 176."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from engine.spiff.ledger import (
    enter_first,
    merge,
    renumber,
    take_out,
    take_out_first,
    unentered,
)
from engine.spiff.passes import Pass, every
from engine.spiff.scope import Token, page, pages
from engine.spiff.trail import trail_of


def number(token: Token, done: list[Token]) -> int:
    """Return the number of a pass, greater than those of all that came before.

    :param done: the token, and the one whose step it ends: what that has written counts with it.
    """
    run, highest = token.workflow.top_workflow, trail_of(token).highest
    reserved = [kept.pop("number") for one in done if "number" in (kept := one.internal_data)]
    fits = reserved and reserved[0] > highest
    found: int = reserved[0] if fits else run.next_pass()
    for other in reserved:
        if other != found:
            for names, ledger in pages(run):
                merge(ledger, names, other, found, None)
    return found


def own_up(token: Token, passes: list[Pass]) -> None:
    """Enter what was written in passes of which soon only the numbers are known."""
    names, ledger = page(token)
    for one in passes:
        spec = token.workflow.spec.task_specs.get(one.step)
        if spec is not None and spec.answer:
            made = ((number, {number}) for number in (*one.older, one.number))
            first = next((n for n, own in made if unentered(ledger, spec.answer, own)), None)
            if first is not None:
                enter_first(ledger, names, spec.answer, first)


def settle(token: Token, task: Token) -> None:
    """Let what a step has written when it was done again count as written when it was done first.

    :param task: the one that has waited for it.
    """
    around = task
    while around.workflow is not token.workflow:
        around = around.workflow.carrier
    step, again = token.task_spec, token.internal_data.pop("number", None)
    passes: Any = every(trail_of(whole(around)).passes)
    first = max((one.number for one in passes if one.step == step.name), default=None)
    if again is not None and first is not None:
        for names, ledger in pages(token.workflow.top_workflow):
            merge(ledger, names, first, again, step.answer)
            renumber(ledger, {again: first})


def whole(token: Token) -> Token:
    """Return the token that stands for all instances or turns, where this is one of them."""
    return token.parent if "index" in token.internal_data else token


def take_back(part: Any, passes: Iterable[Pass], numbers: Collection[int]) -> None:
    """Let every name be as if nothing had been written in some passes of a part.

    :param numbers: of those, and of others within them.
    """
    names, ledger = page(part.task_tree)
    firsts = set()
    for one in passes:
        spec = part.spec.task_specs.get(one.step)
        own = {one.number, *one.older}.intersection(numbers)
        if spec is not None and spec.answer and own and unentered(ledger, spec.answer, own):
            firsts.add(spec.answer)
    for kept, written in pages(part.top_workflow):
        take_out(written, kept, numbers)
    for name in firsts:
        take_out_first(ledger, names, name)


def known(part: Any, *others: Token) -> dict[int, Pass | None]:
    """Return what the tokens that go on in a part have come through, and what they are doing.

    :param others: tokens that do not go on.
    """
    found: dict[int, Pass | None] = {}
    for token in (*part.unfinished(), *others):
        for one in every(trail_of(token).passes):
            found |= dict.fromkeys((*one.older, one.number), one)
        if "number" in token.internal_data:
            found.setdefault(token.internal_data["number"], None)
    return found


def take_back_lost(part: Any, before: Mapping[int, Pass | None]) -> None:
    """Take back what was written in passes that no token knows any more.

    :param before: what was known.
    """
    lost = before.keys() - known(part).keys()
    take_back(part, [one for number, one in before.items() if one and number in lost], lost)


def number_again(run: Any, numbers: Mapping[int, int]) -> None:
    """Give passes other numbers in all that is noted of writes."""
    for _, ledger in pages(run):
        renumber(ledger, numbers)
