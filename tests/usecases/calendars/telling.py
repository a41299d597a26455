"""What tests tell of the calendar: the table of 2027 as a file, and proposals about it."""

from app.usecases.calendars import deciding, proposing
from app.usecases.calendars.proposing import Decision
from app.usecases.calendars.reading import File

NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
HEAD = "date,kind,name,source\n"
DAYS_2027 = (
    ("2027-01-01", "statutory_holiday", "元旦"),
    ("2027-01-02", "rest", "元旦"),
    ("2027-01-03", "rest", "元旦"),
    ("2027-02-05", "statutory_holiday", "春节"),
    ("2027-02-07", "makeup_workday", "春节"),
    ("2027-04-05", "statutory_holiday", "清明节"),
    ("2027-05-01", "statutory_holiday", "劳动节"),
    ("2027-05-02", "statutory_holiday", "劳动节"),
    ("2027-06-09", "statutory_holiday", "端午节"),
    ("2027-09-15", "statutory_holiday", "中秋节"),
    ("2027-10-01", "statutory_holiday", "国庆节"),
    ("2027-10-02", "statutory_holiday", "国庆节"),
    ("2027-10-03", "statutory_holiday", "国庆节"),
)
"""Invented, but as a notice would be."""


def table(*more, without=()):
    """A CSV file of 2027 with further lines, or without some days."""
    days = [day for day in DAYS_2027 if day[0] not in without]
    return HEAD + "".join(",".join([*day, NOTICE]) + "\n" for day in [*days, *more])


def file(text, source=""):
    """A file as it is sent."""
    return File("2027.csv", text if isinstance(text, bytes) else text.encode(), source)


def rest(first, last=None, works=False, department=None, region=None):
    """An override: the office rests (or works) on these days."""
    content = {"from": first, "to": last or first, "name": "本地安排", "works": works}
    return Decision("override", content, "滨政办〔2026〕9号", department, region)


def outage(first, last):
    """A declared outage."""
    return Decision("outage", {"from": first, "to": last, "name": "停电"}, "滨政办〔2026〕10号")


def applied(desk, decision, running="move"):
    """Propose something and put it in force; return its id."""
    change = desk.do("chengxiao", proposing.propose, decision)
    desk.do("chengxiao", deciding.apply, change.id, running, "通知要求")
    return change.id
