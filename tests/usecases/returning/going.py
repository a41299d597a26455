"""Cases that may go back, and the deeds of those who send them."""

from app.usecases.tasks import returning
from app.usecases.tasks.returning import Wish
from engine.change import Return
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.drawing import ASKED

COMMERCE, FIRE, ECOLOGY = "songweimin", "pengchao", "dongjing"
LEAD, WINDOW = "zhangzhiyuan", "zhouwenjing"
STOPS = {"clock": "pause", "ground": "expert_review"}


def crossed():
    """The window accepts; fire answers while a machine looks up and experts stop the clock."""
    drawn = Drawing("crossed").start().user("check", milestone="accepted", **ASKED)
    drawn.gateway("parallel", "split").job("ask", "look_up")
    drawn.user("fire", "fire/examiner", **ASKED)
    drawn.border("late", "fire", timer("=workdays(3)"), interrupting=False)
    drawn.user("urge", "fire/approver", **ASKED).end("urged").flow("late", "urge", "urged")
    drawn.user("experts", "ecology/examiner", **ASKED | {"limit": "9"}, **STOPS)
    drawn.element("intermediateCatchEvent", "hear", "", drawn.message("result"))
    drawn.gateway("parallel", "join").user("decide", "market_regulation/approver", **ASKED)
    drawn.end("granted", milestone="decided").flow("start", "check", "split", "fire", "join")
    for branch in ("ask", "experts", "hear"):
        drawn.flow("split", branch, "join")
    return drawn.flow("join", "decide", "granted")


def checked_opinions():
    drawn = Drawing("checked").start().user("check", **ASKED)
    opinions = drawing.two_opinions()
    drawn.lines += [line for line in opinions.lines if "start" not in line]
    return drawn.flow("start", "check", "opine")


def say(desk, who, step, opinion="yes", department=None):
    desk.do(who, drawing.say, desk.task(step, department).id, opinion)


def back(desk, who, step, to, reason="材料前后不一致", department=None, **how):
    task = desk.task(step, department)
    desk.do(who, returning.return_task, task.id, Wish(Return((to,), **how), reason))
    return task.id


def of(desk, what):
    return next(one.details for one in reversed(desk.history()) if one.what == what)
