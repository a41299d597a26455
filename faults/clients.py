"""People at work over HTTP: each deed has its key, and is repeated until it is answered."""

import http.client
import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from faults.ground import Ground
from faults.lives import ANSWERS
from faults.offices import ITEMS
from tests.usecases.desk import PARTY
from tests.web.speaking import token_for

PATIENCE_SECONDS = 120
AWAY = frozenset({502, 503})
"""Answers after which the same is asked again: nothing is known of what became of it."""
TOO_LATE = frozenset({403, 404, 409})
"""Answers to a task that somebody else, or the clock, has closed meanwhile."""
CLERK, CLIENTS = "zhouwenjing", 4
HANDED_IN = [(item, answers) for item, answers in ITEMS if item != "looking_up"]
"""The servers know no machine that looks things up."""


@dataclass
class Client:
    """One person with a computer; keeps in mind what was acknowledged."""

    port: int
    token: str
    draw: random.Random
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def work(self, over: Event) -> None:
        """Hand in and answer until it is over."""
        try:
            while not over.is_set():
                self.draw.choice((self.hand_in, self.answer))()
        except Exception as error:  # told by whoever counts, not by a thread that is gone
            self.wrong.append(repr(error))

    def hand_in(self) -> None:
        """Hand in an application."""
        item, answers = self.draw.choice(HANDED_IN)
        status, case = self._deed("/cases", {"item": item, "applicant": PARTY, "answers": answers})
        if status in {200, 201}:
            self.acknowledged.append(("case", case["number"]))
        else:
            self.wrong.append(f"hand in {item}: {status} {case}")

    def answer(self) -> None:
        """Answer one of the tasks that wait for this person."""
        _, found = self._ask("GET", "/tasks?view=claimable&limit=20")
        tasks = [one for one in found.get("items", ()) if one["step"] in ANSWERS]
        if not tasks:
            return
        task = self.draw.choice(tasks)
        sent = {"answers": ANSWERS[task["step"]]}
        status, told = self._deed(f"/tasks/{task['id']}/complete", sent)
        if status == 200:
            self.acknowledged.append(("task", task["id"]))
        elif status not in TOO_LATE:
            self.wrong.append(f"{task['step']}: {status} {told}")

    def _deed(self, path: str, sent: Any) -> tuple[int, Any]:
        """Ask for a deed under a key of its own."""
        return self._ask("POST", path, sent, f"{self.draw.getrandbits(64):016x}")

    def _ask(self, method: str, path: str, sent: Any = None, key: str = "") -> tuple[int, Any]:
        """Ask again and again, the same under the same key, until somebody answers.

        :raises TimeoutError: nobody does.
        """
        latest = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < latest:
            try:
                status, told = self._once(method, path, sent, key)
            except (OSError, http.client.HTTPException):
                status, told = 503, None
            if status not in AWAY:
                return status, told
            time.sleep(0.05)
        raise TimeoutError(f"{method} {path} is not answered")

    def _once(self, method: str, path: str, sent: Any, key: str) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        if key:
            headers["Idempotency-Key"] = key
        body = None if sent is None else json.dumps(sent).encode()
        url = f"http://127.0.0.1:{self.port}/api/v1{path}"
        asked = urllib.request.Request(url, body, headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read()[:500]


@contextmanager
def at_work(ground: Ground, port: int) -> Iterator[Sequence[Client]]:
    """Let some people work; what they were told is in the ground's file afterwards."""
    token, over = token_for(ground.app, CLERK), Event()
    clients = [Client(port, token, random.Random(ground.draw.random())) for _ in range(CLIENTS)]
    threads = [Thread(target=client.work, args=(over,)) for client in clients]
    for thread in threads:
        thread.start()
    try:
        yield clients
    finally:
        over.set()
        for thread in threads:
            thread.join()
        lines = [f"{what} {name}\n" for client in clients for what, name in client.acknowledged]
        ground.acknowledged.write_text("".join(lines), encoding="utf-8")
