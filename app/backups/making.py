"""Making a backup while the office works."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.backups import archives, databases
from app.storage.ground.database import Database

BESIDE = ("secret", "demo-accounts.json")
FILES = "files"
ARRIVING = "arriving-*"


def make(database: Database, data: Path, file: Path, revision: str | None) -> None:
    """Put database, files and secret of an office into one archive.

    The database is copied first: files are on the disk before any row speaks of them and
    never change, so that the archive has every file the copy speaks of.

    :param data: the folder of the office.
    :param revision: the schema the database is at.
    :raises Conflict: there is such a file, or PostgreSQL's programs are missing or failed.
    :raises Invalid: the database is damaged.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    name = databases.name_of(database)
    with TemporaryDirectory(dir=file.parent, prefix="backup-") as folder:
        copied = Path(folder) / name
        databases.copy(database, copied)
        facts = {
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "database": name,
            "revision": revision,
        }
        archives.pack(file, {name: copied} | _beside(data), facts)


def _beside(data: Path) -> dict[str, Path]:
    arriving = set((data / FILES).glob(ARRIVING))
    kept = [path for path in (data / FILES).rglob("*") if path.is_file() and path not in arriving]
    loose = [data / name for name in BESIDE if (data / name).exists()]
    return {str(path.relative_to(data)): path for path in sorted([*loose, *kept])}
