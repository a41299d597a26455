"""A process in which the lead may not follow an objection."""

from tests.engine.drawing import Drawing, loop, properties, timer

FORM = b"""{"id": "answer", "type": "default", "schemaVersion": 16, "components": [
  {"type": "textfield", "id": "a", "key": "opinion", "label": "opinion"},
  {"type": "textarea", "id": "b", "key": "reason", "label": "reason",
   "validate": {"required": true}}]}"""


def overridable(late="coordinate"):
    """Departments are asked; the lead weighs an objection in ten days, else it is coordinated.

    :param late: where the timer on weighing leads; empty for no timer.
    """
    given = "={department: department, opinion: opine.opinion}"
    until = "=decided(all agree(opinions, allAsked))"
    asked = loop('=["commerce", "fire"]', output="opinions", result=given, until=until)
    group, lead = '=department + "/examiner"', "market_regulation/approver"
    drawn = Drawing("overridable").start()
    drawn.user("opine", group, "answer", asked, limit="3", opinion="co_review")
    drawn.gateway("exclusive", "agreed", default="agreed_to_weigh")
    drawn.user("weigh", lead, "answer", limit="=naturaldays(10)")
    drawn.gateway("exclusive", "weighed", default="weighed_to_coordinate")
    paper = properties({"paper": "OVERRIDE_NOTICE"})
    drawn.element("intermediateThrowEvent", "not_followed", paper)
    drawn.user("coordinate", "centre_coordinator", "answer", limit="2")
    drawn.user("decide", lead, "answer", limit="2").end("granted", milestone="decided")
    drawn.flow("start", "opine", "agreed", "weigh", "weighed", "coordinate", "decide", "granted")
    drawn.flow("agreed", "decide", when="=all agree(opinions)")
    drawn.flow("weighed", "not_followed", when='=weigh.opinion = "override"')
    if late:
        drawn.border("not_weighed", "weigh", timer("=naturaldays(10)")).flow("not_weighed", late)
    return drawn.flow("not_followed", "decide")
