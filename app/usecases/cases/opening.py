"""Which files of a case somebody may open."""

from app.storage import materials
from app.storage.cases import Case
from app.storage.materials import Material
from app.usecases.remarking import readable
from app.usecases.work import Work


def file(work: Work, case: Case, material_id: str) -> Material:
    """Return a file of a case that whoever sees the case may open.

    :raises NotFound: there is none, or it came with a remark that is not for them: the answer is
        the same.
    """
    found = materials.find(work.session, case.id, material_id)
    if found.remark_id is None or _reads(work, case, found.remark_id):
        return found
    raise materials.unknown()


def _reads(work: Work, case: Case, remark_id: int) -> bool:
    return any(one.id == remark_id for one in readable(work, case))
