"""Joining: the lead department says which departments take part in a running co-approval."""

from app.usecases.joining.adding import add_department
from app.usecases.joining.dropping import drop_department
from app.usecases.joining.members import (
    Joint,
    Wish,
    joint_of,
    joint_steps,
    joint_steps_of,
    may_join,
)

__all__ = [
    "Joint",
    "Wish",
    "add_department",
    "drop_department",
    "joint_of",
    "joint_steps",
    "joint_steps_of",
    "may_join",
]
