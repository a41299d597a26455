"""What one move leaves for the caller, besides tasks and timers."""

from typing import Any

from engine.change import AsOf, Message, Milestone, Paper, Passed, TakenBack

DATED_BACK: dict[str | None, AsOf] = {"receipt": "receipt", "completion": "completion"}


class Happened:
    """Elements gone through, milestones, papers due, messages thrown, what is taken back."""

    def __init__(self) -> None:
        self.steps: list[Passed] = []
        self.milestones: list[Milestone] = []
        self.papers: list[Paper] = []
        self.messages: list[Message] = []
        self.taken_back: list[TakenBack] = []

    def passed(self, token: Any) -> None:
        """Note that a token is done with an element.

        An element with several instances counts once, when all are done; each of its
        instances has papers of its own.
        """
        step, kept = token.task_spec.step, token.internal_data
        if "index" not in kept:
            self.steps.append(Passed(step.id, step.kind, step.name, token.workflow.path))
            self._milestone(step)
        if "paper" in step.settings and not token.task_spec.repeats:
            task_id = kept["open"]["id"] if "open" in kept else None
            self.papers.append(Paper(step.settings["paper"], step.id, task_id))

    def _milestone(self, step: Any) -> None:
        if kind := step.settings.get("milestone"):
            as_of = DATED_BACK.get(step.settings.get("as_of"), "now")
            self.milestones.append(Milestone(kind, step.id, as_of))
