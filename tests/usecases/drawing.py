"""Small processes for tests: drawn, with one form for every task, and published in the office."""

from app.commands.speaking import OPERATOR
from app.storage.office import processes
from app.storage.office.departments import Department
from app.storage.office.items import Item
from app.usecases.processes import designing
from app.usecases.tasks import reviewing
from engine import Process
from tests.engine.drawing import Drawing, loop, mapping, properties, timer

MANY = [f"d{number:02}" for number in range(1, 21)]
ASKED = {"form": "answer", "limit": "5"}

FORM = b"""{"id": "answer", "type": "default", "schemaVersion": 16, "components": [
  {"type": "textfield", "id": "field", "key": "opinion", "label": "opinion"}]}"""

STORY = b"""[[story]]
name = "it begins"
item = { statutory_days = 20, promised_days = 10 }
start = { at = "2026-03-02T09:00", application = { opinion = "agree" } }
"""


def twenty_opinions():
    """Twenty departments are asked at once; when all have answered, one task follows."""
    listed = ", ".join(f'"{code}"' for code in MANY)
    asked = loop(f"=[{listed}]", output="opinions", result="=opine.opinion")
    drawing = Drawing("twenty").start()
    drawing.user("opine", '=department + "/examiner"', loop=asked, **ASKED)
    drawing.user("sum_up", "centre_coordinator", **ASKED).end("granted", milestone="decided")
    return drawing.flow("start", "opine", "sum_up", "granted")


def two_opinions(until=None, in_turn=False, **declared):
    """Commerce and fire are asked for opinions within three working days; then the lead decides.

    :param until: the completion condition.
    :param in_turn: one after the other.
    """
    said = {"output": "opinions", "result": "=opine.opinion"}
    asked = loop('=["commerce", "fire"]', until=until, sequential=in_turn, **said)
    settings = {"form": "answer", "limit": "3", "opinion": "co_review"} | declared
    drawing = Drawing("two_opinions").start()
    drawing.user("opine", '=department + "/examiner"', loop=asked, **settings)
    drawing.user("decide", "market_regulation/approver", **ASKED)
    drawing.end("granted", milestone="decided")
    return drawing.flow("start", "opine", "decide", "granted")


def two_ways_out():
    """A window clerk answers within three working days, or the application lapses."""
    drawing = Drawing("two_ways").start()
    drawing.user("look", **ASKED).border("too_late", "look", timer("=workdays(3)"))
    drawing.end("granted", milestone="decided").end("lapsed", outcome="deemed_withdrawn")
    return drawing.flow("look", "granted").flow("start", "look").flow("too_late", "lapsed")


def granting(key="granting", days="5"):
    """The window accepts, decides and hands over; each answer is a milestone.

    :param days: what each step may take.
    """
    drawing, asked = Drawing(key).start(), ASKED | {"limit": days}
    drawing.user("accept", milestone="accepted", as_of="completion", **asked)
    drawing.user("decide", milestone="decided", paper="GRANT_DECISION", **asked)
    drawing.user("hand_over", milestone="delivered", **asked).end("granted")
    return drawing.flow("start", "accept", "decide", "hand_over", "granted")


def at_once(key="at_once"):
    """One answer is acceptance and decision, and the case goes on."""
    drawing = Drawing(key).start().user("look", milestone="accepted", **ASKED)
    drawing.element("intermediateThrowEvent", "decide", properties({"milestone": "decided"}))
    drawing.user("hand_over", milestone="delivered", **ASKED).end("granted")
    return drawing.flow("start", "look", "decide", "hand_over", "granted")


def breaking():
    """No way leads on: the condition of the only branch is not true, nor is it false."""
    drawing = Drawing("breaking").start()
    drawing.user("look", **ASKED).border("too_late", "look", timer("=workdays(3)"))
    drawing.gateway("exclusive", "which", default="which_to_lapsed")
    drawing.flow("start", "look", "which").flow("too_late", "which")
    drawing.end("over", outcome="withdrawn").end("lapsed", outcome="deemed_withdrawn")
    drawing.flow("which", "over", when="=number(look.opinion) > 3")
    return drawing.flow("which", "lapsed")


def looking_up(key="looking_up"):
    """A machine looks something up; then a window clerk answers, unless the limit passes."""
    inside = Drawing().start("begin").job("ask", "look_up").user("look", **ASKED).end("looked")
    inside.flow("begin", "ask", "look", "looked")
    drawing = Drawing(key).start().sub("inquiry", inside)
    drawing.border("too_late", "inquiry", timer("=workdays(3)"))
    drawing.end("granted", milestone="decided").end("lapsed", outcome="deemed_withdrawn")
    return drawing.flow("start", "inquiry", "granted").flow("too_late", "lapsed")


def knowing_an_error():
    """A machine looks something up; what it does not find has a way of its own."""
    drawing = Drawing("knowing").start().job("ask", "look_up")
    drawing.border("missing", "ask", drawing.error("not_found")).user("look", **ASKED)
    drawing.end("granted", milestone="decided").end(
        "refused", milestone="decided", paper="REFUSAL_DECISION"
    )
    return drawing.flow("start", "ask", "look", "granted").flow("missing", "refused")


def telling(to="applicant", text="请留意进度"):
    """A machine writes a notice; then a window clerk answers."""
    told = mapping({"to": f'="{to}"', "text": f'="{text}"'})
    drawing = Drawing("telling").start().job("tell", "notify", told)
    drawing.user("look", **ASKED).end("granted", milestone="decided")
    return drawing.flow("start", "tell", "look", "granted")


def listener(key="listener"):
    """Waits for a result, then asks the window."""
    drawn = Drawing(key).start()
    drawn.element("intermediateCatchEvent", "wait", "", drawn.message("result"))
    drawn.user("read", **ASKED).end("granted", milestone="decided")
    return drawn.flow("start", "wait", "read", "granted")


def teller():
    """Asks the window, then throws a result."""
    drawn = Drawing("teller").start().user("measure", **ASKED)
    drawn.element("intermediateThrowEvent", "tell", "", drawn.message("result"))
    drawn.end("granted", milestone="decided")
    return drawn.flow("start", "measure", "tell", "granted")


def say(work, task_id, opinion):
    """Give an opinion on the form of the drawn processes."""
    return reviewing.complete_task(work, task_id, {"opinion": opinion})


def publish(desk, drawing, **of_item):
    """Publish what was drawn, for an item of the same name."""
    with desk.work(OPERATOR) as work:
        for code in MANY:
            work.session.merge(Department(code=code, name=code))
        work.session.merge(item(drawing.key, **of_item))
        work.session.flush()
        return designing.publish(work, files_of(drawing))


def shelve(desk, drawing, form=FORM, **of_item):
    """Publish what was drawn without judging it, for a test of what comes after."""
    process = Process.read(files_of(drawing) | {"answer.form": form})
    with desk.work(OPERATOR) as work:
        work.session.merge(item(process.key, **of_item))
        newest = processes.latest(work.session, process.key)
        designing.store(work, process, newest)


def files_of(drawing):
    """What was drawn, as the files of a process."""
    return {"process.bpmn": drawing.xml(), "answer.form": FORM, "stories.toml": STORY}


def item(process, **differing):
    """An item that a process handles."""
    usual = {
        "lead_department": "market_regulation",
        "handling_kind": "committed",
        "statutory_days": 20,
        "promised_days": 10,
    }
    return Item(code=process, name=process, process=process, **usual | differing)
