"""Whether a database keeps what it has acknowledged: asked before an office is served from it."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

MOUNTS = Path("/proc/self/mounts")
REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "davfs"}
    | {"fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.rclone", "fuse.s3fs", "fuse.davfs2"}
)
"""File systems of other machines, whose locks SQLite cannot trust."""

WANTED = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "transaction_read_only": "off",
    "transaction_isolation": "read committed",
}
STRONGER = {"synchronous_commit": {"on", "remote_apply"}}


def faults(session: Session, mounts: Path = MOUNTS) -> list[str]:
    """Return why what this database acknowledges may be lost, or nothing can be written to it.

    :param mounts: where the system lists what is mounted.

    Source: reliability rule 25, X19, X22.
    """
    if session.get_bind().dialect.name == "sqlite":
        return _of_sqlite(session, mounts)
    return _of_postgres(session)


def _of_postgres(session: Session) -> list[str]:
    columns = ", ".join(f"current_setting('{name}')" for name in WANTED)
    *said, standby = session.execute(text(f"SELECT {columns}, pg_is_in_recovery()")).one()
    found = [
        f"PostgreSQL has {name} = {value}; it must be {wanted}."
        for (name, wanted), value in zip(WANTED.items(), said, strict=True)
        if value not in STRONGER.get(name, {wanted})
    ]
    return [*found, "This PostgreSQL is a standby: connect to the primary."] if standby else found


def _of_sqlite(session: Session, mounts: Path) -> list[str]:
    asked = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    said = {name: str(session.scalar(text(f"PRAGMA {name}"))) for name in asked}
    found = [
        f"SQLite has {name} = {said[name]}; it must be {wanted}."
        for name, wanted in asked.items()
        if said[name] != wanted
    ]
    file = session.get_bind().engine.url.database
    kind = kind_of_disk(Path(file).absolute(), mounts) if file else ""
    if kind in REMOTE:
        found.append(f"The SQLite file lies on a network disk ({kind}): put it on a local one.")
    return found


def kind_of_disk(file: Path, mounts: Path) -> str:
    """Return the kind of the file system a file lies on; nothing where the system does not say."""
    if not mounts.exists():
        return ""
    found = ("", "")
    for line in mounts.read_text().splitlines():
        _, at, kind, *_ = line.split(" ")
        point = at.replace("\\040", " ")
        if file.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, kind)
    return found[1]
