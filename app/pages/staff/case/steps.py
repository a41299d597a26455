"""The steps of a case: those of its own process, and those of the processes it calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from app.pages.showing import labelled
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.office import processes
from app.usecases.work import Work
from engine.process import Process, Step


@dataclass(frozen=True)
class Steps:
    """Where the words for steps come from.

    :param called: versions of called processes by their digest, the newest first.
    """

    own: Process
    called: Mapping[str, Process]

    @classmethod
    def of(cls, work: Work, case: Case) -> Self:
        """Return the steps of a case."""
        versions = processes.of_digests(work.session, case.called) if case.called else ()
        called = {one.digest: work.process(one.digest) for one in versions}
        return cls(work.process(case.process_digest), called)

    def process(self, task: Task) -> Process:
        """Return the process a task is a step of."""
        return self.called.get(task.process or "", self.own)

    def named(self, step: str, process: Process | None = None) -> Step | None:
        """Return a step by its id, where need be one of any process the case calls.

        :param process: where to look first; the case's own by default.
        """
        for place in (process or self.own, self.own, *self.called.values()):
            if step in place.steps:
                return place.steps[step]
        return None


def named_in(process: Process, step: str) -> str:
    """Return the name of a step, or what was said in its stead."""
    return labelled(process.steps[step], "name") if step in process.steps else step
