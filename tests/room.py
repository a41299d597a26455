"""Where tests put what is gone when they end: in the machine's memory, if there is enough of it.

Each test has databases of its own, and on some disks three hundred small files take longer to
make than the test itself. Nothing here has to outlive the power.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 4 << 30
"""Bytes that must be free: what a whole run has ever needed, several times over."""


def take_memory(folder: Path = MEMORY) -> None:
    """Let temporary files of this process and of those it starts be in memory.

    Whoever has said where they belong is asked nothing.
    """
    if "TMPDIR" in os.environ or not folder.is_dir() or shutil.disk_usage(folder).free < ENOUGH:
        return
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None  # looked up again when it is next asked for
