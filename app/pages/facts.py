"""The words for what the history tells and for what notices say."""

from flask_babel import lazy_gettext as _

FACTS = {
    "answer.taken_back": _("An answer counts no more after a return"),
    "case.submitted": _("Application handed in"),
    "case.accepted": _("Accepted"),
    "case.decided": _("Decided"),
    "case.issued": _("Certificate issued"),
    "case.delivered": _("Delivered"),
    "case.archived": _("Archived"),
    "case.ended": _("The case has ended"),
    "case.moved": _("Goes on in another version of the process"),
    "case.withdrawal": _("The applicant withdrew"),
    "copy.sent": _("The case was passed on to be read"),
    "copy.revoked": _("A copy was taken back"),
    "coordination.begun": _("A conflict was handed to coordination"),
    "coordination.raised": _("The coordination was sent one rung up"),
    "coordination.passed": _("The coordination was not settled in time and went one rung up"),
    "coordination.late": _("The coordination is late on its highest rung"),
    "coordination.settled": _("The coordination was settled"),
    "coordination.void": _("The coordination is over: the case was decided or has ended"),
    "department.added": _("The lead department asked one more department"),
    "department.dropped": _("The lead department asks a department no more"),
    "deadline.covered": _("A reminder was covered by a limit that passed with it"),
    "deadline.passed": _("A limit has passed"),
    "deadlines.moved": _("Limits have moved"),
    "limits.changed": _("The limits of the item were changed for this case"),
    "limit.confirmed": _("A limit that waited after an outage was let pass"),
    "limit.lifted": _("The limits were counted without the days of an outage"),
    "case.urged": _("The applicant urged"),
    "case.paused": _("The clock was stopped"),
    "case.resumed": _("The clock runs again"),
    "case.extended": _("The limit was extended"),
    "question.asked": _("A question was asked"),
    "question.elsewhere": _("A department says that a task is not its own"),
    "question.raised": _("A matter is reported to a higher authority"),
    "question.forwarded": _("A matter was sent to the higher authority"),
    "question.linked": _("An outside body gets a new link to a question"),
    "question.rerouted": _("Another department is asked instead"),
    "question.answered": _("A question was answered"),
    "question.withdrawn": _("A question was taken back"),
    "question.over": _("A question is over with its task"),
    "remark.made": _("Something was noted for the office"),
    "remark.told": _("Something was noted for the applicant, too"),
    "silence.agree": _("No answer in time: taken to agree"),
    "silence.escalate": _("No answer in time: the head of the department is asked"),
    "silence.lead": _("No answer in time: the lead department answers instead"),
    "absence.agree": _("Absent: taken to agree"),
    "absence.escalate": _("Absent: the head of the department is asked"),
    "absence.lead": _("Absent: the lead department answers instead"),
    "opinion.unreasoned": _("An objection without reason or legal basis counts as agreement"),
    "opinion.confirmed": _("An opinion was confirmed for newer materials"),
    "opinion.anew": _("An opinion is given anew, as materials were replaced"),
    "opinion.again": _("The lead asks a department for its opinion again"),
    "opinion.supplied": _("An opinion still owed was supplied"),
    "pause.overrun": _("A pause lasts longer than planned"),
    "card.given": _("Supervision gave a card"),
    "card.warned": _("Supervision gave a warning"),
    "card.spared": _("A card was not given: its rule no longer holds"),
    "card.overdue": _("A card was not answered in time"),
    "card.answered": _("A card was answered"),
    "card.urged": _("An answer to a card was urged"),
    "card.rectifying": _("The answer to a card was sent back"),
    "card.appealed": _("A card was appealed against"),
    "card.upheld": _("A card was upheld"),
    "card.removed": _("A card was taken off"),
    "card.closed": _("A card was closed"),
    "incident.noted": _("The case could not go on by itself"),
    "incident.closed": _("An incident was closed"),
    "job.begun": _("A job was given to a machine"),
    "job.done": _("A job was done"),
    "job.error": _("A job ended with an error the process knows"),
    "job.late": _("A job was done too late; its result was dropped"),
    "job.result_given": _("The result of a job was given by hand"),
    "job.withdrawn": _("A job is no longer wanted"),
    "material.added": _("A file was added"),
    "meeting.called": _("A meeting was called"),
    "meeting.accepted": _("A department comes to a meeting"),
    "meeting.declined": _("A department cannot come to a meeting"),
    "meeting.moved": _("A meeting was moved"),
    "meeting.cancelled": _("A meeting was called off"),
    "meeting.attended": _("It was noted who came to a meeting"),
    "meeting.closed": _("A meeting was closed with its minutes"),
    "meeting.void": _("A meeting is not held: the case has ended"),
    "material.promised": _("A missing material was promised"),
    "promise.kept": _("A promised material was handed in"),
    "promise.broken": _("A promised material did not come in time"),
    "message.received": _("A message arrived"),
    "message.thrown": _("A message was sent"),
    "paper.issued": _("A paper was issued"),
    "task.opened": _("A task was opened"),
    "task.claimed": _("A task was claimed"),
    "task.released": _("A task was given back"),
    "task.freed": _("A task was taken from its holder and given back"),
    "task.assigned": _("A task was given to somebody"),
    "task.transferred": _("A task was passed on"),
    "task.delegated": _("An answer was asked of a colleague, to be confirmed"),
    "task.resolved": _("A prepared answer came back to be confirmed"),
    "task.recalled": _("A delegated task was taken back"),
    "task.given_back": _("A task went back from a substitute"),
    "task.snoozed": _("A task was put off"),
    "task.woken": _("A task that was put off came back early"),
    "task.urged": _("A task was urged"),
    "task.answered": _("A task was answered"),
    "task.retracted": _("Whoever had done a task took it back"),
    "task.returned": _("The case was returned to an earlier step"),
    "task.withdrawn": _("A task is no longer asked for"),
    "timer.started": _("A timer was started"),
}
PLUMBING = frozenset(
    {
        *(
            "task.opened",
            "task.claimed",
            "task.given_back",
            "task.snoozed",
            "task.woken",
            "task.released",
            "task.freed",
            "task.withdrawn",
        ),
        *("timer.started", "job.begun", "job.withdrawn", "card.warned", "card.spared"),
        *("answer.taken_back", "meeting.accepted", "meeting.attended", "question.over"),
    }
)
"""The facts that a reader of a case seldom looks for."""

WARNINGS = frozenset(
    {
        *("deadline.passed", "promise.broken", "pause.overrun", "incident.noted"),
        *("card.given", "task.returned", "task.retracted"),
        *("silence.agree", "silence.escalate", "silence.lead"),
        *("absence.agree", "absence.escalate", "absence.lead"),
        *("coordination.passed", "coordination.late"),
    }
)
"""The facts that the timeline shows as a warning."""

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
    "notice.question_asked_party": _("The office asks you: %(text)s"),
    "notice.question_raised": _("%(by)s reports to %(body)s: %(text)s (%(task)s)"),
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
