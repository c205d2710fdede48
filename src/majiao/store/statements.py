"""The statements of the hot path, compiled once per database.

Running compiled text with plain tuples costs a third of handing SQLAlchemy a dictionary per
row, and these run for every event.
"""

from typing import Any, NamedTuple

from sqlalchemy import Dialect, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ClauseElement

from majiao.store.schema import events, progress, states


class Statements(NamedTuple):
    """SQL text with positional parameters in the order of the tables' columns."""

    add_events: str
    put_states: str
    put_progress: str
    find_events: str
    find_states: str


def statements(dialect: Dialect) -> Statements:
    """Compile for one kind of database; look-ups take their ids as one JSON array."""
    insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    unpack = func.json_array_elements_text if dialect.name == "postgresql" else func.json_each
    ids = select(unpack(bindparam("ids")).table_valued("value").c.value)
    put = insert(states)
    move = insert(progress)
    compiled: tuple[ClauseElement, ...] = (
        events.insert(),
        put.on_conflict_do_update(
            index_elements=["id"],
            set_={"body": put.excluded.body, "expires": put.excluded.expires},
        ),
        move.on_conflict_do_update(
            index_elements=["name"],
            set_={"offset": move.excluded.offset, "watermark": move.excluded.watermark},
        ),
        select(events.c.id, events.c.decision).where(events.c.id.in_(ids)),
        select(states.c.id, states.c.body, states.c.expires).where(states.c.id.in_(ids)),
    )
    return Statements(*(_text(statement, dialect) for statement in compiled))


def _text(statement: Any, dialect: Dialect) -> str:
    return str(statement.compile(dialect=dialect))
