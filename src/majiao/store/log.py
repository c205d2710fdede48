"""The event log and the state that follows from it, committed together."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, delete, func, select

from majiao.store.schema import events, policies, progress, states
from majiao.store.statements import statements

_ENGINE = "engine"

_encode = msgspec.json.Encoder().encode


class Entry(NamedTuple):
    """One event of the log; `action` and `decision` are None where no answer is due."""

    offset: int
    id: str
    time: float
    kind: str
    body: bytes
    action: str | None
    decision: bytes | None


class Blob(NamedTuple):
    """The encoded state of one detector's key; `expires` in seconds of event time."""

    id: str
    body: bytes
    expires: float


class Position(NamedTuple):
    """The next offset to write, and the newest event time so far in seconds."""

    offset: int
    watermark: float


class EventLog:
    """The log of one engine: append, look up, continue."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.connect()
        self._reader = engine.connect()
        self._sql = statements(engine.dialect)

    def position(self) -> Position:
        """Say where to go on."""
        found = self._read(select(progress.c.offset, progress.c.watermark)).first()
        return Position(found.offset, found.watermark) if found else Position(0, 0.0)

    def append(
        self,
        entries: Sequence[Entry],
        blobs: Sequence[Blob],
        position: Position,
        also: Callable[[Connection], None] | None = None,
    ) -> None:
        """Write events, decisions, states and the position in one transaction, or nothing.

        `also` may write more on the same connection, in the same transaction.
        """
        with self._writer.begin():
            if entries:
                self._writer.exec_driver_sql(self._sql.add_events, list(entries))
            if blobs:
                self._writer.exec_driver_sql(self._sql.put_states, list(blobs))
            self._writer.exec_driver_sql(self._sql.put_progress, (_ENGINE, *position))
            if also:
                also(self._writer)

    def answers(self, ids: Sequence[str]) -> dict[str, bytes | None]:
        """Give the decisions of those events that are in the log already."""
        return dict(self._look_up(self._sql.find_events, ids))

    def load(self, ids: Sequence[str]) -> dict[str, Blob]:
        """Give the states that exist among `ids`."""
        return {row[0]: Blob(*row) for row in self._look_up(self._sql.find_states, ids)}

    def expire(self, before: float) -> None:
        """Forget states that ran out before this moment of event time."""
        with self._writer.begin():
            self._writer.execute(delete(states).where(states.c.expires < before))

    def entries(self, after: int = -1, limit: int = 1000) -> list[Entry]:
        """Read the log in order, from the offset behind `after`."""
        query = select(events).where(events.c.offset > after).order_by(events.c.offset)
        with self.engine.connect() as connection:
            return [Entry(*row) for row in connection.execute(query.limit(limit))]

    def recent(self, limit: int, *, acted_on: bool = False) -> list[Entry]:
        """Read the newest decided events, newest first; only those not allowed if asked."""
        query = select(events).where(events.c.decision.is_not(None))
        if acted_on:
            query = query.where(events.c.action != "allow")
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(events.c.offset.desc()).limit(limit))
            return [Entry(*row) for row in rows]

    def count(self) -> int:
        """Count the events of the log."""
        return int(self._read(select(func.count()).select_from(events)).scalar_one())

    def all_states(self) -> Iterable[Blob]:
        """Give every stored state by id, for comparing two stores."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(states).order_by(states.c.id))
            return [Blob(*row) for row in rows]

    def remember_policy(self, ref: str, text: str) -> str:
        """Keep a policy's text under its revision, and give what is kept there."""
        with self._writer.begin():
            query = select(policies.c.text).where(policies.c.ref == ref)
            kept: str | None = self._writer.execute(query).scalar()
            if kept is None:
                self._writer.execute(policies.insert(), {"ref": ref, "text": text})
            return text if kept is None else kept

    def close(self) -> None:
        """Give the connections back."""
        self._writer.close()
        self._reader.close()

    def _look_up(self, sql: str, ids: Sequence[str]) -> Sequence[Any]:
        # Rows are fetched at once, so that no open read holds back the write-ahead log.
        with self._reader.begin():
            return self._reader.exec_driver_sql(sql, (_as_json(ids),)).fetchall()

    def _read(self, query: Any) -> Any:
        with self._reader.begin():
            return self._reader.execute(query).freeze()()


def _as_json(ids: Sequence[str]) -> str:
    return _encode(ids).decode()
