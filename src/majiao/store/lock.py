"""One engine per data folder."""

import fcntl
import os
from pathlib import Path

from majiao.store.database import StoreError


class FolderLock:
    """Holds a data folder for this process; the system lets go of it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            StoreError: if another process holds it.

        """
        try:
            self._file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"cannot write in {folder}: {error.strerror}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            message = f"{folder} is in use by another majiao; stop it or choose another --data"
            raise StoreError(message) from error

    def release(self) -> None:
        """Let go of the folder."""
        os.close(self._file)
