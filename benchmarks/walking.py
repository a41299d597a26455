"""How a client takes one case after the other through a target, over HTTP."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from benchmarks.client import Client, Failed
from benchmarks.office import HAND_IN, STEPS

Deeds = Iterator[tuple[str, float]]


def ours(port: int, tokens: dict[str, str]) -> Deeds:
    """Hand in and answer as the people of the office do, each with their own token."""
    client = Client(port)

    def post(path: str, body: Any, username: str) -> Any:
        return client.call("POST", f"/api/v1{path}", body, tokens[username])

    while True:
        begun = time.perf_counter()
        case = post("/cases", HAND_IN, "window")
        yield "start", time.perf_counter() - begun
        for _ in STEPS:
            task = case["tasks"][0]
            username, answers = STEPS[task["step"]]
            begun = time.perf_counter()
            case = post(f"/tasks/{task['id']}/complete", {"answers": answers}, username)
            yield "step", time.perf_counter() - begun
        if case["outcome"] != "granted" or case["tasks"]:
            raise Failed(f"the case did not come to its end: {case}")


def plain(port: int) -> Deeds:
    """Start and complete at a target that knows nobody."""
    client = Client(port)
    body = {"answers": STEPS["fire"][1]}
    while True:
        begun = time.perf_counter()
        asked = client.call("POST", "/start", {})["open"]
        yield "start", time.perf_counter() - begun
        for _ in STEPS:
            begun = time.perf_counter()
            asked[:1] = client.call("POST", f"/complete/{asked[0]}", body)["open"]
            yield "step", time.perf_counter() - begun
        if asked:
            raise Failed(f"the case did not come to its end: {asked} are still open")


def inbox(port: int, token: str) -> Deeds:
    """Look at the first page of one's inbox again and again."""
    client = Client(port)
    while True:
        begun = time.perf_counter()
        page = client.call("GET", "/api/v1/tasks?view=claimable&limit=50", token=token)
        yield "page", time.perf_counter() - begun
        if len(page["items"]) != 50:
            raise Failed(f"a page has {len(page['items'])} tasks")


def finding(port: int, token: str, kind: str, sought: Iterator[str]) -> Deeds:
    """Look for cases by what somebody knows of them, again and again.

    :param sought: what is looked for, one after the other; it is always there.
    """
    client = Client(port)
    for q in sought:
        path = f"/api/v1/cases?q={quote(q)}&limit=20"
        begun = time.perf_counter()
        found = client.call("GET", path, token=token)["items"]
        yield kind, time.perf_counter() - begun
        if not found:
            raise Failed(f"no case is found by {q}")
