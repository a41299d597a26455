"""Whatever has a last day leads to “why is it this day?”: facts T13; Art. 32, 42, 45, 82."""

import re

import pytest

from app import clock
from tests.web.pages.browsing import words
from tests.web.speaking import Program, token_of_party

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

PAUSE = {"ground": "testing", "planned_working_days": 5, "reason": "消防检测"}
CONFLICT = {"topic": "消防认为疏散宽度不足", "departments": ["tax"]}
PROMISED = {"promises": [{"material": "premises_proof", "until": "2026-03-09"}]}


@pytest.fixture
def path(in_review):
    return f"/cases/{in_review['number']}"


@pytest.fixture
def lead(client_of):
    return client_of("wangjianguo")


def told(browser, page, name):
    """Follow a link of a page to an explanation by its name; return its words."""
    found = re.findall(rf'href="([^"]*/why/{name})"', browser.get(page).text)
    assert found, (page, name)
    said = words(browser.get(found[0]))
    assert "为什么是这一天" in said
    return said


def test_the_planned_end_of_a_pause_is_explained(lead, examiner, path):
    pause = lead.post(f"{path}/pauses", json=PAUSE).json

    said = told(examiner, path, f"pause:{pause['id']}")
    assert "2026-03-09" in said
    assert "《行政许可法》第四十五条、第五十五条" in said


def test_a_promised_material_is_explained_to_staff_and_to_who_promised(
    served, lead, examiner, browser_of, case, path
):
    assert lead.post(f"{path}/promises", json=PROMISED).status_code == 201
    name = lead.get(f"{path}/deadlines").json["items"]
    limit = next(one["id"] for one in name if one["kind"] == "promised_material")

    assert "《民法典》第二百零三条" in told(examiner, path, limit)
    party = Program(served, token_of_party(served, case))
    assert party.get(f"{path}/deadlines/{limit}/why").json["due_on"] == "2026-03-09"


def test_the_rung_of_a_coordination_is_explained(lead, examiner, path):
    begun = lead.post(f"{path}/coordinations", json=CONFLICT)
    assert begun.status_code == 201, begun.text

    for page in (path, "/coordinations"):
        assert "计入合计" in told(examiner, page, f"coordination:{begun.json['id']}")


def test_the_day_a_card_is_to_be_answered_by_is_explained(served, browser_of, set_clock, path):
    set_clock("2026-03-31T09:00")
    with served.app_context():
        clock.tick()
    supervisor = browser_of("caishoucheng")
    card = re.search(r'href="/cards/([0-9a-f-]{36})"', supervisor.get("/cards").text)[1]

    assert "计入合计" in told(supervisor, f"/cards/{card}", f"card:{card}")


def test_silence_at_receipt_names_its_article_art_32(client_of, examiner, case):
    path = f"/cases/{case['number']}"
    rows = client_of("zhouwenjing").get(f"{path}/deadlines").json["items"]
    silence = next(one for one in rows if one["kind"] == "timer")

    assert silence["basis"] == "《行政许可法》第三十二条第一款第四项"
    assert silence["basis"] in words(examiner.get(f"{path}/why/{silence['id']}"))


def test_an_applicant_is_told_nothing_of_limits_inside_the_office(served, lead, case, path):
    party = Program(served, token_of_party(served, case))
    kinds = {one["id"]: one["kind"] for one in lead.get(f"{path}/deadlines").json["items"]}

    for limit, kind in kinds.items():
        status = 200 if kind in ("promised", "statutory") else 404
        assert party.get(f"{path}/deadlines/{limit}/why").status_code == status
    seen = {one["kind"] for one in party.get(f"{path}/deadlines").json["items"]}
    assert seen == {"promised", "statutory"}
