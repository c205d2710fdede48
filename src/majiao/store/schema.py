"""The tables. A change here needs a new migration; a test compares the two."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
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

cases = Table(
    "cases",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject", String, nullable=False),
    Column("opened", Float, nullable=False),
    Column("updated", Float, nullable=False),
    Column("state", String, nullable=False),
    Column("owner", String),
)
"""One attack on one subject; `subject` is `account:<id>` or `conversation:<id>`."""

Index("cases_subject", cases.c.subject, cases.c.updated)

case_events = Table(
    "case_events",
    metadata,
    Column("case_id", String, ForeignKey("cases.id"), primary_key=True),
    Column("offset", _Offset, ForeignKey("events.offset"), primary_key=True),
)
"""Which events of the log belong to a case."""

actions = Table(
    "actions",
    metadata,
    Column("id", String, primary_key=True),
    Column("offset", _Offset, ForeignKey("events.offset"), nullable=False),
    Column("follow_up", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("state", String, nullable=False),
    Column("by", String),
    Column("at", String),
)
"""Follow-ups to carry out; `id` is `<event>:<follow-up>`, so that each is queued once."""

Index("actions_state", actions.c.state, actions.c.offset)

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
