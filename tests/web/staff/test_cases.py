"""Cases: found, read in one screen, taken along as a table, withdrawn for the applicant."""

import csv
import io
from datetime import UTC, datetime

import pytest

from app.clock.actor import CLOCK
from app.storage.case import cases, history
from app.storage.case.history import Fact
from benchmarks.counting import counted
from tests.web.pages.browsing import link, pdf, words
from tests.web.speaking import HAND_IN

MOST_STATEMENTS = 40
"""Of a whole page of a case, its frame included."""
EVIL = '=HYPERLINK("http://evil.example";"x")'


@pytest.fixture
def path(in_review):
    return f"/cases/{in_review['number']}"


def test_a_case_is_read_in_one_screen(examiner, path):
    page = examiner.get(path).text

    for said in ("当前办理", "时限", "受理通知书", "办理过程", "公司章程", "data-diagram="):
        assert said in page


def test_numbers_of_persons_are_masked_where_no_task_needs_them(examiner, path):
    page = words(examiner.get(path))

    for number in ("330108198806152345", "13805710001", "11010519491231002X"):
        assert number not in page


def test_the_diagram_says_where_the_case_stands_and_is_there(examiner, path):
    page = examiner.get(path).text

    passed = page.split("data-passed=")[1].split(">")[0]
    assert {"check_materials", "checked", "review"} <= set(passed.strip('"').split())
    diagram = examiner.get("/processes/enterprise_setup/versions/1/files/process.bpmn")
    assert diagram.status_code == 200
    assert diagram.mimetype == "text/xml"


def test_cases_are_found_by_state_department_and_words(examiner, in_review):
    for query in ("q=清荷", "state=accepted", "department=tax", "q=&state=&department="):
        assert in_review["number"] in words(examiner.get(f"/cases?{query}"))
    for query in ("q=黄河", "state=archived", "department=bank"):
        assert in_review["number"] not in words(examiner.get(f"/cases?{query}"))


def test_nobody_finds_cases_their_departments_are_not_asked_about(browser_of, in_review):
    stranger = browser_of("luojun")

    assert in_review["number"] not in words(stranger.get("/cases"))
    assert in_review["number"] not in words(stranger.get("/cases.csv"))
    assert stranger.get(f"/cases/{in_review['number']}").status_code == 404


def test_a_table_taken_along_runs_nothing_and_tells_no_numbers(client_of, examiner):
    applicant = HAND_IN["applicant"] | {"name": EVIL}
    client_of("zhouwenjing").post("/cases", json=HAND_IN | {"applicant": applicant})

    table = examiner.get("/cases.csv")

    assert table.data.startswith(b"\xef\xbb\xbf")
    _, row = csv.reader(io.StringIO(table.data.decode("utf-8-sig")))
    assert row[0].startswith("\t")
    assert row[2] == f"'{EVIL}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert "11010519491231002X" not in table.text
    assert "13805710001" not in table.text


def test_the_window_withdraws_for_the_applicant_with_a_reason(browser_of, in_review, path):
    clerk = browser_of("zhouwenjing")

    assert clerk.send(f"{path}/withdrawal", {}).status_code == 422
    done = clerk.send(
        f"{path}/withdrawal", {"withdrawal_reason": "另行申请"}, follow_redirects=True
    )
    assert "已撤回" in words(done)
    assert clerk.send(f"{path}/withdrawal", {"withdrawal_reason": "再次"}).status_code == 409


def test_a_file_added_can_be_looked_at(examiner, browser_of, path):
    added = examiner.send(
        f"{path}/materials", {"code": "other", "file": pdf()}, follow_redirects=True
    )
    at = link(added, f"{path}/materials/")

    shown = examiner.get(at, buffered=True)

    assert shown.mimetype == "application/pdf"
    assert "sandbox" not in shown.headers["Content-Security-Policy"]
    assert browser_of("luojun").get(at).status_code == 404


def test_the_record_says_for_which_material_a_file_came(examiner, path):
    examiner.send(f"{path}/materials", {"code": "articles", "file": pdf()})

    record = words(examiner.get(path)).rpartition("全部记录")[2]
    assert "上传文件 · 公司章程（全体股东签署）" in " ".join(record.split())


def test_a_screen_speaks_the_language_one_chose(examiner, path):
    examiner.send("/language", {"language": "en"})

    page = words(examiner.get(path))

    assert "Who is asked now" in page
    assert "Check the materials" in page


def test_what_happened_tells_the_turns_of_a_case_and_keeps_the_record_folded(examiner, path):
    page = examiner.get(path).text

    chosen, record = page.split('<ol class="line">')[-2:]
    assert "已受理" in chosen
    assert "任务到达" not in chosen
    assert "任务到达" in record
    assert "全部记录" in chosen


def test_a_limit_of_a_step_turns_yellow_a_day_before(examiner, path, set_clock):
    def lights():
        card = examiner.get(path).text.split("<h2>时限</h2>")[1].split("</section>")[0]
        return card.count("mark-yellow")

    before = lights()
    set_clock("2026-03-03T09:00")

    assert before == 0
    assert lights() > 0


def test_limits_of_the_case_come_first_and_what_is_over_is_folded(examiner, path):
    card = examiner.get(path).text.split("<h2>时限</h2>")[1].split("</section>")[0]

    shown, over = card.split("<details")
    assert shown.index("承诺时限") < shown.index("法定时限") < shown.index("设立登记预审")
    assert "接件审查" in over


def test_a_limit_of_a_step_names_the_department_that_must_meet_it(examiner, path):
    card = examiner.get(path).text.split("<h2>时限</h2>")[1].split("</section>")[0]

    assert '税务登记预审</span><span class="quiet">税务局</span>' in card


def test_a_department_beside_the_lead_is_no_more_questions(browser_of, in_review, path):
    beside = browser_of("xuchangqing")
    with counted() as said:
        assert beside.get(path).status_code == 200

    assert len(said) <= MOST_STATEMENTS


def test_a_long_history_is_no_more_questions_and_is_all_there(examiner, in_review, served, path):
    def asked():
        with counted() as said:
            page = examiner.get(path)
        return len(said), page

    few = asked()[0]
    parts = served.extensions["parts"]
    with parts.database.writing() as session:
        case = cases.locked(session, in_review["number"])
        told = [Fact("task.claimed", details={"name": f"第{one}件事"}) for one in range(200)]
        history.write(session, case, told, CLOCK, datetime.now(UTC))

    many, page = asked()
    assert many == few <= MOST_STATEMENTS
    assert page.text.count("<li class=") >= 200
