"""What the office around a process is, as far as checks can use it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from engine.checks.diagrams import Diagram


@dataclass(frozen=True)
class Item:
    """The catalogue item a process serves: its limits in working days, and who signs.

    :param signatures: 2 where one examines and another approves the decision.
    :param lead_department: the department that leads; ``None`` if nobody can tell.
    """

    promised_days: int
    statutory_days: int
    signatures: int = 1
    lead_department: str | None = None


@dataclass(frozen=True)
class Called:
    """A published process, as far as one that calls it must know.

    :param calls: the processes it calls itself.
    :param given: the names it reads and expects its caller to give.
    :param waits: whether it has a step at which a token stays.
    :param diagrams: what it does, for those who follow a case into it; none: nobody can tell.
    """

    calls: Set[str] = frozenset()
    given: Set[str] = frozenset()
    waits: bool = True
    diagrams: tuple[Diagram, ...] = ()


@dataclass(frozen=True)
class Takes:
    """What a type of job is told: names, and whether each must be given; ``None``: anything.

    :param brings: what it leaves behind: names, and the kind of each value as FEEL calls it.
    """

    headers: Mapping[str, bool] | None = None
    inputs: Mapping[str, bool] | None = None
    brings: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Known:
    """What exists outside the files. ``None`` means that nobody can tell here.

    :param departments: codes of the departments, e.g. ``"market_regulation"``.
    :param roles: codes of the roles, e.g. ``"examiner"``.
    :param jobs: types of the jobs the office can do by itself, with what each is told.
    :param processes: the newest versions of the published processes by key.
    :param groups: the groups in which somebody works now: ``role`` and ``department/role``.
    :param now: the moment it is at the office.
    :param item: the catalogue item, where the process is made for one.
    :param complete: whether the files are a whole process; of single files, what is not
        there is only a warning.
    """

    departments: Set[str] | None = None
    roles: Set[str] | None = None
    jobs: Mapping[str, Takes] | None = None
    processes: Mapping[str, Called] | None = None
    groups: Set[str] | None = None
    now: datetime | None = None
    item: Item | None = None
    complete: bool = True


NOTHING = Known(complete=False)
