"""Stock SpiffWorkflow, used as its documentation shows: the whole run is read and written.

One transaction a step, with the same rows around it as the floor. Kept as it is: it is a
measure, not a competitor to be improved.
"""

import os
import time
from pathlib import Path
from threading import local
from typing import Any
from uuid import UUID

from flask import Flask, request
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.targets.tables import Audit, Case, Store, Task

DIAGRAM, KEY = Path(__file__).parents[1] / "process/process.bpmn", "co_review"


class Engine(local):
    """The definition, parsed once a thread, and the serializer."""

    def __init__(self) -> None:
        parser = BpmnParser()
        parser.add_bpmn_file(str(DIAGRAM))
        self.spec, self.inner = parser.get_spec(KEY), parser.get_subprocess_specs(KEY)
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())


def create_app() -> Flask:
    """Serve the tables at ``DATABASE_URL``."""
    app, store, engine = Flask(__name__), Store(os.environ["DATABASE_URL"]), Engine()

    @app.post("/start")
    def start() -> dict[str, Any]:
        run = BpmnWorkflow(engine.spec, engine.inner)
        run.do_engine_steps()
        with store.writing() as session:
            case = Case()
            session.add(case)
            return {"open": _put_back(session, engine, case, run)}

    @app.post("/complete/<int:task_id>")
    def complete(task_id: int) -> dict[str, Any]:
        with store.writing() as session:
            task = session.get_one(Task, task_id, with_for_update=True)
            case = session.get_one(Case, task.case_id, with_for_update=True)
            run = engine.serializer.deserialize_json(case.run)
            token = run.get_task_from_id(UUID(task.token))
            token.data[task.name] = request.get_json()
            token.run()
            run.do_engine_steps()
            task.state = "done"
            session.add(Audit(task_id=task_id, at=time.time(), body=request.get_data(as_text=True)))
            return {"open": _put_back(session, engine, case, run)}

    return app


def _put_back(session: Session, engine: Engine, case: Case, run: BpmnWorkflow) -> list[int]:
    case.run = engine.serializer.serialize_json(run)
    case.version, case.state = (case.version or 0) + 1, "done" if run.completed else "open"
    session.flush()
    known = set(session.scalars(select(Task.token).where(Task.case_id == case.id)))
    opened = [
        Task(
            case_id=case.id,
            name=token.task_spec.name,
            group=token.task_spec.name,
            due_at=time.time() + 86400,
            token=str(token.id),
        )
        for token in run.get_tasks(state=TaskState.READY, manual=True)
        if str(token.id) not in known
    ]
    session.add_all(opened)
    session.flush()
    return [task.id for task in opened]
