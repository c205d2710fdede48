"""What is kept: the event log with its decisions, detector states, policies and API keys."""

from majiao.store.database import StoreError, checkpoint, open_database, sqlite_url
from majiao.store.keys import ApiKeys, Key
from majiao.store.lock import FolderLock
from majiao.store.log import Blob, Entry, EventLog, Position

__all__ = [
    "ApiKeys",
    "Blob",
    "Entry",
    "EventLog",
    "FolderLock",
    "Key",
    "Position",
    "StoreError",
    "checkpoint",
    "open_database",
    "sqlite_url",
]
