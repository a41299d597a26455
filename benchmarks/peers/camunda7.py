"""Camunda 7 and its successors (Operaton, CIB seven), by their REST interface.

https://docs.camunda.org/manual/7.21/reference/rest/
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from benchmarks.client import Failed
from benchmarks.office import STEPS
from benchmarks.peers import dialects
from benchmarks.peers.talking import File, Line, Peer

FIELDS = {"deployment-name": "lianshen-benchmark"}
ANSWERS = {name: {"value": value} for name, value in STEPS["fire"][1].items()}


@contextmanager
def deployed(url: str) -> Iterator[Peer]:
    """Deploy the process as long as the block lasts; it goes with all its cases.

    :param url: of the interface, such as ``http://127.0.0.1:8080/engine-rest``.
    :raises Failed: the peer refuses.
    """
    sent = File("data", "process.bpmn", dialects.camunda7(), FIELDS)
    made = Line(url).call("POST", "/deployment/create", sent)
    try:
        definitions = made["deployedProcessDefinitions"] or {}
        if len(definitions) != 1:
            raise Failed(f"{len(definitions)} processes were deployed instead of one")
        (definition,) = definitions
        yield Peer(partial(walk, url, definition), partial(stored, definition))
    finally:
        Line(url).call("DELETE", f"/deployment/{made['id']}?cascade=true&skipCustomListeners=true")


def walk(url: str, definition: str) -> Iterator[tuple[str, float]]:
    """Start a case and complete its tasks; what is open is asked only when no more is known."""
    line = Line(url)
    while True:
        begun = time.perf_counter()
        case = line.call("POST", f"/process-definition/{definition}/start", {})["id"]
        yield "start", time.perf_counter() - begun
        asked: list[str] = []
        for _ in STEPS:
            asked = asked or _open(line, case)
            if not asked:
                raise Failed(f"the case {case} ended too early")
            begun = time.perf_counter()
            line.call("POST", f"/task/{asked.pop()}/complete", {"variables": ANSWERS})
            yield "step", time.perf_counter() - begun
        if asked or _open(line, case):
            raise Failed(f"the case {case} did not come to its end")


def stored(definition: str, url: str) -> Sequence[int]:
    """Return how many tasks the history has of the process; the peer must keep one."""
    path = f"/history/task/count?processDefinitionId={definition}&finished=true"
    return [Line(url).call("GET", path)["count"]]


def _open(line: Line, case: str) -> list[str]:
    return [task["id"] for task in line.call("GET", f"/task?processInstanceId={case}")]
