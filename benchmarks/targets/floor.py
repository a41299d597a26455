"""The floor: what a step costs this stack without any engine, sign-in, permission or deadline.

Flask and SQLAlchemy; two reads, two updates, two inserts and one commit a step.
"""

import os
import time
from typing import Any

from flask import Flask, request

from benchmarks.targets.tables import Audit, Case, Store, Task

STEPS = ("accept", "fire", "land", "env", "decide", "deliver")


def create_app() -> Flask:
    """Serve the tables at ``DATABASE_URL``."""
    app, store = Flask(__name__), Store(os.environ["DATABASE_URL"])

    @app.post("/start")
    def start() -> dict[str, Any]:
        with store.writing() as session:
            case = Case()
            session.add(case)
            session.flush()
            task = _task(case, STEPS[0])
            session.add(task)
            session.flush()
            return {"open": [task.id]}

    @app.post("/complete/<int:task_id>")
    def complete(task_id: int) -> dict[str, Any]:
        with store.writing() as session:
            task = session.get_one(Task, task_id, with_for_update=True)
            case = session.get_one(Case, task.case_id)
            task.state, case.version = "done", case.version + 1
            session.add(Audit(task_id=task_id, at=time.time(), body=request.get_data(as_text=True)))
            following = [_task(case, name) for name in STEPS[STEPS.index(task.name) + 1 :][:1]]
            session.add_all(following)
            case.state = "open" if following else "done"
            session.flush()
            return {"open": [task.id for task in following]}

    return app


def _task(case: Case, name: str) -> Task:
    return Task(case_id=case.id, name=name, group="window", due_at=time.time() + 86400)
