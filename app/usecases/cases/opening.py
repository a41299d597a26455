"""Which files of a case somebody may open."""

from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.usecases.cases import material_rights
from app.usecases.remarking import readable
from app.usecases.work import Work


def file(work: Work, case: Case, material_id: str) -> Material:
    """Return a file of a case that whoever sees the case may open.

    :raises NotFound: there is none, or it is not for them, as its item says or the remark it came
        with: the answer is the same.

    Source: features C6; decisions 206, 210.
    """
    found = materials.find(work.session, case.id, material_id)
    if found.remark_id is not None:
        opens = any(one.id == found.remark_id for one in readable(work, case))
    else:
        opens = bool(material_rights.readable(work, case, [found]))
    if not opens:
        raise materials.unknown()
    return found
