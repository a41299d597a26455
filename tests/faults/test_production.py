"""A case reaches its end on many machines, although one of them dies."""

import tomllib

import pytest

from tests import office
from tests.browser.live import free_port
from tests.faults.production import Production
from tests.postgres import PostgresServer
from tests.web.speaking import HAND_IN

STORY = tomllib.loads((office.ROOT / "bpmn/enterprise_setup/stories.toml").read_text())["story"][0]


@pytest.fixture
def production(tmp_path):
    """Two web processes and two workers, on a PostgreSQL that loses nothing."""
    with PostgresServer(()) as server:
        server.say("CREATE DATABASE office")
        with Production(server.url("office"), tmp_path, [free_port(), free_port()]) as running:
            running.put_clock_on("2027-03-01T09:00")
            yield running


def answer(production, number, step):
    """Give the answer of a step of the story, as soon as it is asked."""

    def asked():
        found = production.ask(step["by"], "/tasks?view=claimable")["items"]
        return [one["id"] for one in found if (one["case"], one["step"]) == (number, step["do"])]

    production.until(asked)
    sent = {"answers": step["answers"]}
    production.ask(step["by"], f"/tasks/{asked()[0]}/complete", sent)


def test_a_case_reaches_its_end_although_a_worker_is_killed(production):
    number = production.ask(None, "/cases", HAND_IN)["number"]
    steps = [step for step in STORY["steps"] if "do" in step and step["do"] != "check_materials"]

    def case():
        return production.ask("caishoucheng", f"/cases/{number}")

    production.put_clock_on("2027-03-10T09:00")
    production.until(lambda: case()["accepted_on"] == "2027-03-01")  # silence accepts (Art. 32)
    production.workers[0].kill()
    for step in steps:
        answer(production, number, step)
        if step["do"] == "prereview_tax":
            production.put_clock_on("2027-03-22T09:00")

    limits = production.ask("caishoucheng", f"/cases/{number}/deadlines")["items"]
    assert case()["outcome"] == "granted"
    assert {one["state"] for one in limits} == {"met", "fired"}
    assert {one["kind"] for one in limits if one["state"] == "fired"} >= {"timer"}
    production.flask("verify")  # fails where anything is broken
