"""What applicants see: what there is to apply for, their application, and where it stands."""

from app.pages.applicant import adding, answering, applying, replying, submitted, withdrawing
from app.pages.applicant.items import blueprint as ITEMS
from app.pages.applicant.status import blueprint as STATUS

__all__ = [
    "ITEMS",
    "STATUS",
    "adding",
    "answering",
    "applying",
    "replying",
    "submitted",
    "withdrawing",
]
