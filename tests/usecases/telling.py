"""Tells a story in the office, step by step; what it promises to be refused is refused."""

from functools import partial

import pytest

from engine.errors import Invalid, Refusal
from engine.stories.telling import moment


def play(stage, story):
    meet(story.start, lambda: stage.hand_in(story))
    for step in story.steps:
        meet(step, partial(act, stage, step))


def meet(step, deed):
    """Do what a step says, and be refused where it says so."""
    if "refused" not in step:
        deed()
        return
    with pytest.raises(Refusal) as refused:
        deed()
    assert step["refused"] in codes(refused.value)


def act(stage, step):
    if "do" in step:
        stage.do(step)
    elif "until" in step:
        stage.go_to(moment(step["until"]))
    elif "wait" in step:
        stage.wait(step["wait"])
    elif "job" in step:
        stage.job(step)
    elif "pause" in step:
        stage.pause(step)
    elif "resume" in step:
        stage.resume(step)
    elif "message" in step:
        stage.withdraw(step)


def codes(refusal):
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    return {refusal.code, *(fault.code for fault in faults)}
