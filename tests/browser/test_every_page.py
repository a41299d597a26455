"""Every page fits every screen and can be used by everybody, with eyes, ears or keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.applicants import Handed, follow
from tests.browser.looking import problems, too_wide
from tests.browser.shortcuts import PREREVIEWS, Shortcuts

POINTS = [
    {"material": "articles", "what": "章程第五条出资比例与申请表不一致，请更正"},
    {"material": "premises_proof", "what": "租赁合同缺少出租方签章，请补盖后重新提交"},
]
CORRECTION = {"identity_checked": True, "outcome": "correct", "points": POINTS}
SITE = {"proposal": "agree", "remarks": "已审查图纸，现场符合要求"}
FIRE = (
    ("examine_pre_approval", "pengchao", SITE),
    ("approve_pre_approval", "zenghui", {"outcome": "sign", "opinion": "agree"}),
)
WIDTHS = (320, 390, 768, 861, 1024, 1241, 1280, 1366, 1440, 1600, 1920)
IS_COVERED = """mark => {
  mark.scrollIntoView({block: "center", behavior: "instant"});
  const {x, y} = mark.getBoundingClientRect();
  return Boolean(document.elementFromPoint(x + 5, y + 5).closest(".menu-panel"));
}"""
TELEPHONE = {"width": 390, "height": 844}
PUBLIC = ("/", "/items", "/items?q=没有", "/items/{item}", "/items/{item}/apply", "/status")
DOORS = ("/verify", "/verify/2026-000001-1-01?d=0123456789abcdef", "/signin", "/no-such-page")
STAFF = {
    "zhouwenjing": (
        "/desk",
        "/desk/tasks/{check}",
        "/desk/accept/{item}",
        "/desk/on-the-spot/licence_reissue",
        "/inbox",
        "/inbox?view=mine",
        "/inbox?view=near&light=yellow",
        "/inbox?view=paused",
        "/inbox?view=done",
        "/due-soon?scope=department&due_within=",
        "/cases",
        "/board",
        "/cases/{hotel}",
        "/cases/{hotel}/board",
        "/cases/{hotel}/board?steps=all",
        "/cases/{hotel}/copies",
        "/inbox/copies",
        "/cases/{corrected}",
        "/cases/{hotel}/why/promised",
        "/cards",
        "/paces",
        "/wishes",
        "/phrases",
        "/phrases/{phrase}",
        "/notices",
        "/exports",
        "/exports?what=cases&state=accepted",
        "/password",
        "/calendar-feed",
    ),
    "wangjianguo": (
        "/meetings",
        "/meetings?over=true",
        "/cases/{hotel}",
        "/cases/{hotel}/board",
        "/cases/{hotel}/opinions/again",
        "/cases/{hotel}/meetings/new",
        "/cases/{hotel}/meetings/{survey}",
        "/coordinations",
        "/coordinations?scope=seen",
    ),
    "caoyilan": (
        "/inbox",
        "/tasks/{approval}",
        "/tasks/{approval}/return",
        "/cases?q=没有",
        "/admin/people",
    ),
    "caishoucheng": (
        "/cards",
        "/card-rules",
        "/card-rules/new",
        "/card-rules/new?family=nearing",
        "/card-rules/promised_late",
        "/held-limits",
        "/load",
        "/load/tasks?department=tax",
        "/due-soon?scope=seen&due_within=",
    ),
    "duruoxi": ("/processes", "/processes/import", "/processes/{item}/versions/1"),
    "chengxiao": (
        "/admin/people",
        "/admin/people/1",
        "/admin/departments",
        "/admin/roles",
        "/admin/items",
        "/admin/jobs",
        "/admin/calendar",
        "/calendar",
        "/calendar?year=2027&department=tax",
        "/admin/messages",
        "/admin/letters",
        "/wishes",
        "/admin/items/{item}",
        "/admin/items/{item}/limits",
        "/admin/items/{item}/rules",
        "/cards?level=red",
        "/held-limits",
        "/incidents",
    ),
}


@pytest.fixture(scope="module")
def office(live_server, passwords):
    """An office with a new case, a hotel under review and an application to correct."""
    shortcuts = Shortcuts(live_server.url, passwords)
    new, hotel = shortcuts.hand_in(), shortcuts.accepted(industries=["hotel"], premises_area=860)
    examination = ("examine_pre_approval", "dengkai", SITE)
    shortcuts.walk(hotel.number, examination, *FIRE, *PREREVIEWS)
    corrected = shortcuts.hand_in()
    shortcuts.walk(corrected.number, ("check_materials", "zhouwenjing", CORRECTION))
    return {
        "item": "enterprise_setup",
        "hotel": hotel.number,
        "survey": shortcuts.disagreeing(hotel.number, "wangjianguo", "fire"),
        "corrected": corrected.number,
        "party": corrected,
        "phrase": shortcuts.phrase("材料齐全，符合法定形式。", "zhouwenjing"),
        "check": shortcuts.task(new.number, "check_materials", "zhouwenjing"),
        "approval": shortcuts.task(hotel.number, "approve_pre_approval", "caoyilan"),
    }


@pytest.mark.parametrize("username", STAFF)
def test_staff_pages_fit_and_can_be_used_by_everybody(office, person, username):
    page = person(username).page

    assert of_each(page, [path.format(**office) for path in STAFF[username]]) == []


def test_the_bar_fits_every_width_in_english_too(person):
    page = person("chengxiao").page
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Administration").first).to_be_visible()

    assert [one for width in WIDTHS for one in too_wide(page, width)] == []
    page.set_viewport_size({"width": 1280, "height": 900})
    places = page.get_by_role("navigation", name="Main")
    assert places.evaluate("places => places.scrollWidth <= places.clientWidth")
    expect(page.get_by_label("Notices")).to_be_in_viewport(ratio=1)


def test_the_bar_stays_above_a_long_page_and_its_menu_above_a_diagram(office, person):
    page = person("wangjianguo").page
    page.set_viewport_size(TELEPHONE)
    page.goto(f"/cases/{office['hotel']}")
    page.locator(".diagram").scroll_into_view_if_needed()
    mark = page.locator(".bjs-powered-by")
    expect(mark).to_be_visible()

    expect(page.locator(".topbar")).to_be_in_viewport(ratio=1)
    page.locator("summary.tool").click()
    assert mark.evaluate(IS_COVERED)


def test_the_tab_one_stands_on_is_seen_on_a_telephone(person):
    page = person("zhouwenjing").page
    page.set_viewport_size(TELEPHONE)
    page.goto("/inbox?view=done")

    expect(page.locator(".nav-tabs [aria-current]")).to_be_in_viewport(ratio=0.9)


def test_public_pages_fit_and_can_be_used_by_everybody(office, page):
    assert of_each(page, [path.format(**office) for path in PUBLIC + DOORS]) == []


def test_pages_of_a_party_fit_and_can_be_used_by_everybody(office, page):
    follow(page, Handed(*office["party"]))
    case = page.url
    page.get_by_role("link", name="立即办理").click()

    assert of_each(page, [case, page.url]) == []


def of_each(page, paths):
    """Return what is wrong with these pages."""
    found = []
    for path in paths:
        page.goto(path)
        found += problems(page)
    return found
