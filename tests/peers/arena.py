"""A SpiffArena in small: its REST interface for one process, from its published contract.

``spiffworkflow_backend/api.yml`` of sartography/spiff-arena
"""

from itertools import count

from flask import Blueprint, Flask, jsonify, request
from lxml import etree

from benchmarks.office import STEPS
from tests.peers.camunda import NEXT

ENDED = "complete"


class Arena:
    """The groups, what was drawn, and the tasks of all cases.

    :ivar open: the step and the case by the id of a task.
    :ivar status: by case.
    """

    def __init__(self):
        self.groups, self.diagram, self.first = [], None, None
        self.open, self.done, self.status, self._numbers = {}, [], {}, count(1)

    def group(self):
        """Make a group."""
        self.groups.append(request.json["id"])
        return jsonify(request.json), 201

    def model(self, group):
        """Make a process in a group."""
        assert request.json["id"] == f"{group}/co-review"
        assert request.json["display_name"]
        return jsonify(request.json), 201

    def file(self, model):
        """Take a diagram."""
        assert model == f"{self.groups[0]}:co-review"
        self.diagram = etree.fromstring(request.files["file"].read())
        return jsonify(name=request.files["file"].filename), 201

    def update(self, model):
        """Take which diagram is the first."""
        self.first = request.json
        return jsonify(request.json)

    def create(self, model):
        """Make a case that does nothing yet."""
        case = next(self._numbers)
        self.status[case] = "not_started"
        return jsonify(id=case, status="not_started"), 201

    def run(self, model, case):
        """Let a case go as far as it can."""
        assert request.args["execution_mode"] == "synchronous"
        self.status[case] = "user_input_required"
        self._ask(case, "accept")
        return jsonify(id=case, status=self.status[case])

    def tasks(self):
        """Return what is open in a case."""
        of_case = int(request.args["process_instance_id"])
        found = [{"id": number, "task_name": step} for number, step in self._open(of_case)]
        return jsonify(results=found, pagination={"total": len(found)})

    def submit(self, case, number):
        """Close a task and open what follows; a task that is not open is a refusal."""
        if self.open.get(number, (None,))[0] != case:
            return jsonify(error_code="human_task_not_found", message="no such task"), 400
        assert request.json
        _, step = self.open.pop(number)
        self.done.append((case, step))
        joined = () if step not in ("fire", "land", "env") or self._open(case) else ("decide",)
        for following in NEXT.get(step, joined):
            self._ask(case, following)
        if step == "deliver":
            self.status[case] = ENDED
        return jsonify(ok=True)

    def completed(self, case):
        """Return how many tasks of a case are done."""
        steps = [step for of, step in self.done if of == case]
        return jsonify(results=steps[:1], pagination={"total": len(steps)})

    def cases(self):
        """Return a page of the cases of a process."""
        (wanted,) = request.json["report_metadata"]["filter_by"]
        assert wanted["field_value"] == f"{self.groups[0]}/co-review"
        page, size = int(request.args["page"]), int(request.args["per_page"])
        found = [{"id": case, "status": status} for case, status in self.status.items()]
        return jsonify(results=found[(page - 1) * size : page * size])

    def terminate(self, model, case):
        """End a case that is under way."""
        self.status[case] = "terminated"
        return jsonify(ok=True)

    def remove(self, model, case):
        """Take away a case; one that is under way stays."""
        if self.status[case] not in (ENDED, "terminated"):
            return jsonify(error_code="process_instance_cannot_be_deleted_error"), 400
        del self.status[case]
        return jsonify(ok=True)

    def clear(self, group):
        """Take away a group; not while there are cases of it."""
        if self.status:
            return jsonify(error_code="existing_instances"), 400
        self.groups.remove(group)
        return jsonify(ok=True)

    def app(self):
        """Return the application that serves it."""
        rest, app = Blueprint("rest", __name__, url_prefix="/v1.0"), Flask(__name__)
        rest.post("/process-groups")(self.group)
        rest.delete("/process-groups/<group>")(self.clear)
        rest.post("/process-models/<group>")(self.model)
        rest.post("/process-models/<model>/files")(self.file)
        rest.put("/process-models/<model>")(self.update)
        rest.post("/process-instances")(self.cases)
        rest.post("/process-instances/<model>")(self.create)
        rest.post("/process-instance-run/<model>/<int:case>")(self.run)
        rest.post("/process-instance-terminate/<model>/<int:case>")(self.terminate)
        rest.delete("/process-instances/<model>/<int:case>")(self.remove)
        rest.get("/tasks")(self.tasks)
        rest.put("/tasks/<int:case>/<number>")(self.submit)
        rest.get("/tasks/completed/<int:case>")(self.completed)
        rest.before_request(self._let_in)
        app.register_blueprint(rest)
        return app

    def _let_in(self):
        if request.headers.get("Authorization") != "Bearer secret":
            return jsonify(error_code="not_authenticated"), 401
        return None

    def _open(self, case):
        return [(number, step) for number, (of, step) in self.open.items() if of == case]

    def _ask(self, case, step):
        assert step in STEPS
        self.open[f"guid-{next(self._numbers)}"] = case, step
