"""Designers publish processes, administrators look after people and what could not go on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person, agree, move_clock
from tests.usecases import drawing

ROOT = Path(__file__).parent.parent.parent
KEY = "enterprise_setup"
PUBLISHING_MS = 60_000
ITEM = """
name: 滨江区政务服务中心
departments:
  - {code: market_regulation, name: 市场监督管理局}
items:
  - {code: breaking, name: 走不通的事项, process: breaking, lead_department: market_regulation,
     handling_kind: committed, statutory_days: 20, promised_days: 10, warning_days: 1,
     published: true, materials: [], publications: {}}
"""


@pytest.fixture
def process_files():
    """The files of the shipped process by name."""
    folders = (ROOT / "bpmn" / KEY, ROOT / "forms" / KEY)
    kept = {".bpmn", ".dmn", ".form", ".toml"}
    return {
        path.name: path.read_bytes()
        for folder in folders
        for path in folder.iterdir()
        if path.suffix in kept
    }


def test_a_faulty_process_is_refused_with_file_and_line(person, process_files):
    page = person("duruoxi").page
    faulty = process_files["process.bpmn"].replace(b'formId="sign_tax"', b'formId="sign_tex"')
    line = faulty[: faulty.index(b'formId="sign_tex"')].count(b"\n")

    upload(page, process_files | {"process.bpmn": faulty})

    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("sign_tex", timeout=PUBLISHING_MS)
    where = re.search(r"process\.bpmn:(\d+)", refused.inner_text())[1]
    assert abs(int(where) - line) <= 3


def test_a_sound_change_becomes_the_next_version(person, process_files):
    page = person("duruoxi").page
    changed = process_files["process.bpmn"].replace(
        '"税务登记"'.encode(), '"税务登记办理"'.encode()
    )

    upload(page, process_files | {"process.bpmn": changed})

    expect(page.locator(".flash-success")).to_contain_text("第 2 版", timeout=PUBLISHING_MS)
    expect(page.get_by_role("link", name="第 1 版")).to_be_visible()
    page.locator("[data-diagram][data-shown=yes]").wait_for()


def test_files_are_checked_before_anybody_is_asked_to_publish_them(person, process_files):
    page = person("duruoxi").page
    told = process_files["stories.toml"].replace(b'ends = "granted"', b'ends = "refused"', 1)

    choose(page, process_files | {"stories.toml": told})
    page.get_by_role("button", name="只检查").click()

    found = page.get_by_role("alert")
    expect(found).to_contain_text("stories.toml:", timeout=PUBLISHING_MS)
    expect(found).to_contain_text("未发布")


def test_a_new_person_signs_in_and_must_choose_a_password(person, new_page):
    administrator, own = person("chengxiao").page, "a sentence of my own"
    administrator.goto("/admin/people")
    administrator.get_by_label("姓名").fill("白小雨")
    administrator.get_by_label("用户名").fill("baixiaoyu")
    administrator.get_by_label("部门").select_option(label="税务局")
    administrator.get_by_label("角色").select_option(label="审查人（审）")
    administrator.get_by_role("button", name="新增").click()
    first = administrator.locator(".first-password").inner_text()

    page = new_page()
    page.goto("/signin")
    page.get_by_label("用户名").fill("baixiaoyu")
    page.get_by_label("密码", exact=True).fill(first)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_label("当前密码").fill(first)
    page.get_by_label("新密码", exact=True).fill(own)
    page.get_by_label("再次输入新密码").fill(own)
    page.get_by_role("button", name="修改密码").click()

    expect(page.get_by_role("heading", name="待办", level=1)).to_be_visible()
    Person(new_page(), "baixiaoyu", own).sign_in()


def test_what_cannot_go_on_is_worked_off_by_an_administrator(
    person, page, shortcuts, live_server, tmp_path
):
    (tmp_path / "item.yaml").write_text(ITEM)
    upload_by_hand(person("yeliangchen").page, drawing.files_of(drawing.breaking()))
    live_server.flask("load-office", str(tmp_path / "item.yaml"))
    number = shortcuts.hand_in_for("breaking").number
    page.goto("/")
    move_clock(page, days=12)

    administrator = person("chengxiao").page
    administrator.get_by_role("link", name="异常", exact=True).click()
    expect(administrator.get_by_role("row", name=number)).to_be_visible()
    administrator.get_by_role("button", name="重试", exact=True).click()
    move_clock(administrator, minutes=1)
    administrator.get_by_role("button", name="不再重试").click()
    administrator.get_by_role("dialog").get_by_label("理由").fill("流程改正后重新申请")
    agree(administrator, "关闭异常")

    expect(administrator.get_by_text("没有待处理的异常")).to_be_visible()


def upload(page, files):
    """Choose all files of a process and have them checked and published."""
    choose(page, files)
    page.get_by_role("button", name="检查并发布").click()
    agree(page, "检查并发布")


def choose(page, files):
    """Choose all files of a process."""
    page.goto("/processes")
    sent = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": raw}
        for name, raw in files.items()
    ]
    page.get_by_label("文件", exact=True).set_input_files(sent)


def upload_by_hand(page, files):
    """Publish files and wait for their page."""
    upload(page, files)
    expect(page.locator(".flash-success")).to_be_visible(timeout=PUBLISHING_MS)
