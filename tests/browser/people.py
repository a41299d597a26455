"""People in browsers of their own, doing what people of the office do."""

import re
from datetime import date, datetime, timedelta

from playwright.sync_api import Locator, Page, expect


class Person:
    """A member of staff, signed in on a page of their own."""

    def __init__(self, page: Page, username: str, password: str) -> None:
        self.page, self.username, self.password = page, username, password

    def sign_in(self) -> "Person":
        """Go through the door for staff."""
        self.page.goto("/signin")
        self.enter()
        expect(self.page.get_by_role("heading", name="待办", level=1)).to_be_visible()
        return self

    def enter(self) -> None:
        """Give name and password at the door, wherever it leads to."""
        enter(self.page, self.username, self.password)

    def sign_out(self) -> None:
        """Leave through the menu with one's name."""
        self.page.locator("summary.tool").click()
        self.page.get_by_role("button", name="退出登录").click()
        expect(self.page).to_have_url(re.compile("/$"))

    def claim(self, step: str, number: str) -> None:
        """Claim a task from the inbox and stand before it."""
        self.page.goto(f"/inbox?view=claimable&q={number}")
        self.page.get_by_role("button", name=f"领取: {step} {number}", exact=True).click()
        expect(self.page.get_by_role("heading", name=step, level=1)).to_be_visible()

    def open_task(self, step: str, number: str) -> None:
        """Open a task from the inbox without claiming it."""
        self.page.goto(f"/inbox?view=claimable&q={number}")
        self.page.get_by_role("link", name=step, exact=True).click()
        expect(self.page.get_by_role("heading", name=step, level=1)).to_be_visible()

    def do(self, step: str, number: str, answers: dict[str, object]) -> None:
        """Claim a task, answer it, and read that it is done."""
        self.claim(step, number)
        fill(self.page, answers)
        self.submit()
        expect(self.page.locator(".flash-success")).to_contain_text(number)

    def submit(self) -> None:
        """Send the form and say yes when asked whether it is meant."""
        self.page.get_by_role("button", name="提交", exact=True).click()
        self.agree("提交")

    def agree(self, deed: str) -> None:
        """Say yes to the question before a deed that cannot be taken back."""
        agree(self.page, deed)

    def case(self, number: str) -> Page:
        """Look at the page of a case."""
        self.page.goto(f"/cases/{number}")
        expect(self.page.locator(".sub .number").first).to_have_text(number)
        return self.page


SATURDAY = 5


def enter(page: Page, username: str, password: str) -> None:
    """Go through the door, wherever it leads to."""
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def agree(page: Page, deed: str) -> None:
    """Say yes to the question before a deed that cannot be taken back."""
    page.get_by_role("dialog").get_by_role("button", name=deed, exact=True).click()


def fill(page: Page, answers: dict[str, object]) -> None:
    """Answer questions by their labels.

    :param answers: a text, a choice of a list, ``True`` for a box, or a tuple of picked choices.
    """
    for label, answer in answers.items():
        if answer is True:
            page.get_by_label(label).check()
        elif isinstance(answer, tuple):
            for choice in answer:
                group(page, label).get_by_label(choice, exact=True).check()
        else:
            write(page, label, str(answer))


def write(page: Page | Locator, label: str, text: str) -> None:
    """Write an answer, or choose it where there is a list to choose from."""
    box = page.get_by_label(re.compile(f"^{re.escape(label)}")).locator("visible=true").first
    if box.evaluate("element => element.localName") == "select":
        box.select_option(label=text)
    else:
        box.fill(text)


def group(page: Page, label: str) -> Locator:
    """Return the choices of one question."""
    legend = page.locator("legend", has_text=re.compile(f"^\\s*{re.escape(label)}"))
    return page.locator("fieldset", has=legend).last


def move_clock(page: Page, **further: float) -> datetime:
    """Move the clock of the demo office, the way a visitor does; return what it says now."""
    return _set_clock(page, _clock(page) + timedelta(**further))


def move_clock_to(page: Page, day: date) -> datetime:
    """Move the clock of the demo office to a later day; return what it says then."""
    now = _clock(page)
    return _set_clock(page, now + (day - now.date()))


def move_clock_to_next_morning(page: Page) -> datetime:
    """Move the clock into the office hours of the next weekday, whenever the test runs."""
    to = _clock(page) + timedelta(days=1)
    while to.weekday() >= SATURDAY:
        to += timedelta(days=1)
    return _set_clock(page, to.replace(hour=10, minute=0))


def _clock(page: Page) -> datetime:
    return datetime.fromisoformat(page.locator("#demo-as-of").input_value())


def _set_clock(page: Page, to: datetime) -> datetime:
    page.locator("#demo-as-of").fill(to.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="拨动时钟").click()
    expect(page.locator(".flash-success")).to_contain_text(to.strftime("%Y-%m-%d %H:%M"))
    return to
