"""Brings a case quickly to where a journey begins: through the API, as its people would."""

import json
import urllib.request
from typing import Any

from tests.browser.applicants import Handed
from tests.office import TEA
from tests.web.speaking import HAND_IN

ACCEPT = {"identity_checked": True, "outcome": "accept"}
CHECK = ("check_materials", "zhouwenjing", ACCEPT)
READY = {"finding": "ready"}
PREREVIEWS = (
    ("prereview_registration", "wangjianguo", READY),
    ("prereview_seal", "zhaogang", READY),
    ("prereview_code", "wuhaitao", READY),
    ("prereview_tax", "xuchangqing", READY),
)
EXAMINED = ["form", "name", "capital", "address", "scope"]
EXAMINATION = (
    "examine_registration",
    "wangjianguo",
    {"examined": EXAMINED, "proposal": "grant", "remarks": "材料齐全，符合法定形式"},
)


class Shortcuts:
    """Speaks to a running office as programs do, for one person after the other."""

    def __init__(self, url: str, passwords: dict[str, str]) -> None:
        self._url, self._passwords = f"{url}/api/v1", passwords
        self._tokens: dict[str, str] = {}

    def hand_in(self, **answers: Any) -> Handed:
        """Hand in the application of a tea shop, perhaps with other answers."""
        return self._handed(HAND_IN | {"answers": TEA | answers})

    def hand_in_for(self, item: str) -> Handed:
        """Hand in an application that asks nothing."""
        return self._handed(HAND_IN | {"item": item, "answers": {}})

    def walk(self, number: str, *steps: tuple[str, str, dict[str, Any]]) -> None:
        """Let people answer the steps of a case, one after the other."""
        for step, username, answers in steps:
            task = self.task(number, step, username)
            self._ask("POST", f"/tasks/{task}/complete", {"answers": answers}, username)

    def task(self, number: str, step: str, username: str) -> str:
        """Return the id of a task that somebody may claim."""
        asked = self._ask("GET", f"/tasks?view=claimable&q={number}", None, username)["items"]
        return next(one["id"] for one in asked if one["step"] == step)

    def accepted(self, **answers: Any) -> Handed:
        """Return a case that the window has accepted."""
        handed = self.hand_in(**answers)
        self.walk(handed.number, CHECK)
        return handed

    def disagreeing(self, number: str, lead: str, department: str) -> str:
        """Have a conflict with a department coordinated, and call a survey; return its id."""
        conflict = {"topic": "疏散宽度", "departments": [department]}
        self._ask("POST", f"/cases/{number}/coordinations", conflict, lead)
        on = self.working_day(number, lead, 3)
        survey = {"kind": "survey", "place": "现场", "begins_at": f"{on}T09:30:00+08:00"}
        sent = survey | {"agenda": "查看疏散通道", "departments": [department]}
        return str(self._ask("POST", f"/cases/{number}/meetings", sent, lead)["id"])

    def phrase(self, text: str, username: str) -> str:
        """Keep a phrase for somebody; return its id."""
        return str(self._ask("POST", "/phrases", {"text": text}, username)["id"])

    def working_day(self, number: str, username: str, days: int) -> str:
        """Return the day some working days after a case was received."""
        received = self._ask("GET", f"/cases/{number}", None, username)["received_on"]
        return self.after(received, username, days)

    def after(self, day: str, username: str, working_days: int) -> str:
        """Return the day some working days after another."""
        path = f"/calendar/due?from={day}&working_days={working_days}"
        return str(self._ask("GET", path, None, username)["due_on"])

    def _handed(self, sent: dict[str, Any]) -> Handed:
        case = self._ask("POST", "/cases", sent, "linxiaoyu")
        return Handed(case["number"], case["code"])

    def _ask(self, method: str, path: str, sent: Any, username: str | None) -> Any:
        headers = {"Content-Type": "application/json"}
        if username:
            headers["Authorization"] = f"Bearer {self._token(username)}"
        body = None if sent is None else json.dumps(sent).encode()
        asked = urllib.request.Request(self._url + path, body, headers, method=method)
        with urllib.request.urlopen(asked) as answer:
            return json.load(answer)

    def _token(self, username: str) -> str:
        if username not in self._tokens:
            sent = {"username": username, "password": self._passwords[username]}
            self._tokens[username] = self._ask("POST", "/tokens", sent, None)["token"]
        return self._tokens[username]
