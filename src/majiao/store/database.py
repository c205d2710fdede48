"""Opening the database: SQLite in a folder by default, another one by URL."""

import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import QueuePool

HEAD = "0001"
"""The migration that this version of the program works with."""

_MIGRATING = threading.Lock()


class StoreError(RuntimeError):
    """The store cannot be used; the message says what to do."""


def sqlite_url(folder: Path) -> str:
    """Give the database URL for a data folder, which is made if it is missing.

    Raises:
        StoreError: if the folder cannot be made.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"cannot use {folder} as the data folder: {error.strerror}"
        raise StoreError(message) from error
    return f"sqlite:///{folder / 'majiao.db'}"


def open_database(url: str, *, power_safe: bool = False) -> Engine:
    """Connect, set the durability, and bring the tables up to date.

    Args:
        url: an SQLAlchemy database URL.
        power_safe: also survive a power cut, by a disk flush at every commit; without it
            what was committed survives the death of the process (SQLite WAL, NORMAL).

    Raises:
        StoreError: if the database cannot be opened or was made by a newer version.

    """
    engine = create_engine(url, poolclass=QueuePool, pool_size=4, max_overflow=4)
    if engine.dialect.name == "sqlite":
        _set_pragmas(engine, power_safe=power_safe)
    try:
        with engine.connect() as connection:
            if _version(connection) != HEAD:
                _migrate(connection)
    except Exception as error:
        engine.dispose()
        message = f"cannot open the database {engine.url.render_as_string()}: {error}"
        raise StoreError(message) from error
    return engine


def checkpoint(engine: Engine) -> None:
    """Move SQLite's write-ahead log into the database without making the writer wait."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(PASSIVE)"))


def _set_pragmas(engine: Engine, *, power_safe: bool) -> None:
    synchronous = "FULL" if power_safe else "NORMAL"

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA synchronous = {synchronous}")
        cursor.execute("PRAGMA busy_timeout = 10000")
        cursor.execute("PRAGMA cache_size = -65536")
        # Checkpoints are made beside the writer; at this length of the log (80 MB) it makes
        # one itself, which is short by then, and starts the log anew.
        cursor.execute("PRAGMA wal_autocheckpoint = 20000")
        cursor.close()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  a second to import, needed once per upgrade
    from alembic.config import Config  # noqa: PLC0415  the same

    config = Config()
    config.set_main_option("script_location", "majiao:store/migrations")
    config.attributes["connection"] = connection
    with _MIGRATING:
        command.upgrade(config, HEAD)
    connection.commit()
