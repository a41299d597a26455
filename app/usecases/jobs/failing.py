"""How an attempt at a job can end without a result."""

from typing import Any

from engine.errors import Broken, kept


class Failed(Broken):
    """One attempt came to nothing; the next may do better. Its words hold no secret."""


class Hopeless(Failed):
    """An attempt came to nothing, and every other one would."""


class Down(Failed):
    """Nothing gets through by this way now: the next letter would fare no better."""


class Barred(Down, Hopeless):
    """Nothing gets through by this way until somebody changes something."""


class Thrown(Exception):
    """A job ends with an error the process may have drawn a way for.

    :param error: the code of the BPMN error.
    """

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


def said(why: Broken) -> dict[str, Any]:
    """Return what went wrong as it is kept: code, message and its params.

    >>> said(Failed("mail.refused", "The mail server answered %(status)s.", status=451))["params"]
    {'status': '451'}
    """
    return {"code": why.code, "message": why.message, "params": kept(why.params)}
