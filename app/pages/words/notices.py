"""The words for what notices say."""

from flask_babel import lazy_gettext as _

NOTICES = {
    "notice.your_turn": _("The office waits for you: %(task)s"),
    "notice.task_withdrawn": _("No longer asked for: %(task)s"),
    "notice.task_assigned": _("%(by)s gave you a task: %(task)s. %(reason)s"),
    "notice.task_transferred": _("%(by)s passed a task on to you: %(task)s. Reason: %(reason)s"),
    "notice.task_delegated": _(
        "%(by)s asks you to prepare an answer: %(task)s. Reason: %(reason)s"
    ),
    "notice.task_resolved": _("%(by)s has prepared your answer; please confirm it: %(task)s"),
    "notice.task_urged": _("%(by)s urges you: %(task)s. %(reason)s"),
    "notice.task_late": _("The last day is past. Please do it at once: %(task)s"),
    "notice.party_urged": _("The applicant urges you: %(task)s"),
    "notice.task_taken": _("%(by)s has taken a task from you: %(task)s. %(reason)s"),
    "notice.copied": _("%(by)s passed this case on to you, to be read. %(reason)s"),
    "notice.department_added": _(
        "The lead department asks your department to take part: %(task)s. Reason: %(reason)s"
    ),
    "notice.department_dropped": _(
        "Your department is no longer asked: %(task)s. Reason: %(reason)s"
    ),
    "notice.mentioned": _("%(by)s mentions you in a remark"),
    "notice.remark_party": _("The office notes on your case: %(text)s"),
    "notice.question_asked": _("%(by)s asks you: %(text)s (%(task)s)"),
    "notice.question_elsewhere": _(
        "%(by)s says that “%(task)s” is not the task of their department: %(text)s"
    ),
    "notice.question_upward": _(
        "%(by)s says that this must go to the higher authority; please decide: %(text)s (%(task)s)"
    ),
    "notice.question_asked_party": _("The office asks you: %(text)s"),
    "notice.question_raised": _("%(by)s reports to %(body)s: %(text)s (%(task)s)"),
    "notice.authority_replied": _("%(body)s has replied in your case, which goes on."),
    "notice.question_answered": _("%(by)s answered your question: %(text)s (%(task)s)"),
    "notice.question_withdrawn": _("%(by)s asks no more: %(text)s (%(task)s)"),
    "notice.question_withdrawn_party": _("The office asks you no more: %(text)s"),
    "notice.returned": _("Returned to you by %(by)s: %(task)s. Reason: %(reason)s"),
    "notice.back_with_you": _("The step you asked for is done, the task is yours again: %(task)s"),
    "notice.opinion_outdated": _(
        "Replaced since your opinion: %(material)s. Please confirm the opinion or give it anew."
    ),
    "notice.opinion_confirmed": _("%(by)s confirmed the opinion for newer materials: %(task)s"),
    "notice.opinion_again": _("Please give your opinion again: %(task)s. Reason: %(reason)s"),
    "notice.overridden": _("The lead does not follow your objection. Reason: %(reason)s"),
    "notice.material_promised": _("Accepted with your promise: hand in “%(material)s” by %(day)s"),
    "notice.material_due": _("The last day for promised materials is near: %(day)s"),
    "notice.material_late": _("You promised “%(material)s” by %(day)s; please hand it in at once"),
    "notice.material_overdue": _("Promised by %(day)s and not handed in: “%(material)s”"),
    "notice.overdue": _("A limit has passed: %(task)s"),
    "notice.due_soon": _("About to end, last day %(day)s: %(task)s"),
    "notice.paused": _("The clock of your case was stopped: %(ground)s%(moved)s"),
    "notice.resumed": _("The clock of your case runs again: %(ground)s%(moved)s"),
    "notice.extended": _("The limit of your case was extended by %(days)s working days%(moved)s"),
    "notice.dates_moved": _("%(why)s. The last days of your case have moved: %(moves)s"),
    "notice.tasks_moved": _("%(why)s. Last days have moved: %(moves)s"),
    "notice.overrun": _("A pause lasts longer than planned: %(ground)s"),
    "notice.agree.own": _(
        "%(missed)s: this counts as agreement to “%(task)s”. Supply your opinion until %(day)s."
    ),
    "notice.agree": _("%(department)s, %(missed)s: taken to agree to “%(task)s”"),
    "notice.escalate.own": _("%(missed)s: “%(task)s” is asked of the head of your department now."),
    "notice.escalate": _("%(department)s, %(missed)s: “%(task)s” is asked of you now."),
    "notice.lead.own": _(
        "%(missed)s: the lead department answers “%(task)s” in your place. "
        "Supply your opinion until %(day)s."
    ),
    "notice.lead": _("%(department)s, %(missed)s: answer “%(task)s” in its place."),
    "notice.still_owed": _("%(department)s still owes its opinion; it is overdue: %(task)s"),
    "notice.supplied": _("%(department)s supplied its opinion late: %(opinion)s (%(task)s)"),
    "notice.card": _("%(level)s of supervision: %(rule)s"),
    "notice.card_warned": _("%(level)s of supervision: %(rule)s"),
    "notice.card_answer": _("A card was answered: %(rule)s (%(level)s)"),
    "notice.card_appeal": _("A card was appealed against: %(rule)s (%(level)s)"),
    "notice.card_urge": _("Please answer this card at once: %(rule)s (%(level)s)"),
    "notice.card_return": _("The answer was not enough, please rectify: %(rule)s (%(level)s)"),
    "notice.card_uphold": _("The card stays: %(rule)s (%(level)s)"),
    "notice.card_remove": _("The card was taken off: %(rule)s (%(level)s)"),
    "notice.card_close": _("The card is closed: %(rule)s (%(level)s)"),
    "notice.coordination_asked": _("Please coordinate by %(day)s (%(rung)s): %(topic)s"),
    "notice.coordination_begun": _(
        "A conflict of opinions is coordinated (%(rung)s, by %(day)s): %(topic)s"
    ),
    "notice.coordination_raised": _(
        "The coordination goes one rung up (%(rung)s, by %(day)s): %(topic)s"
    ),
    "notice.coordination_late": _("The coordination is late (%(rung)s): %(topic)s"),
    "notice.coordination_settled": _("The coordination is settled: %(result)s. %(reason)s"),
    "notice.coordination_void": _(
        "The coordination is over, the case was decided or has ended: %(topic)s"
    ),
    "notice.meeting_called": _(
        "%(by)s invites you: %(meeting)s, %(moment)s, %(place)s. Agenda: %(agenda)s"
    ),
    "notice.meeting_moved": _(
        "%(meeting)s is moved: now %(moment)s, %(place)s. Reason: %(reason)s"
    ),
    "notice.meeting_cancelled": _(
        "%(meeting)s on %(moment)s does not take place. Reason: %(reason)s"
    ),
    "notice.meeting_void": _("%(meeting)s on %(moment)s does not take place: the case has ended"),
    "notice.meeting_accepted": _("%(department)s comes: %(meeting)s, %(moment)s"),
    "notice.meeting_declined": _(
        "%(department)s cannot come: %(meeting)s, %(moment)s. Reason: %(reason)s"
    ),
    "notice.meeting_closed": _("%(meeting)s of %(moment)s: the minutes are ready (%(paper)s)"),
    "notice.survey_called": _(
        "The departments look at the site together: %(moment)s, %(place)s. Please be there."
    ),
    "notice.survey_moved": _(
        "The survey of the site is moved: now %(moment)s, %(place)s. Please be there."
    ),
    "notice.survey_cancelled": _("The survey of the site on %(moment)s does not take place"),
    "notice.ended": _("The case has ended: %(outcome)s"),
    "notice.export_made": _("The file you asked for is ready: %(list)s, %(rows)s rows"),
    "notice.substitute_arranged": _(
        "%(substitute)s does the tasks of %(person)s from %(first)s to %(last)s."
    ),
    "notice.substitute_over": _("%(substitute)s no longer does the tasks of %(person)s."),
    "notice.told": _("Told by the process: %(text)s"),
}
