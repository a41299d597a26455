"""What an applicant is asked to correct, told once and completely."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from engine.errors import Fault, Invalid


@dataclass(frozen=True)
class Point:
    """One thing to correct.

    :param place: an answer or a material, e.g. ``"answers.address"``, ``"materials.lease"``.
    :param text: what is wrong and how to put it right.
    """

    place: str
    text: str


def check_points(
    points: Sequence[Point], told: Collection[Point] = (), changed: Collection[str] = ()
) -> None:
    """Refuse a notice of correction that is empty, or tells late what could be told first.

    :param told: the points of the earlier notices of this case; empty for the first notice.
    :param changed: the places the applicant has changed since.
    :raises Invalid: there is no point, a point says nothing, or a new point is about something
        that has not changed since the first notice.

    Source: Administrative Licensing Law, Art. 32(1)(4): all that must be corrected is told at
    once, within five working days.

    >>> first = Point("answers.address", "Add the number of the house.")
    >>> check_points([first])
    >>> check_points([Point("materials.lease", "A page is missing.")], [first], ["materials.lease"])
    """
    if not points:
        raise Invalid("correction.empty", "A notice of correction names at least one point.")
    faults = []
    for number, point in enumerate(points):
        if not point.text.strip():
            message = "Say what is wrong and how to put it right."
            faults.append(Fault(f"points.{number}", "correction.no_text", message))
        elif told and point not in told and point.place not in changed:
            message = "This has not changed since the first notice and should have been told then."
            faults.append(Fault(f"points.{number}", "correction.told_late", message))
    if faults:
        raise Invalid("correction.invalid", "This notice cannot be given.", faults)
