"""What a step says to the database and writes does not grow with the case nor with the diagram."""

from benchmarks.counting import counted
from benchmarks.growth import long
from tests.engine.drawing import Drawing
from tests.usecases import drawing

LATE = 400


def size(written):
    """How many bytes some parameters have, roughly."""
    if isinstance(written, dict):
        written = [*written.values()]
    if isinstance(written, list | tuple):
        return sum(map(size, written))
    return len(written) if isinstance(written, bytes) else len(str(written))


def step(desk, name, answers):
    """How many statements answering a step takes, and how many bytes they write."""
    with counted() as said:
        desk.answer("zhouwenjing", name, answers)
    writes = (one for text, one in said.statements if text.startswith(("INSERT", "UPDATE", "WITH")))
    return len(said), size([*writes])


def again():
    it = Drawing("again").start().user("look", **drawing.ASKED)
    it.gateway("exclusive", "enough", default="enough_to_look").end("granted")
    it.flow("start", "look", "enough").flow("enough", "look")
    return it.flow("enough", "granted", when='=look.opinion = "enough"')


def test_a_late_step_says_and_writes_as_little_as_an_early_one(desk):
    drawing.shelve(desk, again())
    desk.hand_in({}, item="again")

    steps = [step(desk, "look", {"opinion": "again"}) for _ in range(LATE)]

    assert {said for said, _ in steps[3:]} == {steps[3][0]}
    assert max(bytes for _, bytes in steps[-4:]) <= 1.1 * min(bytes for _, bytes in steps[2:6])


def test_a_step_in_a_large_diagram_says_and_writes_as_little_as_in_a_small_one(desk):
    sizes = []
    for number in (6, 200):
        drawing.shelve(desk, long(number))
        desk.hand_in({}, item="long")
        sizes.append([step(desk, f"step_{n}", {}) for n in range(3)][-1])

    (few, small), (same, large) = sizes
    assert (same, large <= 1.1 * small) == (few, True), sizes
