"""The administration: people with their posts, the catalogue, incidents, processes, the clock."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app.storage.office import people
from app.storage.office.signins import Signin
from app.unit_of_work import look, unit_of_work
from app.usecases.keeping import mending
from app.usecases.people import entering
from engine.errors import Broken
from engine.people import Actor
from tests.databases import ROOT
from tests.web.pages.browsing import words

NEW = {"name": "林小满", "username": "linxiaoman", "department": "tax", "role": "examiner"}
OFFER = {
    "process": "enterprise_setup",
    "lead_department": "market_regulation",
    "handling_kind": "joint",
    "promised_days": "18",
    "statutory_days": "45",
    "warning_days": "2",
    "step_warning_days": "1",
    "warning_percent": "80",
    "reminder_days": "",
    "signatures": "2",
    "published": "true",
}
ITEM = "/admin/items/enterprise_setup"
CLOCK = Actor("clock", "时钟", sees_all=True)


@pytest.fixture
def person_of(served):
    """Finds somebody: the path of their page."""

    def find(username):
        with served.app_context(), look(CLOCK) as work:
            return f"/admin/people/{people.by_username(work.session, username).id}"

    return find


@pytest.fixture
def incident(served, in_review):
    """The path of an incident of the case."""
    with served.app_context(), unit_of_work(CLOCK) as work:
        broken = Broken("run.stuck", "The run is stuck at %(step)s.", step="x")
        return f"/incidents/{mending.note(work, 1, broken, {'task': 'x'}).id}"


def test_somebody_new_gets_a_first_password_that_is_shown_once(administrator, person_of, served):
    added = administrator.send("/admin/people", NEW)
    password = re.search(r'first-password">([^<]+)<', added.text)[1]

    assert added.status_code == 201
    assert password not in administrator.get(person_of("linxiaoman")).text
    with served.app_context(), look(CLOCK) as work:
        person = people.by_username(work.session, "linxiaoman")
        assert entering.fits(person.password_hash, password)
        assert person.must_change_password


def test_everything_wrong_with_somebody_new_is_told_at_once(administrator):
    answer = administrator.send(
        "/admin/people", {"name": "", "username": "zhouwenjing", "role": "king"}
    )

    assert answer.status_code == 422
    for said in ("姓名或者名称为1至100个字", "该用户名已存在", "请选择角色"):
        assert said in words(answer)


def test_a_post_given_from_today_shows_the_tasks_and_ended_hides_them_tomorrow(
    administrator, browser_of, person_of, task, set_clock
):
    path = person_of("luojun")
    administrator.send(f"{path}/posts", {"department": "market_regulation", "role": "examiner"})
    during = words(browser_of("luojun").get("/inbox"))
    post = re.findall(rf"{path}/posts/(\d+)/end", administrator.get(path).text)[-1]
    administrator.send(f"{path}/posts/{post}/end")
    set_clock("2026-03-03T09:00")

    assert "设立登记预审" in during
    assert "设立登记预审" not in words(browser_of("luojun").get("/inbox"))


def test_who_leaves_holds_nothing_and_is_out_at_once(
    administrator, examiner, colleague, person_of, task
):
    examiner.send(f"{task}/claim")

    administrator.send(f"{person_of('lixuemei')}/leave")

    assert examiner.get("/inbox").status_code == 302
    assert "设立登记预审" in words(colleague.get("/inbox"))


def test_nobody_shows_themselves_out(administrator, person_of):
    assert administrator.send(f"{person_of('chengxiao')}/leave").status_code == 409


def test_a_new_password_ends_the_open_sessions(administrator, examiner, person_of):
    answer = administrator.send(f"{person_of('lixuemei')}/password")

    assert "first-password" in answer.text
    assert examiner.get("/inbox").status_code == 302


def test_a_promise_longer_than_the_law_allows_is_refused(administrator):
    answer = administrator.send(ITEM, OFFER | {"promised_days": "60", "warning_days": "99"})

    assert answer.status_code == 422
    assert "60" in words(answer)
    assert 'value="60"' in answer.text


def test_warnings_that_cannot_be_are_refused_all_at_once_t7(administrator):
    wrong = {"step_warning_days": "-1", "warning_percent": "101", "reminder_days": "-2"}

    answer = administrator.send(ITEM, OFFER | wrong)

    assert answer.status_code == 422
    assert all(f'id="{name}-fault"' in answer.text for name in wrong)


def test_an_item_taken_back_is_not_offered_any_more(administrator, nobody):
    hidden = {name: value for name, value in OFFER.items() if name != "published"}
    administrator.send(ITEM, hidden)

    assert nobody.get("/items/enterprise_setup").status_code == 404
    administrator.send(ITEM, OFFER)
    assert nobody.get("/items/enterprise_setup").json["promised_days"] == 18


def test_an_incident_is_tried_again_or_closed_with_a_reason(administrator, incident):
    silent = administrator.send(f"{incident}/skip", {"reason": " "}, follow_redirects=True)
    open_still = "不再重试" in words(silent)
    closed = administrator.send(f"{incident}/skip", {"reason": "线下处理"}, follow_redirects=True)

    assert open_still
    assert "没有待处理的异常" in words(closed) or "incident" not in closed.text.split("<main")[1]
    assert "线下处理" in words(administrator.get("/incidents?all=1"))


def test_files_with_a_fault_are_not_published_and_every_finding_is_named(browser_of):
    designer = browser_of("duruoxi")
    broken = (ROOT / "bpmn/enterprise_setup/process.bpmn").read_bytes()

    answer = designer.send("/processes", {"files": (BytesIO(broken), "process.bpmn")})

    assert answer.status_code == 422
    assert "process.bpmn:" in words(answer)


def process_files():
    folders = (ROOT / "bpmn/enterprise_setup", ROOT / "forms/enterprise_setup")
    files = [file for folder in folders for file in folder.iterdir() if file.suffix != ".md"]
    return {file.name: file.read_bytes() for file in files}


def upload(designer, files, path="/processes"):
    return designer.send(path, {"files": [(BytesIO(raw), name) for name, raw in files.items()]})


def test_the_same_files_are_the_same_version(browser_of):
    designer = browser_of("duruoxi")

    answer = upload(designer, process_files())

    assert answer.headers["Location"] == "/processes/enterprise_setup/versions/1"
    assert "十五个工作日" in words(designer.get(answer.headers["Location"]))


def test_stories_that_are_not_kept_are_told_on_the_page(browser_of):
    designer, files = browser_of("duruoxi"), process_files()
    told = files["stories.toml"].replace(b'ends = "granted"', b'ends = "refused"', 1)

    answer = upload(designer, files | {"stories.toml": told})

    assert answer.status_code == 422
    assert "应当以“refused”结束" in words(answer)


def test_a_version_is_published_with_its_warnings(browser_of):
    designer, files = browser_of("duruoxi"), process_files() | {"notes.md": b"-"}

    checked = upload(designer, files, "/processes/check")
    published = upload(designer, files)

    assert "没有妨碍发布的问题" in words(checked)
    assert "notes.md:1" in words(checked)
    assert "第 2 版已发布" in words(published)
    assert "notes.md:1" in words(published)


def test_files_without_findings_are_told_to_be_fit(browser_of):
    answer = upload(browser_of("duruoxi"), process_files(), "/processes/check")

    assert (answer.status_code, "未发现问题" in words(answer)) == (200, True)


def test_the_clock_of_the_demo_moves_forward_and_limits_pass(examiner, in_review):
    moved = examiner.send("/clock", {"as_of": "2026-04-30T09:00"}, follow_redirects=True)
    back = examiner.send("/clock", {"as_of": "2026-03-01T09:00"}, follow_redirects=True)

    assert "2026-04-30 09:00" in words(moved)
    assert "2026-04-30" in words(back)
    assert "超期" in words(examiner.get(f"/cases/{in_review['number']}"))


def test_who_moves_the_clock_stays_signed_in(served, browser_of):
    visitor = browser_of("lixuemei")
    with served.app_context(), unit_of_work(CLOCK) as work:
        for signin in work.session.scalars(select(Signin)):
            signin.expires_at = work.now + timedelta(hours=10)

    visitor.send("/clock", {"as_of": "2026-04-30T09:00"})

    assert visitor.get("/inbox").status_code == 200


def test_a_notice_is_new_until_it_is_read(examiner, client_of, task, in_review):
    examiner.send(f"{task}/claim")
    clerk = client_of("zhouwenjing")
    clerk.post(f"/cases/{in_review['number']}/withdrawal", json={"reason": "另行申请"})

    before = examiner.get("/notices")
    at = re.search(r'action="(/notices/\d+/read)"', before.text)[1]
    after = examiner.send(at, follow_redirects=True)

    assert "设立登记预审" in words(before)
    assert at not in after.text


def test_an_administrator_gives_back_what_somebody_away_holds_without_seeing_the_case(
    administrator, examiner, colleague, person_of, task, in_review
):
    examiner.send(f"{task}/claim")
    path = person_of("lixuemei")
    free = f"{path}{task}/free"

    silent = administrator.send(free, {"reason": " "})
    freed = administrator.send(free, {"reason": "病假"}, follow_redirects=True)

    assert silent.status_code == 422
    assert in_review["number"] in words(silent)
    assert in_review["number"] not in words(freed)
    assert colleague.send(f"{task}/claim").status_code == 302
    assert administrator.get(f"/cases/{in_review['number']}").status_code in {403, 404}


def test_a_task_that_changed_hands_meanwhile_is_not_taken(administrator, examiner, person_of, task):
    examiner.send(f"{task}/claim")

    late = administrator.send(
        f"{person_of('lixuemei')}{task}/free", {"reason": "病假", "revision": "1"}
    )

    assert late.status_code == 409


def test_people_are_listed_by_pinyin(administrator):
    page = words(administrator.get("/admin/people"))

    assert page.index("蔡守诚") < page.index("李雪梅") < page.index("周文静")
