"""A co-approval ends with the answer that makes its result certain, and not before."""

from itertools import permutations, product

import pytest

from tests.engine.drawing import Drawing, loop

THREE = ["fire", "roads", "health"]
RULES = {
    "all agree(opinions, allAsked)": lambda yes: len(yes) == 3,
    "any agrees(opinions, allAsked)": lambda yes: len(yes) >= 1,
    "at least agree(opinions, 2, allAsked)": lambda yes: len(yes) >= 2,
    "share agrees(opinions, 2, 3, allAsked)": lambda yes: len(yes) >= 2,
    "majority agrees(opinions, allAsked)": lambda yes: len(yes) >= 2,
    'no veto(opinions, "roads", allAsked)': lambda yes: "roads" in yes,
    "weight agrees(opinions, {fire: 2}, 2, allAsked)": lambda yes: "fire" in yes or len(yes) == 2,
    "first decides(opinions, allAsked)": lambda yes: "fire" in yes,
}


def voting(rule, sequential=False):
    asked = loop(
        output="opinions",
        result="={department: department, opinion: opine.opinion}",
        until=f"=decided({rule})",
        sequential=sequential,
    )
    drawing = Drawing().start().user("opine", '=department + "/approver"', loop=asked)
    return drawing.user("decide").end().flow("start", "opine", "decide", "end").process()


def settled(yes, said):
    """Whether the answers of some settle a rule, whatever the others answer."""
    rest = [one for one in THREE if one not in said]
    agreeing = {one for one, opinion in said.items() if opinion == "agree"}
    ways = product((True, False), repeat=len(rest))
    return (
        len({yes(agreeing | {d for d, y in zip(rest, way, strict=True) if y}) for way in ways}) == 1
    )


@pytest.mark.parametrize("rule", RULES)
def test_open_tasks_are_withdrawn_when_the_result_is_certain(start, rule):
    process = voting(rule)
    for order, opinions in product(permutations(THREE), product(("agree", "disagree"), repeat=3)):
        run, said = start(process, item={"departments": THREE}), {}
        for department, opinion in zip(order, opinions, strict=True):
            change = run.do("opine", department, opinion=opinion)
            said[department] = opinion
            assert (run.steps() == ["decide"]) == settled(RULES[rule], said)
            if run.steps() == ["decide"]:
                assert len(change.closed) == 3 - len(said)
                break


def test_in_turn_nobody_is_asked_after_the_first_who_objects(start):
    run = start(voting("all agree(opinions, allAsked)", True), item={"departments": THREE})

    run.do("opine", "fire", opinion="agree")
    run.do("opine", "roads", opinion="disagree")

    assert run.asks() == [("decide", "window")]
    assert [one["opinion"] for one in run.data()["opinions"]] == ["agree", "disagree"]


def test_in_turn_the_first_who_is_competent_decides(start):
    run = start(voting("first decides(opinions, allAsked)", True), item={"departments": THREE})

    run.do("opine", "fire", opinion="not_ours")
    assert run.asks() == [("opine", "roads")]
    run.do("opine", "roads", opinion="agree")

    assert run.steps() == ["decide"]
