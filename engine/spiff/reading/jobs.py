"""From tasks of machines, and tasks that tell or wait for messages, to those that run."""

from typing import Any

from engine.spiff.elements import BPMN, ZEEBE, extension
from engine.spiff.reading.activities import ActivityReader
from engine.spiff.reading.events.causes import caught, telling
from engine.spiff.reading.mappings import read_mapping
from engine.spiff.specs.events.throw import ThrowEvent
from engine.spiff.specs.steps import JobTask, Order

MOST_RETRIES = 100


class JobReader(ActivityReader):
    """Reads which machine is asked, and what it is told."""

    def extras(self) -> dict[str, Any]:
        """Return what is ordered."""
        told = extension(self.node, "taskDefinition")
        job, retries = told.get("type", ""), told.get("retries", "3")
        if not job or job.startswith("="):
            raise self.refuse("job.missing", "“%(element)s” needs a zeebe:taskDefinition type.")
        if not (retries.isdecimal() and 1 <= int(retries[:4]) <= MOST_RETRIES):
            message = "The retries of “%(element)s” are a number from 1 to %(most)s, not %(text)s."
            raise self.refuse("job.retries", message, most=MOST_RETRIES, text=retries)
        if read_mapping(self, "output"):
            message = "What the job of “%(element)s” brings lies under its id: it has no outputs."
            raise self.refuse("job.output", message)
        return {"order": Order(job, int(retries), self._headers(), read_mapping(self, "input"))}

    def _headers(self) -> dict[str, str]:
        found: dict[str, str] = {}
        path = f"{BPMN}extensionElements/{ZEEBE}taskHeaders/{ZEEBE}header"
        for node in self.node.iterfind(path):
            key = node.get("key", "")
            if not key or key in found:
                message = "A header of “%(element)s” needs a key of its own, not “%(key)s”."
                raise self.refuse("job.header", message, node, element=self.bpmn_id, key=key)
            found[key] = node.get("value", "")
        return found


class SendReader(JobReader):
    """Reads a task that tells a message, or asks a machine to do so."""

    def create_task(self) -> Any:
        """Return the task: of one kind or the other."""
        self.spec_class = JobTask if self.node.get("messageRef") is None else ThrowEvent
        return super().create_task()

    def extras(self) -> dict[str, Any]:
        """Return what is ordered or told."""
        if self.spec_class is JobTask:
            return super().extras()
        if extension(self.node, "taskDefinition"):
            message = "“%(element)s” has a message and a job: which of them sends it?"
            raise self.refuse("job.and_message", message)
        return {"cause": telling(self, self.node, "message")}


class ReceiveReader(ActivityReader):
    """Reads a task that waits for a message."""

    def extras(self) -> dict[str, Any]:
        """Return the message."""
        if self.node.get("instantiate") == "true":
            message = "“%(element)s” starts a case: cases start with an application."
            raise self.refuse("receive.instantiates", message)
        return {"cause": caught(self, "message", self.node)}
