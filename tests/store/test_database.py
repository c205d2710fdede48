"""The database opens, migrates, locks and complains in words."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from majiao.store import FolderLock, StoreError, open_database, sqlite_url
from majiao.store.database import HEAD
from majiao.store.schema import metadata


@pytest.fixture
def database(tmp_path):
    engine = open_database(sqlite_url(tmp_path))
    yield engine
    engine.dispose()


def test_the_migrations_make_the_tables_of_the_schema(database):
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_head_is_the_newest_migration():
    assert ScriptDirectory("src/majiao/store/migrations").get_current_head() == HEAD


@pytest.mark.parametrize(("power", "level"), [(False, 1), (True, 2)])
def test_durability(tmp_path, power, level):
    engine = open_database(sqlite_url(tmp_path), power_safe=power)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="data folder"):
        sqlite_url(tmp_path / "file" / "data")


def test_a_broken_database_is_named(tmp_path):
    (tmp_path / "majiao.db").write_bytes(b"not a database, but long enough to be read" * 50)
    with pytest.raises(StoreError, match=r"majiao\.db"):
        open_database(sqlite_url(tmp_path))


def test_a_folder_has_one_engine(tmp_path):
    lock = FolderLock(tmp_path)
    with pytest.raises(StoreError, match="in use by another majiao"):
        FolderLock(tmp_path)
    lock.release()
    FolderLock(tmp_path).release()
