"""How an attempt at a job can end without a result."""

from engine.errors import Broken


class Failed(Broken):
    """One attempt came to nothing; the next may do better. Its words hold no secret."""


class Hopeless(Failed):
    """An attempt came to nothing, and every other one would."""


class Thrown(Exception):
    """A job ends with an error the process may have drawn a way for.

    :param error: the code of the BPMN error.
    """

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error
