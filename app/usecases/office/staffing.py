"""An administrator looks after people: who works here, in which posts, and who has left."""

import re
import secrets

from app.storage.case.history import Fact, write
from app.storage.desk import holders
from app.storage.desk.asking import person_id_of
from app.storage.office import people, signins
from app.storage.office.people import Person
from app.usecases.office import places
from app.usecases.office.places import Place
from app.usecases.people import entering
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed, NotFound

ADMINISTRATOR = "administrator"
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


def add_person(work: Work, name: str, username: str, place: Place) -> tuple[Person, str]:
    """Let somebody work here; the first password is told once and must be changed.

    :raises NotAllowed: only administrators look after people.
    :raises Invalid: with everything that is wrong with name, user name and post.
    """
    _only_administrators(work)
    faults = [*_name_faults(work, name, username), *places.faults(work, place)]
    if faults:
        raise Invalid("person.invalid", "This person cannot be added yet.", faults)
    person = Person(username=username, name=name, must_change_password=True)
    person.posts = [places.post(place)]
    password = _new_password(person)
    work.session.add(person)
    work.session.flush()
    return person, password


def add_post(work: Work, person_id: int, place: Place) -> Person:
    """Give somebody a post from a day on.

    :raises NotAllowed: only administrators look after people.
    :raises NotFound: there is no such person.
    :raises Conflict: the person has left.
    :raises Invalid: with everything that is wrong with the post.
    """
    person = _person(work, person_id)
    faults = places.faults(work, place)
    if any(places.overlaps(post, place) for post in person.posts):
        faults.append(Fault("role", "post.held", "This person holds this post already."))
    if faults:
        raise Invalid("post.invalid", "This post cannot be given yet.", faults)
    person.posts.append(places.post(place))
    return person


def end_post(work: Work, person_id: int, post_id: int) -> Person:
    """End a post with today.

    :raises NotAllowed: only administrators look after people.
    :raises NotFound: there is no such person or post.
    :raises Conflict: the person has left, or it is the administrator's own post.
    """
    person = _person(work, person_id)
    post = next((one for one in person.posts if one.id == post_id), None)
    if post is None:
        raise NotFound("post.unknown", "There is no such post.")
    if post.role == ADMINISTRATOR and _oneself(work, person):
        raise Conflict("post.own", "Nobody ends their own administration; ask a colleague.")
    post.to_on = work.today
    return person


def new_password(work: Work, person_id: int) -> str:
    """Return a new first password of somebody; the old one and all open sessions end.

    :raises NotAllowed: only administrators look after people.
    :raises NotFound: there is no such person.
    :raises Conflict: the person has left.
    """
    person = _person(work, person_id)
    password = _new_password(person)
    person.must_change_password, person.failures, person.locked_until = True, 0, None
    signins.revoke_all(work.session, person.id, work.now)
    return password


def leave(work: Work, person_id: int) -> Person:
    """Let somebody leave the office: posts and sessions end, tasks in hand go back.

    :raises NotAllowed: only administrators look after people.
    :raises NotFound: there is no such person.
    :raises Conflict: the person has left already, or it is the administrator.

    Source: features O7 (who leaves keeps no open task; the history stays).
    """
    person = _person(work, person_id)
    if _oneself(work, person):
        raise Conflict("person.own", "Nobody shows themselves out; ask a colleague.")
    for task_id in holders.ids_held_by(work.session, person.id):
        _hand_back(work, task_id, person)
    for post in person.posts:
        post.to_on = min(post.to_on or work.today, work.today)
    person.active = False
    signins.revoke_all(work.session, person.id, work.now)
    return person


def _hand_back(work: Work, task_id: str, person: Person) -> None:
    if (held := work.hold(task_id)) is None:
        return
    case, task = held.case, held.task(task_id)
    if task.assignee_id != person.id or task.closed_at is not None:
        return
    task.hand_to(None, work.now)
    told = Fact("task.freed", task.step, {"task": task.id, "holder": person.id, "left": True})
    write(work.session, case, [told], work.actor, work.now)


def _only_administrators(work: Work) -> None:
    if ADMINISTRATOR not in work.actor.roles:
        raise NotAllowed("person.not_yours", "Only administrators look after people.")


def _person(work: Work, person_id: int) -> Person:
    _only_administrators(work)
    person = people.get(work.session, person_id)
    if not person.active:
        raise Conflict("person.left", "%(name)s has left the office.", name=person.name)
    return person


def _oneself(work: Work, person: Person) -> bool:
    return person_id_of(work.actor) == person.id


def _new_password(person: Person) -> str:
    password = secrets.token_urlsafe(9)
    person.password_hash = entering.hashed(password)
    return password


def _name_faults(work: Work, name: str, username: str) -> list[Fault]:
    faults = []
    if not 1 <= len(name) <= 100:
        faults.append(Fault("name", "person.name", "A name has 1 to 100 characters."))
    if not USERNAME.fullmatch(username):
        message = "A user name has 2 to 64 small letters, digits, dots or dashes."
        faults.append(Fault("username", "person.username", message))
    elif people.by_username(work.session, username) is not None:
        message = "There is an account with this name already."
        faults.append(Fault("username", "person.name_taken", message))
    return faults
