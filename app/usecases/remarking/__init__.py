"""Remarking: people of the office note something on a case, for each other or the applicant."""

from app.usecases.remarking.making import LONGEST, Wish, make, may_remark
from app.usecases.remarking.reading import readable

__all__ = ["LONGEST", "Wish", "make", "may_remark", "readable"]
