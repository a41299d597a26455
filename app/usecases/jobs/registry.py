"""The types of jobs the office can do by itself, and how patient it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.usecases.jobs.failing import Hopeless
from app.usecases.jobs.types import JobType
from engine.checks.known import Takes


@dataclass(frozen=True)
class JobTypes:
    """What the office can do by itself, and how patient it is.

    :param waits: seconds before the second attempt, the third, and so on; the last goes on.
    """

    types: Mapping[str, JobType]
    waits: Sequence[int] = (10,)

    def of(self, name: str) -> JobType:
        """Return a type of job.

        :raises Hopeless: nobody here does that.
        """
        if name not in self.types:
            raise Hopeless("job.nobody", "Nobody here does the job “%(type)s”.", type=name)
        return self.types[name]

    def judge(self, name: str, result: Mapping[str, Any]) -> dict[str, Any]:
        """Return a result given by hand; of a type nobody here does, any will do.

        :raises Invalid: it is not what this type brings, with every fault.
        """
        kind = self.types.get(name)
        return kind.judge(result) if kind is not None else dict(result)

    def lease(self, name: str) -> timedelta:
        """Return how long one attempt at a type of job may take."""
        return getattr(self.types.get(name), "lease", JobType.lease)

    def wait(self, attempts: int) -> timedelta:
        """Return how long to wait after so many attempts.

        >>> JobTypes({}, [10, 60]).wait(3)
        datetime.timedelta(seconds=60)
        """
        return timedelta(seconds=self.waits[min(attempts, len(self.waits)) - 1])

    @property
    def known(self) -> dict[str, Takes]:
        """What the checks know of each type."""
        return {name: kind.takes for name, kind in self.types.items()}


NOBODY = JobTypes({})
