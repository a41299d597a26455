"""What was saved by any release is loaded by this one, and goes on to its end."""

import pytest

from engine.change import Return
from engine.errors import Invalid
from engine.process import Process
from engine.run import Run
from engine.spiff import RUNS
from engine.spiff.codec import FORMAT
from tests.engine.drawing import Drawing
from tests.processes import elements
from tests.processes.golden import FOLDER, KEYS, Archive, standing

ARCHIVES = sorted(FOLDER.glob("*.zst"))


@pytest.fixture(scope="module", params=ARCHIVES, ids=lambda path: path.stem)
def archive(request):
    return Archive.read(request.param)


@pytest.mark.parametrize("key", [*KEYS, elements.KEY])
def test_every_process_has_states_of_this_format(key):
    assert (FOLDER / f"{key}.{FORMAT}.zst").exists()


def test_one_process_has_every_element_that_runs():
    drawn = [Process.read(files) for files in elements.folders().values()]

    assert {step.kind for process in drawn for step in process.steps.values()} == RUNS


def test_every_state_is_what_it_was_when_it_was_saved(archive):
    assert archive.waits
    for wait in archive.waits:
        run = archive.loaded(wait)

        assert {kind: standing(run)[kind] for kind in wait.standing} == wait.standing
        if wait.state.split()[1] == FORMAT.encode():
            assert run.save() == wait.state


class FromThere:
    """Lets a story go on from a saved state, once it has come to that wait."""

    def __init__(self, wait):
        self.wait, self.moves = wait, 0

    def __call__(self, run):
        self.moves += 1
        if self.moves - 1 != self.wait.move:
            return run
        made = run.workflow
        state = self.wait.state
        return Run.load(run.process, state, made.application, made.item, made.library)


def test_every_state_goes_on_to_the_end_of_its_story(archive):
    for wait in archive.waits:
        played = archive.play(wait.story, FromThere(wait))

        assert played.kept, str(played)


class BackFromThere(FromThere):
    """Returns as far as one can from a saved state, and from the same one written today."""

    def __call__(self, run):
        self.moves += 1
        if self.moves - 1 == self.wait.move and run.open_tasks():
            made = run.workflow
            given = made.application, made.item, made.library
            loaded = [Run.load(run.process, one, *given) for one in (self.wait.state, run.save())]
            left, today = (self.left(one, made.at) for one in loaded)
            assert left == today
        return run

    def left(self, run, at):
        """Return what everybody sees then."""
        task = run.open_tasks()[0].id
        goals = [one for one in run.returns(task) if one.previews]
        for goal in goals[-1:]:
            run.return_to(task, Return((goal.place,), goal.previews[0].siblings), at)
        return [run.names(one.id) for one in run.open_tasks()]


def test_a_return_from_an_earlier_state_leaves_what_it_leaves_today():
    archive = Archive.read(FOLDER / "enterprise_setup_trails.2.zst")

    for wait in archive.waits:
        archive.play(wait.story, BackFromThere(wait))


def code_of(process, state):
    with pytest.raises(Invalid) as refusal:
        Run.load(process, state, {}, {})
    return refusal.value.code


def test_no_byte_of_a_state_may_change_and_none_be_missing(archive):
    process, state = archive.process, archive.waits[-1].state
    known = {"state.damaged", "state.unknown_format"}

    for place in range(len(state)):
        flipped = state[:place] + bytes([state[place] ^ 1]) + state[place + 1 :]
        assert code_of(process, flipped) in known
        assert code_of(process, state[:place]) in known


def test_a_state_of_a_newer_format_or_another_process_is_refused_whole(archive):
    state = archive.waits[0].state
    magic, _, rest = state.split(b" ", 2)
    newer = b" ".join([magic, b"99", rest])
    other = Drawing().start().user("ask").end().flow("start", "ask", "end").process()

    assert code_of(archive.process, newer) == "state.unknown_format"
    assert code_of(other, state) == "state.other_process"
