"""Damaged files, states and texts give findings and refusals, and never anything else."""

import random
from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as some

from engine import stories
from engine.checks import check
from engine.errors import Broken, Invalid
from engine.forms import Form
from engine.process import Process
from engine.run import Run
from tests.databases import ROOT
from tests.engine.checks.examples import OFFICE, SOUND
from tests.engine.model.driver import AT, ITEM
from tests.engine.readers.mutations import bytes_of, damaged, values_of
from tests.engine.run.test_walks import everything
from tests.engine.sizes import examples

SEEDS = some.integers(0, 2**32)
FOLDERS = (ROOT / "bpmn/enterprise_setup", ROOT / "forms/enterprise_setup")
SHIPPED = {f.name: f.read_bytes() for d in FOLDERS for f in d.iterdir() if f.suffix != ".md"}
WHOLE = {"sound": SOUND, "shipped": SHIPPED, "everything": {"process.bpmn": everything().xml()}}


def read(files):
    """Read the files; where they are refused, return nothing."""
    try:
        return Process.read(files)
    except Invalid:
        return None


def refused(reader, *given):
    """Return the code of the refusal, if there is one."""
    try:
        reader(*given)
    except Invalid as refusal:
        return refusal.code
    return None


def walk(process, chance):
    """Start a run and move it a little; incidents are all that may happen."""
    try:
        run, _ = Run.start(process, {}, ITEM, AT)
        for _ in range(5):
            run = Run.load(process, run.save(), {}, ITEM)
            tasks, timers = run.open_tasks(), run.timers()
            if tasks and (not timers or chance.random() < 0.7):
                run.complete(chance.choice(tasks).id, {"n": 1, "opinion": "agree"}, AT)
            elif timers:
                run.pass_timer(chance.choice(timers).id, AT)
    except Broken:
        return


@examples(60)
@given(some.sampled_from(sorted(WHOLE)), SEEDS)
def test_damaged_files_are_refused_or_run(which, seed):
    whole, chance = WHOLE[which], random.Random(seed)
    name = chance.choice(sorted(whole) + ["process.bpmn"] * 5)
    files = whole | {name: damaged(chance, name, whole[name])}

    told = check(files, known=OFFICE)

    assert all(str(one) for one in told)
    process = read(files)
    assert process or any(one.severity == "error" for one in told), "accepted, but not read"
    if process:
        walk(process, chance)


@examples(60)
@given(SEEDS)
def test_damaged_stories_are_refused_or_played(seed):
    raw = damaged(random.Random(seed), "stories.toml", SHIPPED["stories.toml"])

    assert refused(stories.read, raw) in (None, "stories.unreadable")


@pytest.fixture(scope="module")
def state():
    run, _ = Run.start(Process.read(WHOLE["everything"]), {}, ITEM, AT)
    return run.save()


@examples(150)
@given(seed=SEEDS)
def test_a_damaged_state_is_never_loaded(state, seed):
    raw = bytes_of(random.Random(seed), state)

    if raw != state:
        with pytest.raises(Invalid):
            Run.load(Process.read(WHOLE["everything"]), raw, {}, ITEM)


@examples(150)
@given(seed=SEEDS)
def test_a_state_that_only_seems_sound_is_refused_or_loaded(state, seed):
    line, _, packed = state.partition(b"\n")
    body = values_of(random.Random(seed), zstandard.decompress(packed))
    words, packed = line.rpartition(b" ")[0], zstandard.compress(body)
    seal = sha256(words + packed).hexdigest().encode()

    forged = words + b" " + seal + b"\n" + packed
    code = refused(Run.load, Process.read(WHOLE["everything"]), forged, {}, ITEM)
    assert code in (None, "state.damaged")


@examples(100)
@given(some.sampled_from(sorted(name for name in SHIPPED if name.endswith(".form"))), SEEDS)
def test_a_damaged_form_is_refused_or_takes_answers(name, seed):
    raw = values_of(random.Random(seed), SHIPPED[name])

    try:
        form = Form.read(raw, name)
    except Invalid:
        return
    assert refused(form.check, {"name": "甲"}, {}, AT) in (None, "answers.invalid")
