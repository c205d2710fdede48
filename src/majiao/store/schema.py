"""The tables. A change here needs a new migration; a test compares the two."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

_Offset = BigInteger().with_variant(Integer, "sqlite")

events = Table(
    "events",
    metadata,
    Column("offset", _Offset, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("time", Float, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("action", String),
    Column("decision", LargeBinary),
)
"""Every event as it was sent, by offset, with its decision where one was due."""

Index(
    "events_acted_on",
    events.c.offset,
    sqlite_where=events.c.action != "allow",
    postgresql_where=events.c.action != "allow",
)

states = Table(
    "states",
    metadata,
    Column("id", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("expires", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""One blob per detector and key; `id` is `<detector>:<key>`, `expires` event time in seconds."""

progress = Table(
    "progress",
    metadata,
    Column("name", String, primary_key=True),
    Column("offset", _Offset, nullable=False),
    Column("watermark", Float, nullable=False),
)
"""How far the log has been worked through, committed together with what came of it."""

policies = Table(
    "policies",
    metadata,
    Column("ref", String, primary_key=True),
    Column("text", Text, nullable=False),
)
"""Every policy that ever decided, so that a decision's revision can be read again."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("scopes", String, nullable=False),
    Column("created", String, nullable=False),
    Column("revoked", String),
)
"""API keys by their public id; of the secret only a SHA-256 digest is kept."""
