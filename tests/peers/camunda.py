"""A Camunda 7 in small: its REST interface for one process, from the published contract.

https://docs.camunda.org/manual/7.21/reference/rest/
"""

from itertools import count

from flask import Blueprint, Flask, jsonify, request
from lxml import etree

from benchmarks.office import STEPS

NEXT = {"accept": ("fire", "land", "env"), "decide": ("deliver",)}
DEFINITION = "co_review:1:7"


class Camunda:
    """What was deployed, and the tasks of all cases.

    :ivar open: the step and the case by the number of a task.
    """

    def __init__(self):
        self.diagram = None
        self.open, self.done, self._numbers = {}, [], count(1)

    def create(self):
        """Deploy the file of a form, and say what is in it."""
        self.diagram = etree.fromstring(request.files["data"].read())
        assert request.form["deployment-name"]
        return jsonify(id="d1", deployedProcessDefinitions={DEFINITION: {"key": "co_review"}})

    def remove(self, deployment):
        """Take the deployment away with its cases."""
        assert (deployment, request.args["cascade"]) == ("d1", "true")
        self.diagram, self.open = None, {}
        return "", 204

    def start(self, definition):
        """Begin a case at its first step."""
        assert definition == DEFINITION
        case = f"case{next(self._numbers)}"
        self._ask(case, "accept")
        return jsonify(id=case, definitionId=definition, ended=False)

    def tasks(self):
        """Return what is open in a case."""
        of_case = request.args["processInstanceId"]
        return jsonify(
            [{"id": number, "taskDefinitionKey": step} for number, step in self._open(of_case)]
        )

    def complete(self, number):
        """Close a task and open what follows; a task that is not there is a refusal."""
        if number not in self.open:
            return jsonify(type="RestException", message=f"Cannot find task {number}"), 500
        assert all("value" in one for one in request.json["variables"].values())
        case, step = self.open.pop(number)
        self.done.append(step)
        joined = () if step not in ("fire", "land", "env") or self._open(case) else ("decide",)
        for following in NEXT.get(step, joined):
            self._ask(case, following)
        return "", 204

    def counted(self):
        """Return how many tasks have ended."""
        assert dict(request.args) == {"processDefinitionId": DEFINITION, "finished": "true"}
        return jsonify(count=len(self.done))

    def app(self):
        """Return the application that serves it."""
        rest, app = Blueprint("rest", __name__, url_prefix="/engine-rest"), Flask(__name__)
        rest.post("/deployment/create")(self.create)
        rest.delete("/deployment/<deployment>")(self.remove)
        rest.post("/process-definition/<definition>/start")(self.start)
        rest.get("/task")(self.tasks)
        rest.post("/task/<number>/complete")(self.complete)
        rest.get("/history/task/count")(self.counted)
        app.register_blueprint(rest)
        return app

    def _open(self, case):
        return [(number, step) for number, (of, step) in self.open.items() if of == case]

    def _ask(self, case, step):
        assert step in STEPS
        self.open[f"task{next(self._numbers)}"] = case, step
