"""Prints the licences of the packages the product runs on, for ``THIRD_PARTY.md``."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"
OPENING = """\
# Software of others

Lianshen runs on these packages, installed from the package index and not changed.
Written by `make lock`.

How Chinese is read (`characters.txt` and `readings.txt` in `app/storage/ground`) was taken from
pypinyin, Copyright (c) 2016 mozillazg, 闲耘, under the MIT License.

| package | licence |
|---|---|"""


def packages(lock: str) -> list[str]:
    """Return the names a lock file pins, each once.

    >>> packages("flask==3.1.3 \\\\\\n    --hash=sha256:1\\nlxml==6.1.3 ; python_version")
    ['flask', 'lxml']
    """
    return sorted(set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)))


def licence(package: str) -> str:
    """Return what a package says of its licence, in one line.

    :raises PackageNotFoundError: it is not installed here.
    """
    told = metadata(package)
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    words = told.get("License-Expression") or ", ".join(classified) or told.get("License") or "?"
    return words.splitlines()[0]


def main() -> None:
    """Write the list; a package for another Python or system stands without its licence."""
    lines = [OPENING]
    for package in packages(LOCK.read_text()):
        try:
            lines.append(f"| {package} | {licence(package)} |")
        except PackageNotFoundError:
            lines.append(f"| {package} | (not installed here) |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
