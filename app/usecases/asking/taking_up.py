"""The lead takes up what a department says must go upward, and reports it to that authority."""

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.joint.questions import ANSWERED, HIGHER, Question
from app.usecases.asking import closing, putting, standing, telling, upward, wishes
from app.usecases.asking.wishes import Wish
from app.usecases.work import Work
from engine.errors import Conflict, Invalid, NotAllowed
from engine.rules.upward import WAIT


def take_up(work: Work, number: str, question_id: int, body: str, text: str) -> Question:
    """Report a matter to the authority above, from the opinion that it must go there.

    It is the lead that sends it up and records the reply. The limit for sending it up counts from
    the opinion. Where the step waits, its limit stands until the reply as far as the rules of the
    office allow; then the department gives its opinion.

    :param body: the name of that authority.
    :param text: what it has to decide, and on which legal basis.
    :raises NotFound: there is no such case for this actor, or it has no such question.
    :raises Conflict: it was answered or withdrawn, or is no opinion that a matter must go upward.
    :raises NotAllowed: they are not of the department that leads it.
    :raises Invalid: the authority has no name, or nothing is asked of it; with everything wrong.

    Source: Administrative Licensing Law, Art. 43; facts, section 2.4.3; decision 203.
    """
    case, opinion = closing.at_hand(work, number, question_id)
    if not closing.of_opinion(opinion):
        message = "This is a question; nobody says that the matter must go upward."
        raise Conflict("question.no_opinion", message)
    if not closing.may_answer(work, case, opinion):
        message = "Only the department that leads the case takes a matter up."
        raise NotAllowed("joining.not_lead", message)
    wish = Wish(HIGHER, text, body=body)
    if faults := [*wishes.misworded(wish)]:
        raise Invalid("question.invalid", "Please correct what is marked.", faults)
    task = _close(work, case, opinion, wish)
    question = putting.row(work, task, wish, case.lead_department)
    question.upward = opinion.upward
    stands = opinion.upward == WAIT and standing.may_stop(work, task, HIGHER)
    putting.put(work, case, question, stands)
    upward.begin(work, case, task, question, opinion.asked_at)
    return question


def _close(work: Work, case: Case, opinion: Question, wish: Wish) -> Task:
    opinion.answer, opinion.body = wish.text.strip(), wish.body.strip()
    task = closing.close(work, case, opinion, ANSWERED, "taken_up")
    telling.asker(work, case, opinion, task)
    return task
