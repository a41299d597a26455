"""What a step costs does not grow with the case nor with the diagram: counted, not timed."""

from benchmarks.growth import Case, again, long
from engine import Run

STEPS = 400


class Counted(Case):
    """A case that says how many tokens a step restores."""

    @property
    def tokens(self):
        return len(Run.load(self._process, self._state, {}, {}).tokens())


def test_the_state_of_a_late_step_is_as_large_as_that_of_an_early_one():
    case = Counted(again().process())
    sizes, tokens = [], []
    for _ in range(STEPS):
        case.step()
        sizes.append(case.size)
        tokens.append(case.tokens)

    assert max(tokens) == 1
    assert max(sizes[-4:]) <= max(sizes[2:6]) + 8, (sizes[:8], sizes[-8:])


def test_the_state_in_a_large_diagram_is_hardly_larger_than_in_a_small_one():
    small, large = Counted(long(6).process()), Counted(long(200).process())

    assert large.tokens == small.tokens == 1
    assert large.size <= small.size + 8
