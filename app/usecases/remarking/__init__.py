"""Remarking: people of the office note something on a case, for each other or the applicant."""

from app.usecases.remarking.making import LONGEST, Wish, make
from app.usecases.remarking.reading import readable
from app.usecases.remarking.rights import may_remark
from app.usecases.remarking.suggesting import Colleague, colleagues

__all__ = ["LONGEST", "Colleague", "Wish", "colleagues", "make", "may_remark", "readable"]
