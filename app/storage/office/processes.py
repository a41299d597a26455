"""Process versions: what was published, unchangeable, found by its digest."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from app.storage.ground.base import Base
from app.storage.ground.columns import Hash
from engine import Process
from engine.errors import NotFound


class ProcessVersion(Base):
    __tablename__ = "process_version"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(Hash, index=True)  # twice, where one went back
    published_by: Mapped[str]
    published_at: Mapped[datetime]

    files: Mapped[list["ProcessFile"]] = relationship(
        order_by="ProcessFile.name", cascade="all, delete-orphan"
    )


class ProcessFile(Base):
    __tablename__ = "process_file"

    version_id: Mapped[int] = mapped_column(ForeignKey("process_version.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


def read(session: Session, digest: str) -> Process:
    """Return the process with this digest; its files are fetched and parsed at most once.

    :raises NotFound: it was never published here.
    """
    return Process.known(digest) or Process.read(files_of(session, digest))


def files_of(session: Session, digest: str) -> dict[str, bytes]:
    """Return the files of a version by name.

    :raises NotFound: nothing was published under this digest.
    """
    version = session.scalar(select(ProcessVersion).filter_by(digest=digest).limit(1))
    if version is None:
        raise NotFound("process.unknown", "There is no such process version.")
    return {file.name: file.content for file in version.files}


def latest(session: Session, key: str) -> ProcessVersion | None:
    """Return the version that new cases start on."""
    newest = ProcessVersion.number.desc()
    return session.scalar(select(ProcessVersion).filter_by(key=key).order_by(newest).limit(1))


class Published:
    """All published versions, where calls find what they call; each is looked for once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._newest: dict[str, Process | None] = {}

    def by_digest(self, digest: str) -> Process:
        """Return a version.

        :raises NotFound: it was never published here.
        """
        return read(self._session, digest)

    def latest(self, key: str) -> Process | None:
        """Return the newest published version of a process."""
        if key not in self._newest:
            found = latest(self._session, key)
            self._newest[key] = read(self._session, found.digest) if found else None
        return self._newest[key]


def of_digests(session: Session, digests: Collection[str]) -> Sequence[ProcessVersion]:
    """Return the versions with these digests, the newest first."""
    wanted = select(ProcessVersion).where(ProcessVersion.digest.in_(digests))
    return session.scalars(wanted.order_by(ProcessVersion.id.desc())).all()


def newest_of_digest(session: Session, digest: str) -> ProcessVersion | None:
    """Return the version with this digest, if new cases start on it."""
    version = session.scalar(select(ProcessVersion).filter_by(digest=digest).limit(1))
    return version if version is None or version is latest(session, version.key) else None


def current(session: Session, key: str | None) -> ProcessVersion:
    """Like ``latest``, for callers that cannot go on without one.

    :raises NotFound: no version has been published.
    """
    if key is None or (version := latest(session, key)) is None:
        raise NotFound("process.unpublished", "This process has not been published yet.")
    return version


def version(session: Session, key: str, number: int) -> ProcessVersion:
    """Return one version with its files.

    :raises NotFound: there is no such version.
    """
    query = select(ProcessVersion).options(selectinload(ProcessVersion.files))
    found = session.scalar(query.filter_by(key=key, number=number))
    if found is None:
        raise NotFound("process.unknown", "There is no such process version.")
    return found


def versions(session: Session, key: str | None = None) -> Sequence[ProcessVersion]:
    """Return all versions (of one process), the newest of each first."""
    query = select(ProcessVersion).order_by(ProcessVersion.key, ProcessVersion.number.desc())
    return session.scalars(query.filter_by(key=key) if key else query).all()


def newest(session: Session) -> Sequence[ProcessVersion]:
    """Return the version of each process that new cases start on, with its files."""
    last = select(func.max(ProcessVersion.id)).group_by(ProcessVersion.key)
    query = select(ProcessVersion).where(ProcessVersion.id.in_(last))
    return session.scalars(query.options(selectinload(ProcessVersion.files))).all()


def named(session: Session) -> Sequence[tuple[str, str]]:
    """Return key and name of each process, as its newest version says."""
    last = select(func.max(ProcessVersion.id)).group_by(ProcessVersion.key)
    query = select(ProcessVersion.key, ProcessVersion.name).where(ProcessVersion.id.in_(last))
    return [(key, name) for key, name in session.execute(query.order_by(ProcessVersion.key))]


def versions_after(
    session: Session, limit: int, after: tuple[str, int] | None = None
) -> Sequence[ProcessVersion]:
    """Return a part of all versions, in the order of ``versions``, from behind one on."""
    query = select(ProcessVersion).order_by(ProcessVersion.key, ProcessVersion.number.desc())
    if after is not None:
        key, number = after
        older = (ProcessVersion.key == key) & (ProcessVersion.number < number)
        query = query.where(or_(ProcessVersion.key > key, older))
    return session.scalars(query.limit(limit)).all()
