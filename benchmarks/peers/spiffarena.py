"""SpiffArena, by the REST interface of its backend.

https://spiff-arena.readthedocs.io, ``spiffworkflow_backend/api.yml``
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

from benchmarks.client import Failed
from benchmarks.office import STEPS
from benchmarks.peers import dialects
from benchmarks.peers.talking import File, Line, Peer

MODEL, NAME = "co-review", "process.bpmn"
ANSWERS = STEPS["fire"][1]
AT_ONCE = "execution_mode=synchronous"
PAGE = 100
ENDED = ("complete", "error", "terminated")


@contextmanager
def deployed(url: str) -> Iterator[Peer]:
    """Have the process in a group of its own as long as the block lasts; it goes with its cases.

    :param url: of the interface, with the token of a person who may do everything, such as
        ``http://token@127.0.0.1:7000/v1.0``.
    :raises Failed: the peer refuses.
    """
    line, group = Line(url), f"lianshen-benchmark-{uuid4().hex[:8]}"
    line.call("POST", "/process-groups", {"id": group, "display_name": group, "description": ""})
    model = f"{group}:{MODEL}"
    named = {"display_name": MODEL, "description": ""}
    line.call("POST", f"/process-models/{group}", {"id": f"{group}/{MODEL}", **named})
    try:
        drawn = File("file", NAME, dialects.spiffarena(), {})
        line.call("POST", f"/process-models/{model}/files", drawn)
        first = {"primary_file_name": NAME, "primary_process_id": dialects.KEY}
        line.call("PUT", f"/process-models/{model}", first)
        yield Peer(partial(walk, url, model), partial(stored, model))
    finally:
        _clear(Line(url), group, model)


def walk(url: str, model: str) -> Iterator[tuple[str, float]]:
    """Start a case and complete its tasks; what is open is asked only when no more is known."""
    line = Line(url)
    while True:
        begun = time.perf_counter()
        case = line.call("POST", f"/process-instances/{model}")["id"]
        line.call("POST", f"/process-instance-run/{model}/{case}?{AT_ONCE}")
        yield "start", time.perf_counter() - begun
        asked: list[str] = []
        for _ in STEPS:
            asked = asked or _open(line, case)
            if not asked:
                raise Failed(f"the case {case} ended too early")
            begun = time.perf_counter()
            line.call("PUT", f"/tasks/{case}/{asked.pop()}?{AT_ONCE}", ANSWERS)
            yield "step", time.perf_counter() - begun
        if asked or _open(line, case):
            raise Failed(f"the case {case} did not come to its end")


def stored(model: str, url: str) -> Sequence[int]:
    """Return how many tasks of the process people have completed, added up case by case."""
    line = Line(url)
    paths = [f"/tasks/completed/{case['id']}?per_page=1" for case in _cases(line, model)]
    return [sum(line.call("GET", path)["pagination"]["total"] for path in paths)]


def _open(line: Line, case: int) -> list[str]:
    answer = line.call("GET", f"/tasks?process_instance_id={case}")
    return [task["id"] for task in answer["results"]]


def _cases(line: Line, model: str) -> list[dict[str, object]]:
    """Return the cases of the process, page after page."""
    one = {"field_name": "process_model_identifier", "field_value": model.replace(":", "/")}
    wanted = {"columns": [], "filter_by": [one | {"operator": "equals"}], "order_by": ["id"]}
    found: list[dict[str, object]] = []
    while True:
        path = f"/process-instances?page={len(found) // PAGE + 1}&per_page={PAGE}"
        page = line.call("POST", path, {"report_metadata": wanted})["results"]
        found += page
        if len(page) < PAGE:
            return found


def _clear(line: Line, group: str, model: str) -> None:
    """Take away the cases, which may still be under way, and then what they follow."""
    for case in _cases(line, model):
        if case["status"] not in ENDED:
            line.call("POST", f"/process-instance-terminate/{model}/{case['id']}")
        line.call("DELETE", f"/process-instances/{model}/{case['id']}")
    line.call("DELETE", f"/process-groups/{group}")
