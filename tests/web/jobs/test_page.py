"""Jobs for the administrator in a browser: what failed, and what to do about it."""

import re

import pytest
from sqlalchemy import select

from app.storage.ground.leased import OPEN
from app.storage.post.jobs import DONE, Job


@pytest.fixture
def job(failed):
    """The id of the failed job."""
    return failed.all(select(Job.id))[0]


def state(desk):
    return desk.all(select(Job.state))[0]


def test_an_office_without_jobs_says_so(browser):
    assert "没有这样的作业" in browser.get("/admin/jobs").text


def test_a_failed_job_is_shown_with_what_one_can_do(failed, browser):
    page = browser.get("/admin/jobs?state=failed").text

    assert failed.number in page
    assert "调用其他系统" in page
    assert re.search(r"/incidents/\d+/retry", page)


def test_a_failed_job_is_tried_again(failed, browser):
    page = browser.get("/admin/jobs").text
    browser.send(re.search(r"/incidents/\d+/retry", page)[0])

    assert state(failed) == OPEN


def test_a_result_is_given_by_hand(failed, browser, job):
    browser.get("/admin/jobs")
    given = {"result": '{"status": 200, "body": null}', "reason": "已电话核实"}
    browser.send(f"/admin/jobs/{job}/result", given)

    assert state(failed) == DONE


@pytest.mark.parametrize("result", ["{", "[]", '{"status": "x", "body": null}'])
def test_a_result_that_cannot_be_read_is_told(failed, browser, job, result):
    browser.get("/admin/jobs")
    browser.send(f"/admin/jobs/{job}/result", {"result": result, "reason": "已电话核实"})

    assert "flash-warning" in browser.get("/admin/jobs").text
    assert state(failed) == "failed"


def test_an_address_changed_by_hand_shows_the_first_page(failed, browser):
    assert browser.get("/admin/jobs?state=nonsense&after=x").status_code == 200
