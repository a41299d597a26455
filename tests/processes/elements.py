"""A process with every element that runs, and one it calls, so that a state of each is kept."""

from collections.abc import Mapping
from pathlib import Path

from tests.engine.drawing import TERMINATE, Drawing, condition, loop, mapping, timer, turns

HERE = Path(__file__).parent
KEY, CALLED = "elements", "elements_called"
HEADERS = '<zeebe:taskHeaders><zeebe:header key="tone" value="kind"/></zeebe:taskHeaders>'
ASKED = '<zeebe:publishMessage correlationKey="=item.code" timeToLive="P30D"/>'
DECIDES = '<zeebe:calledDecision decisionId="departments" resultVariable="departments"/>'
LINK = '<bpmn:linkEventDefinition name="onwards"/>'
ANY_ERROR = "<bpmn:errorEventDefinition/>"
FILLS = (
    "<bpmn:dataOutputAssociation><bpmn:targetRef>file_drawn</bpmn:targetRef>"
    "</bpmn:dataOutputAssociation>"
)
NEEDS = (
    "<bpmn:dataInputAssociation><bpmn:sourceRef>file_drawn</bpmn:sourceRef>"
    "<bpmn:targetRef>file</bpmn:targetRef></bpmn:dataInputAssociation>"
)


def folders() -> Mapping[str, Mapping[str, bytes]]:
    """Return the files of both processes by key."""
    table = HERE.parent / "engine/checks/sound/departments.dmn"
    files = {
        "process.bpmn": drawn().xml(),
        "departments.dmn": table.read_bytes(),
        "stories.toml": (HERE / "elements.toml").read_bytes(),
    }
    return {KEY: files, CALLED: {"process.bpmn": called().xml()}}


def called() -> Drawing:
    """Draw the process that is called: somebody appraises, and may doubt."""
    it = Drawing(CALLED).start().user("appraise", limit="3").end()
    it.gateway("exclusive", "doubted", default="doubted_to_end")
    it.element("intermediateThrowEvent", "doubts", "", it.escalation("doubt"))
    it.flow("start", "appraise", "doubted", "end").flow("doubts", "end")
    return it.flow("doubted", "doubts", when="=appraise.worth > amount")


def drawn() -> Drawing:
    """Draw the process: preparing, reviewing, appraising, registering, waiting; then its end."""
    it = Drawing(KEY).start()
    _preparing(it)
    _reviewing(it)
    _appraising(it)
    _registering(it)
    _waiting(it)
    for id, cause, interrupting in (("more", it.message("more"), False), ("stop", "", True)):
        inside = Drawing().user(f"{id}_do").end(f"{id}_end")
        inside.flow(f"{id}_start", f"{id}_do", f"{id}_end")
        it.by_event(id, cause or it.signal("stop"), inside, interrupting)
    return it


def _preparing(it: Drawing) -> None:
    """Four at once: a task that fills a data object, one that needs it, a decision, an answer."""
    it.element("dataObject", "file").element(
        "dataObjectReference", "file_drawn", dataObjectRef="file"
    )
    it.gateway("parallel", "fork").gateway("parallel", "joined").flow("start", "fork")
    it.user("check", limit="2", silence="agree", silenceBasis="Art. 1", loop=FILLS)
    who = '<zeebe:assignmentDefinition candidateGroups="window/window_clerk"/>'
    it.element("manualTask", "stamp", who, NEEDS)
    it.border("nudge", "stamp", timer("R3/P1D", "timeCycle"), interrupting=False).end("nudged")
    it.element("businessRuleTask", "route", DECIDES)
    it.element("sendTask", "ask", ASKED, messageRef="message_question").message("question")
    it.gateway("eventBased", "either").gateway("exclusive", "answered_or_late")
    answer = it.message("answer", "=item.code")
    it.element("intermediateCatchEvent", "answered", "", answer)
    it.element("intermediateCatchEvent", "late", "", timer("=workdays(5)"))
    for step in ("check", "stamp", "route"):
        it.flow("fork", step, "joined")
    it.flow("fork", "ask", "either", "answered", "answered_or_late").flow("nudge", "nudged")
    it.flow("either", "late", "answered_or_late", "joined")


def _reviewing(it: Drawing) -> None:
    """The departments say what they think; one that disagrees suffices."""
    inside = Drawing().start("reviewed_from").user("opine", '=department + "/approver"')
    inside.border("reminds", "opine", timer("P2D"), interrupting=False).end("reminded")
    inside.end("reviewed").flow("reviewed_from", "opine", "reviewed").flow("reminds", "reminded")
    result, until = "=opine.opinion", '=some one in opinions satisfies one = "disagree"'
    many = loop("=departments", output="opinions", result=result, until=until)
    it.sub("review", inside, many).flow("joined", "review")


def _appraising(it: Drawing) -> None:
    """Each thing is appraised by another process, one after the other."""
    many = loop("=item.things", "thing", "worths", "=worth", sequential=True)
    given, back = {"amount": "=thing"}, {"worth": "=appraise.worth"}
    it.call("appraisal", CALLED, "deployment", given, back, many)
    it.border("heard", "appraisal", it.escalation("doubt"), interrupting=False)
    it.user("look_into").end("looked").flow("heard", "look_into", "looked")
    it.call("last_appraisal", CALLED, "latest", {"amount": "=0"}, {"worth": "=appraise.worth"})
    it.border("given_up", "last_appraisal", it.escalation("doubt")).gateway(
        "exclusive", "appraised"
    )
    it.flow("review", "appraisal", "last_appraisal", "appraised").flow("given_up", "appraised")


def _registering(it: Drawing) -> None:
    """A machine registers, by hand where it cannot; then it is amended until it is right."""
    inside = (
        Drawing()
        .start("registers")
        .job("register", "register", HEADERS + mapping({"worth": "=worths"}), retries="5")
    )
    inside.gateway("exclusive", "registered", default="registered_to_done").end("done")
    inside.end("refused", inside.error("refused"))
    inside.flow("registers", "register", "registered", "done")
    inside.flow("registered", "refused", when="=register.ok = false")
    it.sub("registration", inside).border("failed", "registration", ANY_ERROR).user("by_hand")
    it.user("amend", loop=turns("=amend.again", most=3)).gateway("exclusive", "recorded")
    it.flow("appraised", "registration", "recorded", "amend").flow("failed", "by_hand", "recorded")


def _waiting(it: Drawing) -> None:
    """Waits of every kind at once, as many as are wanted; a link leads to the end."""
    it.gateway("inclusive", "wanted", default="wanted_to_met").gateway("inclusive", "met")
    catch = "intermediateCatchEvent"
    it.element(catch, "rung", "", it.signal("bell")).element(
        catch, "day", "", timer("=item.day", "timeDate")
    )
    it.element(catch, "enough", "", condition("=tally != null and tally.number > 3")).user("tally")
    it.element("receiveTask", "receipt", messageRef="message_receipt").message("receipt")
    it.flow("amend", "wanted", "met", "off")
    for kind, step in (
        ("bell", "rung"),
        ("day", "day"),
        ("tally", "enough"),
        ("receipt", "receipt"),
    ):
        it.flow("wanted", step, when=f'=list contains(amend.waits, "{kind}")').flow(step, "met")
    it.flow("wanted", "tally", when='=list contains(amend.waits, "tally")').flow("tally", "met")
    it.border("tallied", "tally", condition("=count(opinions) > 9"), interrupting=False)
    it.end("never").flow("tallied", "never")
    it.element("intermediateThrowEvent", "off", inner=LINK).element(catch, "on", inner=LINK)
    it.element("intermediateThrowEvent", "ring", "", it.signal("bell"))
    it.user("hand_over").end("granted", TERMINATE).flow("on", "ring", "hand_over", "granted")
