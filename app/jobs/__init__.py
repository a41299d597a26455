"""What the office does by itself: its types of jobs, who does them, and the embedded clock."""

from collections.abc import Mapping
from typing import Any

from app.jobs.endpoints import read
from app.jobs.notify import Notify
from app.jobs.webhook import Webhook
from app.usecases.jobs.registry import JobTypes
from app.usecases.jobs.types import JobType


def registered(config: Mapping[str, Any]) -> JobTypes:
    """Return every type of job this office can do.

    :raises app.config.Unsafe: the file of endpoints cannot be read, or one is not safe.
    """
    types: tuple[JobType, ...] = (Notify(), Webhook(read(config["WEBHOOKS"])))
    return JobTypes({one.name: one for one in types}, config["JOB_WAITS"])
