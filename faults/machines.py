"""The job that machines do in these offices: it writes a notice with its result."""

from collections.abc import Mapping
from typing import Any

from app.storage.case.cases import Case
from app.usecases import announcing
from app.usecases.jobs.types import JobType
from app.usecases.work import Work


class LookUp(JobType):
    """Brings nothing, and writes a notice with it: what was kept twice would be seen."""

    name, label = "look_up", "Look up"

    def do(self, given: Any) -> Mapping[str, Any]:
        """Find nothing."""
        return {}

    def keep(self, work: Work, case: Case, given: Any) -> None:
        """Say that it was done."""
        announcing.told(work, case, given.id, "applicant", "查到了")
