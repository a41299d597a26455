"""Cases are found by their number, their party, and the names their form says."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.storage.case import search_keys
from app.storage.case.cases import Case
from app.storage.case.search_keys import Findable
from app.usecases.work import Work
from engine.forms import Form


def make_findable(work: Work, case: Case, form: Form | None) -> None:
    """Let a case that was just handed in be found.

    :param form: that of its application.

    Source: docs/decisions/0189-names-are-found-by-keys.md.
    """
    search_keys.write(work.session, case.id, _keys(case, form, case.answers))


def make_all_findable(
    work: Work, cases: Sequence[Findable], forms: Mapping[str, Form | None]
) -> None:
    """Let many cases be found that were kept before, all by one statement.

    :param forms: those of their applications, by the key of the process.

    Source: docs/decisions/0189-names-are-found-by-keys.md.
    """
    keys = {case.id: _keys(case, forms.get(case.process), case.answers) for case in cases}
    search_keys.write_all(work.session, keys)


def find_as(work: Work, case: Case, form: Form | None, answers: Mapping[str, Any]) -> None:
    """Let a case be found by corrected answers, before they replace those in force."""
    old, new = _keys(case, form, case.answers), _keys(case, form, answers)
    if old - new:
        search_keys.forget(work.session, case.id, old - new)
    search_keys.write(work.session, case.id, new - old)


def _keys(case: Case | Findable, form: Form | None, answers: Mapping[str, Any]) -> set[str]:
    said = [answers.get(one.key) for one in form.fields if one.searched] if form else []
    names = [case.applicant_name, *(name for name in said if isinstance(name, str))]
    return search_keys.keys_of(case.number, names)
